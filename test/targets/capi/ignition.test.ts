import { parse } from 'yaml';
import { ProfileOs } from '../../../src/profile';
import { asIgnition } from '../../../src/targets/capi/ignition';
import { publicFile } from '../../../src/targets/capi/node-file';
import { CERTIFICATE } from '../../fixtures/certificate';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

interface Spec {
  readonly format?: string;
  readonly ignition?: { readonly containerLinuxConfig: { readonly additionalConfig: string } };
  readonly files: readonly { readonly path: string; readonly content?: string }[];
  readonly ntp?: unknown;
  readonly preKubeadmCommands: readonly string[];
  readonly joinConfiguration: { readonly nodeRegistration: unknown };
}

interface Unit {
  readonly name: string;
  readonly dropins?: readonly { readonly contents: string }[];
}

function workers(os: ProfileOs, profile: Overrides = {}, cluster: Overrides = {}): Spec {
  const objects = manifests(descriptionWith(cluster), profileWith({
    openstack: { os, image: { name: 'node-{version}' }, sshKeyName: 'ops' }, management: { featureGates: ['KubeadmBootstrapFormatIgnition'] },
    trust: { certificates: [CERTIFICATE] }, ntp: { servers: ['ntp.example.org', '192.0.2.1'] }, ...profile,
  }));
  return (objects.find(({ kind }) => kind === 'KubeadmConfigTemplate')!.spec as { template: { spec: Spec } }).template.spec;
}

it('gives Flatcar name and id by what its metadata service has found out, and keeps kubeadm from being stopped with containerd', () => {
  const spec = workers(ProfileOs.FLATCAR);
  expect(spec.format).toBe('ignition');
  const { systemd: { units } } = parse(spec.ignition!.containerLinuxConfig.additionalConfig) as { systemd: { units: Unit[] } };
  expect(units.map(({ name }) => name)).toEqual(['coreos-metadata-sshkeys@.service', 'kubeadm.service']);
  expect(units[1].dropins![0].contents).not.toContain('Requires=containerd');
  expect(spec.joinConfiguration.nodeRegistration).toMatchObject({ name: '${COREOS_OPENSTACK_HOSTNAME}', kubeletExtraArgs: [{ name: 'cloud-provider' }, { value: 'openstack:///${COREOS_OPENSTACK_INSTANCE_UUID}' }] });
  expect(spec.preKubeadmCommands[1]).toContain("envsubst '${COREOS_OPENSTACK_HOSTNAME} ${COREOS_OPENSTACK_INSTANCE_UUID}' < /etc/kubeadm.yml");
});

it('sets the time servers of the service that runs on Flatcar, and not of another', () => {
  const spec = workers(ProfileOs.FLATCAR);
  expect(spec).not.toHaveProperty('ntp');
  expect(spec.files.find(({ path }) => path === '/etc/systemd/timesyncd.conf.d/scs.conf')?.content).toBe('[Time]\nNTP=ntp.example.org 192.0.2.1\n');
});

it.each([
  [ProfileOs.UBUNTU, '/usr/local/share/ca-certificates/scs-1.crt', 'update-ca-certificates'],
  [ProfileOs.DEBIAN, '/usr/local/share/ca-certificates/scs-1.crt', 'update-ca-certificates'],
  [ProfileOs.ROCKYLINUX, '/etc/pki/ca-trust/source/anchors/scs-1.crt', 'update-ca-trust'],
  [ProfileOs.FLATCAR, '/etc/ssl/certs/scs-1.pem', 'update-ca-certificates'],
])('%s trusts certificates in %s', (os, file, command) => {
  const { files, preKubeadmCommands } = workers(os);
  expect(files.find(({ path }) => path === file)?.content).toBe(CERTIFICATE);
  expect(preKubeadmCommands).toContain(command);
});

it('has files that YAML would not keep as Base64, and modes in octal', () => {
  const kept = ['a\n', 'a:\n  b\n\nc\n', '#!/bin/sh\n'];
  const changed = ['', ' a\n', '\na\n', 'a', 'a\n\n', 'a\tb\n', 'a\r\nb\n'];
  const system = { files: [...kept, ...changed].map((content, index) => publicFile(`/${index}`, content)), bootCommands: [], preKubeadmCommands: [], postKubeadmCommands: [] };
  const { files } = asIgnition({ ...system, files: [...system.files, { ...publicFile('/m', 'a\n'), permissions: '644' }] }, []);
  expect(files.map(({ encoding }) => encoding)).toEqual([...kept.map(() => undefined), ...changed.map(() => 'base64'), undefined]);
  expect(files.slice(kept.length, -1).map(({ content }) => Buffer.from(content!, 'base64').toString())).toEqual(changed);
  expect(files.at(-1)!.permissions).toBe('0644');
});

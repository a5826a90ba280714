import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

const VOLUMES = [
  { name: 'raw', size: '10Gi' },
  { name: 'images', size: '100Gi', type: 'ssd', mountPath: '/var/lib/containerd', filesystem: 'xfs' },
  { name: 'inner', size: '1Gi', mountPath: '/srv/data/inner/' },
  { name: 'data', size: '200Gi', mountPath: '/srv/data' },
];

interface Bootstrap {
  readonly files: { readonly path: string; readonly permissions: string; readonly content: string }[];
  readonly preKubeadmCommands?: string[];
}

/** What the pool's machines are made with. */
function machines(openstack: Overrides, volumes: Overrides[] = VOLUMES): { bootstrap: Bootstrap; devices: unknown } {
  const objects = manifests(descriptionWith({ nodePools: [{ name: 'general', flavor: 'SCS-4V-16', volumes }] }), profileWith({ openstack }));
  const spec = (kind: string): any => (objects.find((object) => object.kind === kind && object.metadata.name.startsWith('shop-general'))!.spec as any).template.spec;
  return { bootstrap: spec('KubeadmConfigTemplate') as Bootstrap, devices: spec('OpenStackMachineTemplate').additionalBlockDevices };
}

function scriptOf({ files }: Bootstrap): Bootstrap['files'][number] | undefined {
  return files.find(({ path }) => path === '/etc/scs/mount-volume');
}

it('are volumes of the machine, in the order of the description', () => {
  expect(machines({}).devices).toEqual([
    { name: 'raw', sizeGiB: 10, storage: { type: 'Volume' } },
    { name: 'images', sizeGiB: 100, storage: { type: 'Volume', volume: { type: 'ceph-ssd' } } },
    { name: 'inner', sizeGiB: 1, storage: { type: 'Volume' } },
    { name: 'data', sizeGiB: 200, storage: { type: 'Volume' } },
  ]);
});

it('are made in the zone of the machine where the profile says so', () => {
  expect(machines({ blockStorageZones: 'SameAsCompute' }, [VOLUMES[1]]).devices).toEqual([
    { name: 'images', sizeGiB: 100, storage: { type: 'Volume', volume: { type: 'ceph-ssd', availabilityZone: { from: 'Machine' } } } },
  ]);
});

it.each([
  ['tags', {}, ['images', 'data', 'inner']],
  ['letters of virtio', { image: { blockDevices: 'Virtio' } }, ['/dev/vdc', '/dev/vde', '/dev/vdd']],
  ['letters of SCSI', { image: { blockDevices: 'Scsi' } }, ['/dev/sdc', '/dev/sde', '/dev/sdd']],
])('are mounted by their %s before kubeadm runs, a folder before those in it, and no node comes of a failure', (_, openstack, [images, data, inner]) => {
  expect(machines(openstack).bootstrap.preKubeadmCommands).toEqual([
    `/etc/scs/mount-volume ${data} /srv/data ext4 || exit 1`,
    `/etc/scs/mount-volume ${inner} /srv/data/inner ext4 || exit 1`,
    'systemctl stop containerd',
    `/etc/scs/mount-volume ${images} /var/lib/containerd xfs || exit 1`,
    'systemctl start containerd',
  ]);
});

it('leave no trace in the bootstrap data where nothing is mounted', () => {
  expect(machines({}, [VOLUMES[0]]).bootstrap).toEqual(machines({}, []).bootstrap);
});

it("of etcd are mounted before kubeadm runs, with the permissions that etcd's data has", () => {
  const objects = manifests(descriptionWith({ etcd: { dedicatedVolume: { size: '10Gi', type: 'ssd' } } }), profileWith({}));
  const { kubeadmConfigSpec } = objects.find(({ kind }) => kind === 'KubeadmControlPlane')!.spec as { kubeadmConfigSpec: Bootstrap };
  const template = objects.find(({ kind, metadata }) => kind === 'OpenStackMachineTemplate' && metadata.name.startsWith('shop-control-plane'))!.spec as any;
  expect(template.template.spec.additionalBlockDevices).toEqual([{ name: 'etcd', sizeGiB: 10, storage: { type: 'Volume', volume: { type: 'ceph-ssd' } } }]);
  expect(kubeadmConfigSpec.preKubeadmCommands).toEqual(['install -d -m 0700 /var/lib/etcd', '/etc/scs/mount-volume etcd /var/lib/etcd ext4 || exit 1']);
  expect(scriptOf(kubeadmConfigSpec)).toEqual(scriptOf(machines({}).bootstrap));
});

describe('the script', () => {
  const script = scriptOf(machines({}).bootstrap)!;

  it('is an executable file with nothing that cloud-init would take for a template', () => {
    expect(script.permissions).toBe('0755');
    expect(script.content).toMatch(/^#!\/bin\/bash\n/);
    expect(script.content).not.toMatch(/\{[{%#]/);
    execFileSync('bash', ['-n'], { input: script.content });
  });

  /** With the metadata of a machine, and with nothing mounted and no disk that udev knows by such a number. */
  function run(tag: string): { status: number | null; stderr: string } {
    const folder = mkdtempSync(join(tmpdir(), 'mount-volume-'));
    const command = (name: string, text: string): void => writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    const metadata = {
      meta: { note: 'odd { braces } and "tags": ["data"] "serial": "wrong"', other: '}' },
      devices: [
        { type: 'nic', bus: 'pci', address: '0000:00:02.0', mac: 'fa:16:3e:00:00:01', tags: ['trusted'] },
        { type: 'disk', bus: 'virtio', address: '0000:00:07.0', serial: '0f6b2c8e-31f1-4a8e-9f0a-1c2d3e4f5a6b', tags: ['data'] },
        { serial: '5d1e7a90-77aa-4b1c-8d2e-9a8b7c6d5e4f', tags: ['fast', 'data-2'], type: 'disk', bus: 'scsi', address: '0:0:1:0' },
        { type: 'disk', bus: 'virtio', address: '0000:00:09.0', tags: ['numberless'] },
      ],
    };
    writeFileSync(join(folder, 'meta_data.json'), JSON.stringify(metadata, undefined, 1));
    command('findmnt', 'exit 1');
    command('blkid', 'exit 2');
    command('sleep', 'exit 0');
    command('curl', `cat ${folder}/meta_data.json`);
    try {
      const { status, stderr } = spawnSync('bash', ['-s', tag, '/srv/data', 'ext4'], {
        input: script.content, encoding: 'utf8', env: { PATH: `${folder}:${process.env.PATH}` },
      });
      return { status, stderr };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it.each([
    ['data', 'no disk has the serial number 0f6b2c8e-31f1-4a8e-9f0a-1c2d3e4f5a6b, which belongs to the tag data'],
    ['data-2', 'no disk has the serial number 5d1e7a90-77aa-4b1c-8d2e-9a8b7c6d5e4f, which belongs to the tag data-2'],
    ['numberless', 'the metadata of the machine has no disk with the tag numberless'],
    ['dat', 'the metadata of the machine has no disk with the tag dat'],
  ])('reads the number of the disk with the tag %s from the metadata', (tag, message) => {
    expect(run(tag)).toEqual({ status: 1, stderr: `mount-volume: /srv/data: ${message}\n` });
  });
});

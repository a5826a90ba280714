import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileSecrets } from '../../../src/targets/capi/file-secrets';
import { registryFiles } from '../../../src/targets/capi/registry-files';
import { description, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests, resolved } from '../../fixtures/rendering';

const LOGIN = { name: 'registry', key: 'login' };
const OWN = { host: 'registry.example.org', endpoints: ['https://registry.example.org'], authRef: LOGIN };

function mirrorsOf(registries: Overrides) {
  return resolved(description(), profileWith({ registries })).nodeSystem.mirrors;
}

it('looks for images of Kubernetes itself below the prefix, with what is known of its registry', () => {
  expect(mirrorsOf({ prefix: 'registry.example.org/k8s', mirrors: [OWN] })).toEqual([
    OWN, { host: 'registry.k8s.io', endpoints: ['https://registry.example.org/v2/k8s'], authRef: LOGIN },
  ]);
  expect(mirrorsOf({ prefix: 'registry.example.org:5000' })).toEqual([{ host: 'registry.k8s.io', endpoints: ['https://registry.example.org:5000/v2'] }]);
  const mirror = { host: 'registry.k8s.io', endpoints: ['https://mirror.example.org'] };
  expect(mirrorsOf({ prefix: 'registry.example.org/k8s', mirrors: [mirror] })).toEqual([mirror]);
});

it('names them to kubeadm under their paths', () => {
  const objects = manifests(description(), profileWith({ registries: { prefix: 'registry.example.org/k8s' } }));
  const { spec } = objects.find(({ kind }) => kind === 'KubeadmControlPlane') as unknown as { spec: { kubeadmConfigSpec: { clusterConfiguration: object } } };
  expect(spec.kubeadmConfigSpec.clusterConfiguration).toMatchObject({ imageRepository: 'registry.example.org/k8s', dns: { imageRepository: 'registry.example.org/k8s/coredns' } });
});

it('asks for the login by name', () => {
  const [secret] = fileSecrets(resolved(description(), profileWith({ registries: { prefix: 'registry.example.org', mirrors: [OWN] } })));
  expect(secret).toMatchObject({ name: 'registry', keys: [{ name: 'login', content: 'the login of the mirror of registry.example.org and registry.k8s.io', template: { text: '<USER>:<PASSWORD>' } }] });
});

describe('the login', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'registry-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  /** Runs the command of a machine in a folder of its own, with a containerd of a version. */
  function logIn(containerd: string): (file: string) => string {
    const { files, preKubeadmCommands: [command] } = registryFiles(mirrorsOf({ prefix: 'registry.example.org/k8s', mirrors: [OWN, { ...OWN, host: '_default', endpoints: ['http://m.example.org:5000/v2/all'] }] }));
    const here = (text: string): string => text.replaceAll('/etc/containerd', join(folder, 'etc'));
    for (const { path, content = 'user:pass|&\\word\n' } of files) {
      const place = path === command ? join(folder, 'login') : here(path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, here(content), { mode: 0o755 });
    }
    writeFileSync(join(folder, 'containerd'), `#!/bin/sh\necho "containerd github.com/containerd/containerd${containerd} 0123"\n`, { mode: 0o755 });
    writeFileSync(join(folder, 'etc/config.toml'), 'version = 2\n');
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    for (let time = 0; time < 2; time++) expect(spawnSync('bash', [join(folder, 'login')], { env, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    return (file) => readFileSync(join(folder, 'etc', file), 'utf8');
  }

  const basic = Buffer.from('user:pass|&\\word').toString('base64');

  it('is in the headers of mirrors, and, for containerd 1, in its configuration once for each server', () => {
    const read = logIn(' v1.7.29');
    expect(read('certs.d/registry.k8s.io/hosts.toml')).toContain(`Authorization = "Basic ${basic}"`);
    expect(read('config.toml').match(/configs\."[^"]+"\.auth\]\n {2}auth = "[^"]+"/g)).toEqual(
      ['m.example.org:5000', 'registry.example.org'].map((host) => `configs."${host}".auth]\n  auth = "${basic}"`),
    );
  });

  it('is in the headers alone for containerd 2', () => {
    const read = logIn('/v2 v2.3.2');
    expect(read('certs.d/_default/hosts.toml')).toContain(`Authorization = "Basic ${basic}"`);
    expect(read('config.toml')).toBe('version = 2\n');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { description, profileWith, type Overrides } from '../fixtures/documents';
import { scs } from './command-line';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'images-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

async function images(cluster: Overrides, profile: Overrides, ...args: string[]) {
  writeFileSync(join(folder, 'c.yaml'), stringify(description({ spec: { kubernetesVersion: 'v1.36.3', ...cluster } })));
  writeFileSync(join(folder, 'p.yaml'), stringify(profileWith(profile)));
  return scs(['images', join(folder, 'c.yaml'), '--profile', join(folder, 'p.yaml'), ...args]);
}

it('lists what kubeadm names, each in a line', async () => {
  const { exitCode, stdout, stderr } = await images({}, {});
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toEqual([
    'registry.k8s.io/coredns/coredns:v1.14.2', 'registry.k8s.io/etcd:3.6.8-0', 'registry.k8s.io/kube-apiserver:v1.36.3', 'registry.k8s.io/kube-controller-manager:v1.36.3',
    'registry.k8s.io/kube-proxy:v1.36.3', 'registry.k8s.io/kube-scheduler:v1.36.3', 'registry.k8s.io/pause:3.10.2',
  ]);
});

it('says where nodes look for them', async () => {
  const mirrored = await images({}, { registries: { mirrors: [{ host: 'registry.k8s.io', endpoints: ['https://a.example.org/v2/k8s', 'http://b.example.org:5000'] }] } });
  expect(mirrored.stdout).toContain('registry.k8s.io/pause:3.10.2 a.example.org/k8s/pause:3.10.2 b.example.org:5000/pause:3.10.2\n');
  const prefixed = await images({}, { registries: { prefix: 'registry.example.org/k8s' } }, '--output', 'json');
  expect((JSON.parse(prefixed.stdout) as { images: unknown[] }).images[0]).toEqual({
    source: 'registry.k8s.io/coredns/coredns:v1.14.2', image: 'registry.example.org/k8s/coredns/coredns:v1.14.2', from: [], usedBy: 'kubeadm',
    clusters: [{ namespace: 'shop', name: 'shop' }],
  });
});

it('lists kube-vip, below the prefix of all images, or as the profile names it', async () => {
  const network = { dnsServers: [], existing: { network: { name: 'corp' }, subnets: [{ name: 'corp-v4' }] } };
  const of = async (settings: Overrides): Promise<string[]> => {
    const { stdout } = await images({ network, apiServer: { exposure: 'Internal', address: '10.0.0.5' } }, { openstack: { apiLoadBalancer: { provider: 'kube-vip' } }, ...settings });
    return stdout.split('\n').filter((line) => line.includes('kube-vip'));
  };
  expect(await of({})).toEqual(['ghcr.io/kube-vip/kube-vip:v1.2.3']);
  const prefixed = await of({ registries: { prefix: 'registry.example.org/k8s' } });
  expect(prefixed).toEqual([expect.stringContaining('registry.example.org/k8s/kube-vip/kube-vip:v1.2.3')]);
  expect(await of({ registries: { mirrors: [{ host: 'ghcr.io', endpoints: ['https://mirror.example.org'] }] } })).toEqual([
    'ghcr.io/kube-vip/kube-vip:v1.2.3 mirror.example.org/kube-vip/kube-vip:v1.2.3',
  ]);
  const own = { openstack: { apiLoadBalancer: { provider: 'kube-vip', kubeVip: { image: 'own.example.org/vip:1' } } } };
  const { stdout } = await images({ network, apiServer: { exposure: 'Internal', address: '10.0.0.5' } }, { ...own, registries: { prefix: 'registry.example.org/k8s' } });
  expect(stdout).toMatch(/^own\.example\.org\/vip:1$/m);
});

it('lists the autoscaler, below the prefix of all images, or as the profile names it', async () => {
  const autoscaled = { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', autoscaling: { min: 3, max: 9 } }] };
  const of = async (settings: Overrides): Promise<string[]> => (await images(autoscaled, settings)).stdout.split('\n').filter((line) => line.includes('autoscaler'));
  const prefix = { registries: { prefix: 'registry.example.org/k8s' } };
  expect(await of({})).toEqual(['registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.1']);
  expect(await of(prefix)).toEqual([expect.stringContaining('registry.example.org/k8s/autoscaling/cluster-autoscaler:v1.36.1')]);
  expect(await of({ ...prefix, autoscaler: { image: 'own.example.org/autoscaler:1' } })).toEqual(['own.example.org/autoscaler:1']);
});

it('leaves out what is not installed, and says what it cannot know', async () => {
  const { stdout, stderr } = await images({ kubernetesVersion: 'v1.36.6' }, { cni: { type: 'cilium', kubeProxyReplacement: true } });
  expect(stdout).not.toContain('kube-proxy');
  expect(stderr).toContain('note: the images of v1.36.6 are those of v1.36.3, the newest patch that was checked');
});

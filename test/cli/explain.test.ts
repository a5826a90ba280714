import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIAGNOSTIC_CODES } from '../../src/diagnostics/codes';
import { documentFields, DOCUMENTS } from '../../src/documents/document-references';
import { findField } from '../../src/documents/find-field';
import { fixture, scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();

/** A profile with more in its spec. */
function profile(more: string): string {
  const file = join(folder(), 'profile.yaml');
  writeFileSync(file, `${readFileSync(fixture('profile.yaml'), 'utf8')}${more}`);
  return file;
}

it.each([
  ['spec.nodePools[].rootDisk.size', 'ScsCluster spec.nodePools[].rootDisk.size'],
  ['nodePools[0].rootDisk.size', 'ScsCluster spec.nodePools[].rootDisk.size'],
  ['/spec/nodePools/0/rootDisk/size', 'ScsCluster spec.nodePools[].rootDisk.size'],
  ['spec.nodePools.rootDisk', 'ScsCluster spec.nodePools[].rootDisk'],
  ['NODE-POOLS.root_disk', 'ScsCluster spec.nodePools[].rootDisk'],
  ['ProviderProfile spec.openstack.mtu', 'ProviderProfile spec.openstack.mtu'],
  ['providerprofile.openstack.mtu', 'ProviderProfile spec.openstack.mtu'],
  ['mtu', 'ProviderProfile spec.openstack.mtu'],
  ['kubelet.maxPods', 'ScsCluster spec.nodePools[].kubelet.maxPods'],
  ['nodePools[general].labels["example.org/tier"]', 'ScsCluster spec.nodePools[].labels'],
  ['nodePools.labels.tier', 'ScsCluster spec.nodePools[].labels'],
  ['spec.defaults.audit.level', 'ProviderProfile spec.defaults.audit.level'],
  ['apiVersion', 'ScsCluster apiVersion, ProviderProfile apiVersion'],
  ['ScsCluster spec', 'ScsCluster spec'],
])('understands %s', (name, expected) => {
  const search = findField(name);
  expect('found' in search ? search.found.map(({ document, field }) => `${document.kind} ${field.path}`).join(', ') : search.problem).toBe(expected);
});

it.each([
  ['nodePools.rootDisk.sise', 'ScsCluster spec.nodePools[].rootDisk has no field "sise", did you mean "size"?'],
  ['nodePools.flavor.name', 'ScsCluster spec.nodePools[].flavor has no fields of its own'],
  ['allowedcidr', 'there is no field "allowedcidr", did you mean "apiServer.allowedCidrs"?; "scs explain" lists all codes, "scs explain spec" the fields'],
  ['etcd.volume', 'ScsCluster spec.etcd has no field "volume", did you mean "dedicatedVolume"?'],
  ['apiServer.oidc', 'ScsCluster spec.apiServer has no field "oidc"; it has exposure, allowedCidrs, certificateSANs, address, internalAddress, endpoint; "oidc" is in the name of:\n  ScsCluster spec.authentication.oidc'],
  ['sshKey', 'there is no field "sshKey"; "sshKey" is in the name of:\n  ProviderProfile spec.openstack.bastion.sshKeyName\n  ProviderProfile spec.openstack.sshKeyName'],
  ['quux.zyx', 'there is no field "quux.zyx"; "scs explain" lists all codes, "scs explain spec" the fields'],
  ['__proto__', 'there is no field "__proto__"; "scs explain" lists all codes, "scs explain spec" the fields'],
  ['ScsCluster', 'name a field of ScsCluster, such as "ScsCluster spec"'],
  ['labels', '"labels" is the end of several fields:\n  ScsCluster metadata.labels\n  ScsCluster spec.controlPlane.labels\n  ScsCluster spec.nodePools[].labels'],
  ['FlavourNotOffered', 'there is no code "FlavourNotOffered", did you mean "FlavorNotOffered"?'],
])('says of %s what may be meant', async (name, message) => {
  expect(await scs(['explain', name])).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${message}\n` });
});

it('finds every field of the reference by its path', () => {
  const paths = DOCUMENTS.flatMap((document) => documentFields(document).map(({ path }) => ({ name: `${document.kind} ${path}`, path })));
  expect(paths.length).toBeGreaterThan(300);
  const missed = paths.filter(({ name, path }) => {
    const search = findField(name);
    return !('found' in search) || search.found.length !== 1 || search.found[0].field.path !== path;
  });
  expect(missed).toEqual([]);
});

it('tells all of a field', async () => {
  expect(await scs(['explain', 'nodePools[].antiAffinity'])).toMatchObject({
    exitCode: 0,
    stderr: '',
    stdout: expect.stringMatching(new RegExp([
      '^ScsCluster spec\\.nodePools\\[\\]\\.antiAffinity',
      '.*type +one of the values below',
      '.*values +Required: Two machines',
      '.*default +Preferred',
      '.*a change +RollsPool: the machines of the pool are replaced, one after the other',
      '.*ends in +.*ServerGroup',
      '.*Example:\\n\\n    spec:\\n      nodePools:\\n        - antiAffinity: ',
    ].join('[^]*'))) as string,
  });
});

it('takes a name in several words, and refuses what this release cannot act on', async () => {
  const { stdout } = await scs(['explain', 'ProviderProfile', 'spec.cni.hubble']);
  expect(stdout).toMatch(/^ProviderProfile spec\.cni\.hubble\n[^]*release +refused/);
});

it.each([
  ['network.dnsServers', '  defaults: {network: {dnsServers: [9.9.9.9]}}\n', 'profile    scs-cloud-a gives ["9.9.9.9"] (spec.defaults)'],
  ['audit.level', '  defaults: {audit: {level: Metadata}}\n  policy: {enforce: {audit: {level: Metadata}}}\n', 'profile    scs-cloud-a fixes Metadata (spec.policy.enforce)'],
  ['audit.level', '', 'profile    scs-cloud-a says nothing of it'],
  ['nodePools.flavor', '  policy: {minFlavor: {cpus: 2, memory: 4Gi}}\n', 'profile    offered: SCS-2V-4-20s, SCS-4V-8-20s, SCS-4V-16\n             at least 2 CPUs and 4Gi of memory'],
  ['apiServer.allowedCidrs', '  policy: {requireAllowedCidrs: true}\n', 'profile    a description must say it'],
  ['nodePools.expert.files', '', 'profile    refused: descriptions may have no expert settings (policy.allowExpert)'],
  ['ProviderProfile spec.policy.maxNodes', '  policy: {maxNodes: 9}\n', 'profile    scs-cloud-a says 9'],
  ['nodePools.replicas', '  policy: {maxNodes: 9}\n', 'profile    a cluster has 9 machines at most'],
])('tells of %s what a profile says', async (name, more, expected) => {
  const outcome = await scs(['explain', name, '--profile', profile(more)]);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout).toContain(expected);
});

it('says what the target of a profile cannot express', async () => {
  const { stdout } = await scs(['explain', 'network.dnsServers', '--profile', 'examples/profiles/development.yaml']);
  expect(stdout).toContain('the target capi-dev cannot express it');
});

it('tells what is wrong with a profile', async () => {
  expect(await scs(['explain', 'region', '--profile', fixture('ten-mistakes.yaml')])).toMatchObject({ exitCode: 1, stdout: '' });
});

it('tells codes in any case, or all of them', async () => {
  expect((await scs(['explain', 'evenreplicas'])).stdout).toMatch(/^EvenReplicas\n {2}cause: {3}.*\n {2}example: .*\n {2}fix: {5}.*\n$/);
  const { stdout } = await scs(['explain']);
  expect(Object.keys(DIAGNOSTIC_CODES).filter((code) => !stdout.includes(`${code}\n`))).toEqual([]);
});

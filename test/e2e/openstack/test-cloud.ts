import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProviderProfileDocument } from '../../../src/profile';
import { KUBERNETES_RELEASES } from '../../../src/versions/kubernetes-releases';
import type { Documents } from '../../generators/descriptions';
import { exampleDocuments, synthesizedManifests } from '../manifests';
import { type Cloud, type CloudConfig, CloudError, configuredCloud } from './cloud';
import type { Offer } from './operator';
import { type OpenStack, startOpenStack } from './openstack';
import { whyUnavailable } from './packages';

/** Of a cloud that is small enough for one machine. */
export const DEFAULT_PROFILE = join(__dirname, '../../../examples/profiles/openstack-laboratory.yaml');

/** A cloud that clusters are made in, with the profile that describes it. */
export interface TestCloud {
  readonly config: CloudConfig;
  readonly profile: ProviderProfileDocument;
  /** There where it is one on this machine, whose servers have nothing in them. */
  readonly loopback?: OpenStack;
  stop(): Promise<void>;
}

/** Whether the cloud is one of those that are made here: nothing runs in its servers, and this machine has its public addresses. */
export function isOnLoopback({ auth }: CloudConfig): boolean {
  return new URL(auth.auth_url).hostname === '127.0.0.1';
}

/** An application credential, as the commands of `scs secrets` make one. */
export interface ApplicationCredential {
  readonly id: string;
  readonly secret: string;
}

/** Why there is no cloud to test with; undefined where there is. Fails where OS_CLOUD or --profile names what cannot be used. */
export function whyNoCloud(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const isOther = configuredCloud(env) !== undefined;
  if (isOther && !env.E2E_PROFILE) return 'OS_CLOUD names a cloud, and --profile must name the file that describes it';
  if (env.E2E_PROFILE) {
    const [{ description }] = exampleDocuments('production', 'openstack-laboratory') as [Documents];
    const profile = readProfile(env.E2E_PROFILE);
    synthesizedManifests({ description, profile });
    if (profile.spec.target !== 'capi-openstack') throw new Error(`the profile is for ${profile.spec.target}, and a cloud takes capi-openstack`);
  }
  return isOther ? undefined : whyUnavailable();
}

/** The cloud that OS_CLOUD names, with the profile of --profile; without, one on this machine. */
export async function openTestCloud(env: NodeJS.ProcessEnv = process.env): Promise<TestCloud> {
  const profile = readProfile(env.E2E_PROFILE || DEFAULT_PROFILE);
  const config = configuredCloud(env);
  if (config !== undefined) return { config, profile, stop: async () => undefined };
  const loopback = await startOpenStack({ offer: offerOf(profile) });
  return { config: loopback.tenant, profile, loopback, stop: loopback.stop };
}

function readProfile(file: string): ProviderProfileDocument {
  return parse(readFileSync(file, 'utf8')) as ProviderProfileDocument;
}

/** What a cloud must have for what the profile says to be true. */
export function offerOf({ spec }: ProviderProfileDocument): Offer {
  const { externalNetwork, image, hostsPerZone = 1 } = spec.openstack ?? {};
  const name = image?.name ?? 'ubuntu-capi-image-v{version}';
  const versions = name.includes('{version}') ? KUBERNETES_RELEASES.map(({ minor, newestPatch }) => `${minor}.${newestPatch}`) : [''];
  return {
    zones: spec.regions?.[0]?.zones ?? ['nova'],
    hostsPerZone,
    flavors: (spec.flavors ?? []).map(({ name: flavor, machineType = flavor }) => machineType),
    images: versions.map((version) => name.replaceAll('{version}', version)),
    volumeTypes: (spec.volumeTypes ?? []).map(({ name: type, volumeType = type }) => volumeType),
    externalNetwork: externalNetwork?.name ?? 'public',
  };
}

/**
 * Makes an application credential with the roles that `scs secrets` names. A cloud that is itself used with one gives no more of them,
 * so that one is taken.
 */
export async function applicationCredential(cloud: Cloud, accessRules?: readonly object[]): Promise<ApplicationCredential> {
  const { application_credential_id: id, application_credential_secret: secret } = cloud.config.auth;
  if (id !== undefined && secret !== undefined) return { id, secret };
  const credential = {
    name: `e2e-${randomBytes(6).toString('hex')}`,
    roles: [{ name: 'member' }, { name: 'load-balancer_member' }],
    ...(accessRules !== undefined && { access_rules: accessRules }),
  };
  const made = await cloud.request('identity', 'POST', `/users/${cloud.userId}/application_credentials`, { application_credential: credential });
  return made.application_credential as ApplicationCredential;
}

/** Takes back a credential that was made for a test. */
export async function revoke(cloud: Cloud, { id }: ApplicationCredential): Promise<void> {
  if (cloud.config.auth.application_credential_id === id) return;
  await cloud.request('identity', 'DELETE', `/users/${cloud.userId}/application_credentials/${id}`).catch((error: unknown) => {
    if (!(error instanceof CloudError && error.code === 404)) throw error;
  });
}

import { parse } from 'yaml';
import type { ProviderProfileSpec } from '../../../src/profile';
import { openStackCredentials } from '../../../src/targets/capi-openstack/credentials';
import type { Documents } from '../../generators/descriptions';
import type { StoredObject } from '../management-cluster/client';
import { tell } from '../numbers';
import { Cloud, type CloudConfig } from './cloud';
import { nodesAreInitialized, serviceIsServed } from './cloud-controller-manager';
import { serverFacts } from './cluster-resources';
import { eventually } from './eventually';
import { LiveCluster, type Place } from './live-cluster';
import { untilNothingIsLeft } from './nothing-left';
import type { OpenStack } from './openstack';
import { makeAdministrator } from './operator';
import { smallCluster } from './small-cluster';

const API_VERSION = 'openstack.k-orc.cloud/v1alpha1';
const KIND = 'ApplicationCredential';
const OWNER = 'credential-owner';
const ROLES = ['load-balancer_member', 'member'];
const DAY_MS = 24 * 60 * 60 * 1000;

interface CredentialFacts {
  readonly name: string;
  readonly project: string;
  readonly roles: readonly string[];
  readonly expiresAt: string | null;
  readonly isUnrestricted: boolean;
}

/** The application credentials of a user, as the cloud has them, in the order of their names. */
export async function credentialFacts({ cloud, names }: { readonly cloud: Cloud; readonly names?: readonly string[] }): Promise<CredentialFacts[]> {
  const { application_credentials: found } = await cloud.get('identity', `/users/${cloud.userId}/application_credentials`);
  const facts = (found as any[]).map(({ name, project_id, roles, expires_at, unrestricted }): CredentialFacts => ({
    name,
    project: project_id,
    roles: (roles as { readonly name: string }[]).map((role) => role.name).sort(),
    expiresAt: expires_at === null ? null : `${(expires_at as string).slice(0, 19)}Z`,
    isUnrestricted: unrestricted,
  }));
  return facts.filter(({ name }) => names?.includes(name) ?? true).sort((a, b) => a.name.localeCompare(b.name));
}

/** Names that the manifests give to the credentials in the cloud, in order. */
export function credentialNames({ manifests }: LiveCluster): string[] {
  return manifests.flatMap(({ object }) => (object.kind === KIND ? [(object as StoredObject).spec.resource.name as string] : [])).sort();
}

/** Logs in as Cluster API's provider does, with what is in its Secret. */
export async function logInAsProvider({ client }: Place, { namespace, resolved, current: { profile: { spec } } }: LiveCluster): Promise<Cloud> {
  const { infrastructure: { name }, cloudName } = openStackCredentials(resolved, spec);
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
  const { clouds } = parse(Buffer.from(secret!.data['clouds.yaml'] as string, 'base64').toString()) as { readonly clouds: Readonly<Record<string, CloudConfig>> };
  return Cloud.connect(clouds[cloudName]!);
}

/** What a profile says for ORC to make the credential of Cluster API's provider. */
export function managementCredential(credentials: ProviderProfileSpec['credentials'], userId: string): ProviderProfileSpec['credentials'] {
  return {
    ...credentials,
    orcSecretRef: { name: '{cluster}-orc' },
    applicationCredentials: { user: { id: userId }, management: { secretRef: { name: '{cluster}-management-1' } } },
  };
}

/** Credentials with some of the roles of a user who may read roles by their names, which only an operator can make. */
export function declareApplicationCredentials(place: () => Place, profile: () => Documents['profile'], openStack: () => OpenStack): void {
  test('ORC makes the application credentials, which all use, and which can be renewed', async () => {
    const { tenant, admin } = openStack();
    await makeAdministrator(await Cloud.connect(admin), place().cloud.projectId, { name: OWNER, password: tenant.auth.password! });
    const owner = await Cloud.connect({ ...tenant, auth: { ...tenant.auth, username: OWNER } });
    const expiresAt = `${new Date(Date.now() + DAY_MS).toISOString().slice(0, 19)}Z`;
    const documents = (generation: number, workers = 1): Documents => {
      const { description, profile: { spec, ...rest } } = smallCluster(profile(), 'made-credentials');
      const [pool] = description.spec.nodePools;
      const applicationCredentials = {
        user: { name: OWNER, domain: 'Default' },
        management: { secretRef: { name: `{cluster}-management-${generation}` }, roles: ROLES },
        inCluster: { secretRef: { name: '{cluster}-in-cluster-1' }, roles: ROLES, expiresAt },
      };
      return {
        description: { ...description, spec: { ...description.spec, nodePools: [{ ...pool!, replicas: workers }] } },
        profile: { ...rest, spec: { ...spec, credentials: { ...spec.credentials, orcSecretRef: { name: '{cluster}-orc' }, applicationCredentials } } },
      };
    };
    const live = new LiveCluster(place(), documents(1), owner);
    await untilNothingIsLeft(place(), live, async () => {
      await live.join();
      await live.available();
      const first = credentialNames(live);
      const namesInCloud = async (): Promise<string[]> => (await credentialFacts({ cloud: owner })).map(({ name }) => name);
      expect(await credentialFacts({ cloud: owner })).toEqual(first.map((name) => ({
        name, project: place().cloud.projectId, roles: ROLES, expiresAt: name.includes('-in-cluster-') ? expiresAt : null, isUnrestricted: false,
      })));
      const provider = await logInAsProvider(place(), live);
      expect({ user: provider.userId, project: provider.projectId, roles: provider.roles }).toEqual({
        user: owner.userId, project: place().cloud.projectId, roles: expect.not.arrayContaining(['admin']),
      });
      expect(provider.roles).toEqual(expect.arrayContaining(ROLES));
      await expect(provider.get('identity', '/users')).rejects.toMatchObject({ code: 403 });
      await nodesAreInitialized(live, await serverFacts(place().cloud, 'made-credentials-'));
      await serviceIsServed(place(), live);

      // As the reference says: another Secret, then the Secret that uses the credential, then the end of the old one.
      const [old] = first.filter((name) => name.includes('-management-'));
      expect(await live.apply(documents(2))).toEqual([]);
      await live.giveCredentials();
      const second = credentialNames(live);
      await eventually(async () => expect(await namesInCloud()).toEqual([...new Set([...first, ...second])].sort()));
      await place().client.delete(await objectOf(live, old!));
      await eventually(async () => expect(await namesInCloud()).toEqual(second));
      await expect(provider.get('compute', '/servers')).rejects.toMatchObject({ code: 401 });
      expect(await live.apply(documents(2, 2))).toEqual([]);
      await live.machinesBecome((machines) => machines.length === 3);
      await live.available();
      tell(`openstack with application credentials of ORC: ${first.length} made, used and one of them renewed`);
    });
    expect(await credentialFacts({ cloud: owner })).toEqual([]);
  });

  /** The object that the cluster no longer has in its manifests. */
  const objectOf = async ({ namespace }: LiveCluster, credential: string): Promise<StoredObject> => {
    const objects = await place().client.list(API_VERSION, KIND, namespace);
    return { ...objects.find(({ spec }) => spec.resource.name === credential)!, apiVersion: API_VERSION, kind: KIND };
  };
}

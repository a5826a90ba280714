import { type ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import type { ExpertPatch, ScsClusterDefaults, ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import { ProviderProfile } from '../../src/provider-profile';
import { renderDocuments } from '../../src/render-documents';
import { parseCidr, coversEverything } from '../../src/resolve/cidr';
import { readFlavorCatalogue } from '../../src/resolve/flavors';
import { leaves } from '../../src/resolve/policy';
import { parseBytes } from '../../src/resolve/quantity';
import { valueAt } from '../../src/objects/value-at';
import { isPlainObject } from '../../src/resolve/settings';
import { ScsCluster } from '../../src/scs-cluster';
import type { Manifest } from '../../src/targets/rendered-object';
import { withOverrides } from '../fixtures/documents';
import { documentsArbitrary, drawDescription } from '../generators/descriptions';
import { drawn, type Draw } from '../generators/draw';
import { expert } from '../generators/expert';
import { drawProfile, obeying } from '../generators/profiles';
import { serverOffer } from '../generators/servers';
import { settings } from '../generators/settings';
import type { WrittenObject } from '../settings/manifest-parts';
import { fixedParts, mostMachines } from './fixed-parts';

interface Attempt {
  readonly description: ScsClusterDocument;
  readonly profile: ProviderProfileDocument;
  readonly overrides: readonly ExpertPatch[];
  readonly byHand: readonly ExpertPatch[];
}

/** A policy that may fix any setting of a description, and a description with everything that could evade it. */
const attempts = drawn((draw): Attempt => {
  const drawnProfile = drawProfile(draw);
  const { policy: _policy, ...spec } = drawnProfile.spec;
  const offer = { zones: [], flavors: ['SCS-2V-4-20s'], requiredCpus: [], volumeTypes: [], allowList: false, allocationPools: false, features: false };
  const blocks = draw.some(Object.entries(settings(draw, offer)), 1, 3);
  const drawnEnforce = Object.fromEntries(blocks.map(([block, make]) => [block, make()])) as ScsClusterDefaults;
  const allowExpert = draw.integer(0, 3) > 0;
  const policy = {
    enforce: drawnEnforce,
    allowExpert,
    ...draw.fields({
      maxNodes: () => draw.integer(10, 200), requireAllowedCidrs: () => draw.boolean(),
      minFlavor: () => ({ cpus: draw.oneOf(1, 2, 2, 4), memory: draw.oneOf('4Gi', '16Gi') }),
    }),
  };
  // Of these, nothing whole is left where a part is taken out.
  const wholes = { ...(drawnEnforce.encryption && { encryption: true }), ...(drawnEnforce.etcd && { etcd: true }) };
  const fixed = { ...drawnEnforce, ...wholes } as unknown as ScsClusterDefaults;
  const defaults = obeying((spec.defaults ?? {}) as Record<string, unknown>, fixed);
  // Where no security groups are made, expert settings must name some.
  const openstack = spec.openstack?.securityRules?.managed === false ? { ...spec.openstack, securityRules: undefined } : spec.openstack;
  const profile = { ...drawnProfile, spec: { ...spec, openstack, expert: undefined, defaults, policy } } as ProviderProfileDocument;
  const free = drawDescription(draw, drawnProfile);
  const { kubernetesVersion, nodePools, expert: _expert, ...rest } = free.spec;
  const described = draw.integer(0, 4) === 0 ? rest : obeying(rest as Record<string, unknown>, fixed);
  const plain = { ...free, spec: { ...described, kubernetesVersion, nodePools: nodePools.map(({ expert: _pool, ...pool }) => pool) } } as ScsClusterDocument;
  const patch = patchMaker(draw, plain, profile);
  const expertSettings = allowExpert && draw.boolean() ? expert(draw, serverOffer(profile.spec)) as object : {};
  const experts = Object.keys(expertSettings).length > 0 && { expert: { ...expertSettings, patches: draw.list(0, 1, patch) } };
  return {
    description: { ...plain, spec: { ...plain.spec, ...experts } } as ScsClusterDocument,
    profile,
    overrides: allowExpert ? draw.list(0, 1, patch) : [],
    // Who takes the identity from an object in code has broken it.
    byHand: draw.list(0, 1, patch).filter(({ patch: [{ path }] }) => path.split('/').length > 2),
  };
});

/** Changes of any field that an object of the cluster has, or of one beside it. */
function patchMaker(draw: Draw, description: ScsClusterDocument, profile: ProviderProfileDocument): () => ExpertPatch {
  const objects = renderDocuments(description, profile).objects.map(({ type, props }) => type.manifest(props));
  return () => {
    if (objects.length === 0) return { target: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/spec/paused', value: true }] } as unknown as ExpertPatch;
    const object = draw.oneOf(...objects);
    let [value, path]: [unknown, string] = [object, ''];
    do {
      const entries = Object.entries((value ?? {}) as object);
      if (entries.length === 0) break;
      const [key, below] = draw.oneOf(...(path === '' ? entries.filter(([name]) => name === 'spec' || name === 'metadata') : entries));
      [value, path] = [below, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`];
    } while (draw.integer(0, 5) > 0 && typeof value === 'object');
    const other = draw.oneOf<unknown>(otherValue(value), [], {}, '1', 1, false);
    const operation = draw.oneOf<object>({ op: 'replace', path, value: other }, { op: 'remove', path }, { op: 'add', path, value: other });
    return { target: { kind: object.kind }, patch: [operation] } as unknown as ExpertPatch;
  };
}

function otherValue(value: unknown): unknown {
  switch (typeof value) {
    case 'number': return value + 1;
    case 'boolean': return !value;
    case 'string': return `${value}x`;
    default: return Array.isArray(value) ? value.slice(1) : Object.fromEntries(Object.entries(value ?? {}).slice(1));
  }
}

interface Outcome {
  readonly objects: readonly WrittenObject[];
  readonly refused: boolean;
}

function outcome({ description, profile, overrides, byHand }: Attempt): Outcome {
  const chart = new Chart(new App({ recordConstructMetadata: false }), 'clusters');
  const cluster = ScsCluster.fromDocument(chart, 'shop', description, ProviderProfile.fromDocument(profile));
  overrides.forEach((override) => cluster.addOverride(override));
  for (const { target, patch: [{ op, path, value }] } of byHand) {
    for (const object of cluster.objects.filter(({ kind }) => kind === target.kind)) {
      const byCode = op === 'remove' ? JsonPatch.remove(path) : JsonPatch[op](path, value);
      if (applies(byCode, object)) object.addJsonPatch(byCode);
    }
  }
  const refused = cluster.node.validate().length > 0;
  return { refused, objects: refused ? [] : cluster.objects.map((object) => ({ role: object.node.id, manifest: object.toJson() as Manifest })) };
}

/** In code, a patch of what is not there is an exception of cdk8s. */
function applies(patch: JsonPatch, object: ApiObject): boolean {
  try {
    JsonPatch.apply(object.toJson(), patch);
    return true;
  } catch {
    return false;
  }
}

/** The same cluster with what is fixed written out, and nothing that could evade it. */
function honest({ description, profile }: Attempt): Outcome {
  const { expert: _expert, ...spec } = description.spec;
  const { policy, ...rest } = profile.spec;
  return outcome({
    description: { ...description, spec: withOverrides(spec, policy?.enforce ?? {}) as ScsClusterDocument['spec'] },
    profile: { ...profile, spec: rest },
    overrides: [], byHand: [],
  });
}

/** Root on the node may add to lists of files and commands; what is fixed stays in them, in its order. */
function holds(expected: unknown, found: unknown): boolean {
  const texts = (value: unknown): string[] | undefined => (Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : undefined);
  const mayGrow = Array.isArray(expected) && expected.every((item) => typeof item === 'string' || (isPlainObject(item) && 'path' in item));
  const wanted = mayGrow ? texts(expected) : undefined;
  return JSON.stringify(wanted ?? expected) === JSON.stringify(wanted ? texts(found)?.filter((item) => wanted.includes(item)) : found);
}

function machineTypesBelow({ policy, ...spec }: ProviderProfileDocument['spec'], objects: readonly Manifest[]): string[] {
  const { cpus = 0, memory = '0' } = policy?.minFlavor ?? {};
  const least = parseBytes(memory);
  const { offered } = readFlavorCatalogue(spec, () => undefined);
  const small = offered.filter((flavor) => flavor.cpus < cpus || (least.ok && BigInt(flavor.memoryBytes) < least.value)).map(({ machineType }) => machineType);
  const templates = objects.filter(({ kind }) => kind === 'OpenStackMachineTemplate').map(({ spec: of }) => of as { template?: { spec?: { flavor?: string } } });
  // A patch may have taken away all of it where nothing is fixed.
  return templates.flatMap(({ template }) => template?.spec?.flavor ?? [])
    .filter((type) => small.includes(type));
}

let rendered = 0;
let compared = 0;

function violations(attempt: Attempt): string[] {
  const { objects, refused } = outcome(attempt);
  if (refused) return [];
  rendered += 1;
  const { policy = {} } = attempt.profile.spec;
  const manifests = objects.map(({ manifest }) => manifest);
  const without = honest(attempt);
  const found: string[] = without.refused ? ['what is fixed, written into the description, is refused'] : [];
  for (const [path, value] of leaves(policy.enforce ?? {})) {
    if (isPlainObject(value) && Object.keys(value).length === 0) continue;
    const setting = path.join('.');
    const [expected, actual] = [fixedParts(without.objects, setting), fixedParts(objects, setting)];
    for (const place of new Set([...expected.keys(), ...actual.keys()])) {
      // Root may add files, on which nothing is fixed.
      if (!expected.has(place) && place.includes('.files[')) continue;
      compared += 1;
      const [right, is] = [expected.get(place), actual.get(place)];
      if (!holds(right, is)) found.push(`${setting} at ${place}: ${JSON.stringify(is)} instead of ${JSON.stringify(right)}`);
    }
    const described = valueAt(attempt.description.spec, path);
    if (described !== undefined && JSON.stringify(described) !== JSON.stringify(value)) found.push(`${setting} is described otherwise`);
  }
  if (policy.maxNodes !== undefined && mostMachines(manifests) > policy.maxNodes) found.push(`${mostMachines(manifests)} machines`);
  found.push(...machineTypesBelow(attempt.profile.spec, manifests).map((type) => `machines of type ${type}`));
  if (policy.requireAllowedCidrs) {
    const { apiServerLoadBalancer } = manifests.find(({ kind }) => kind === 'OpenStackCluster')!.spec as { apiServerLoadBalancer?: { allowedCIDRs?: string[] } };
    const allowed = apiServerLoadBalancer?.allowedCIDRs ?? [];
    const ranges = allowed.flatMap((text) => {
      const read = parseCidr(text);
      return read.ok ? [read.value] : [];
    });
    if (allowed.length === 0 || coversEverything(ranges)) found.push(`the API server is open: ${allowed.join()}`);
  }
  const hasExpert = attempt.description.spec.expert !== undefined || attempt.overrides.length > 0;
  if (!policy.allowExpert && hasExpert) found.push('expert settings act that are not allowed');
  return found;
}

it('whatever a policy fixes or bounds holds in the final manifests, whatever descriptions, expert settings, patches, overrides and features say', () => {
  fc.assert(fc.property(attempts, (attempt) => { expect(violations(attempt)).toEqual([]); }), { numRuns: 500, seed: 11, endOnFailure: true });
  process.stderr.write(`policy: ${rendered} clusters rendered under policies, ${compared} fields compared\n`);
  expect(rendered).toBeGreaterThan(60);
  expect(compared).toBeGreaterThan(200);
});

it('without leave, expert settings are refused in every form', () => {
  const anyExpert = drawn((draw) => expert(draw, { filtered: true, floating: true }) as object);
  fc.assert(fc.property(documentsArbitrary, anyExpert, ({ description, profile }, settingsOfExpert) => {
    fc.pre(leaves(settingsOfExpert).some(([, value]) => !Array.isArray(value) || value.length > 0));
    const { refused } = outcome({
      description: { ...description, spec: { ...description.spec, expert: settingsOfExpert } } as ScsClusterDocument,
      profile: { ...profile, spec: { ...profile.spec, policy: { ...profile.spec.policy, allowExpert: false } } }, overrides: [], byHand: [],
    });
    expect(refused).toBe(true);
  }), { numRuns: 100 });
});

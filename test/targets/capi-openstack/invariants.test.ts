import fc from 'fast-check';
import { canonicalJson } from '../../../src/objects/content-hash';
import { objectNameProblem } from '../../../src/objects/object-names';
import type { Manifest } from '../../../src/targets/rendered-object';
import { crdCount, crdProblems } from '../../fixtures/crd-validation';
import { description, profile, withOverrides, type Overrides } from '../../fixtures/documents';
import { diagnose, differences, identity, manifests } from '../../fixtures/rendering';
import { documentsArbitrary, type Documents } from '../../generators/descriptions';

const RUNS = { numRuns: 80, seed: 1 };
const SAMPLES = fc.sample(documentsArbitrary, RUNS).map((documents) => ({ documents, objects: manifests(documents.description, documents.profile) }));

/** Holds for the objects of many valid documents. Where it does not, fast-check looks for the smallest such documents. */
function forAll(holds: (objects: Manifest[], documents: Documents) => void): void {
  try {
    SAMPLES.forEach(({ documents, objects }) => holds(objects, documents));
  } catch (error) {
    fc.assert(fc.property(documentsArbitrary, (documents) => holds(manifests(documents.description, documents.profile), documents)), RUNS);
    throw error;
  }
}

/** A field of an object, by names and indexes. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown> | undefined)?.[part], value);
}

interface Reference {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

/** Every value in an object, with the path to it. */
function* values(value: unknown, path = ''): Generator<[string, unknown]> {
  yield [path, value];
  if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) yield* values(inner, `${path}/${key}`);
}

/** What fields with names that end in `Ref` hold: references to objects, and to Secrets by name alone. */
function references(objects: readonly Manifest[]): Partial<Reference>[] {
  return objects.flatMap((object) => [...values(object)].filter(([path]) => path.endsWith('Ref')).map(([, value]) => value as Partial<Reference>));
}

/** Whether a selector finds the machines of a MachineDeployment. */
function selects(selector: Record<string, string>, deployment: Manifest): boolean {
  const labels = at(deployment, 'spec', 'template', 'metadata', 'labels') as Record<string, string>;
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

it('renders every valid description', () => {
  forAll((objects) => expect(objects.length).toBeGreaterThanOrEqual(7));
});

describe('names', () => {
  it('are unique among the objects of a kind', () => {
    forAll((objects) => expect(new Set(objects.map(identity)).size).toBe(objects.length));
  });

  it('are names for Kubernetes, short enough for label values', () => {
    forAll((objects) => {
      for (const { apiVersion, kind, metadata } of objects) {
        const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
        expect(objectNameProblem(group, kind, metadata.name)).toBeUndefined();
        expect(metadata.name.length).toBeLessThanOrEqual(63);
      }
    });
  });

  it('of server groups in the cloud are unique there, and no longer than it takes', () => {
    forAll((objects) => {
      const names = objects.filter(({ kind }) => kind === 'ServerGroup').map((group) => at(group, 'spec', 'resource', 'name') as string);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => name.length <= 255)).toBe(true);
    });
  });

  it('are not shared by two clusters of one namespace, but for the Namespace and images', () => {
    forAll((objects, { description: own, profile: at }) => {
      const other = manifests({ ...own, metadata: { ...own.metadata, namespace: own.metadata.namespace ?? own.metadata.name, name: 'other' } }, at);
      const shared = other.map(identity).filter((name) => objects.some((object) => identity(object) === name));
      expect(shared.filter((name) => !name.startsWith('Image '))).toEqual([identity(objects[0])]);
      expect(objects[0].kind).toBe('Namespace');
      const resource = (object: Manifest | undefined): unknown => (object?.spec as { resource: unknown }).resource;
      const inBoth = (name: string): string[] => [objects, other].map((all) => JSON.stringify(resource(all.find((object) => identity(object) === name))));
      for (const [mine, theirs] of shared.filter((name) => name.startsWith('Image ')).map(inBoth)) expect(mine).toBe(theirs);
    });
  });

  it('of server groups in the cloud are not shared by two clusters of one name in two namespaces', () => {
    const inCloud = (objects: Manifest[]): unknown[] => objects.filter(({ kind }) => kind === 'ServerGroup').map((group) => at(group, 'spec', 'resource', 'name'));
    forAll((objects, { description: own, profile: at }) => {
      const other = inCloud(manifests({ ...own, metadata: { ...own.metadata, namespace: 'elsewhere' } }, at));
      expect(inCloud(objects).filter((name) => other.includes(name))).toEqual([]);
    });
  });
});

describe('every object', () => {
  it('is in the namespace of the cluster, and named as its own', () => {
    forAll(([namespace, ...objects], { description: { metadata } }) => {
      expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { name: metadata.namespace ?? metadata.name } });
      expect(namespace.metadata).not.toHaveProperty('labels');
      for (const object of objects) {
        expect(object.metadata.namespace).toBe(namespace.metadata.name);
        // No owner leads `clusterctl move` to a pool of addresses.
        const moved = object.kind === 'OpenStackFloatingIPPool' && { 'clusterctl.cluster.x-k8s.io/move': 'true' };
        expect(object.metadata.labels).toEqual(object.kind === 'Image' ? undefined : { ...metadata.labels, 'cluster.x-k8s.io/cluster-name': metadata.name, ...moved });
      }
    });
  });

  it('is what the releases of its definition take, without a field that they do not know', () => {
    forAll((objects) => expect(objects.flatMap(crdProblems)).toEqual([]));
  });

  it('has no field without a value', () => {
    forAll((objects) => {
      const without = objects.flatMap((object) => [...values(object)].filter(([, value]) => value === undefined || value === null).map(([path]) => `${identity(object)} ${path}`));
      expect(without).toEqual([]);
    });
  });

  it('has no empty text, but for values of labels, annotations, taints, arguments and what OpenStack is told', () => {
    forAll((objects) => {
      const empty = objects.flatMap((object) => [...values(object)].filter(([, value]) => value === '').map(([path]) => path));
      const mayBeEmpty = /\/(labels|annotations|matchLabels)\/.*|\/(taints|extraArgs|kubeletExtraArgs|serverMetadata|valueSpecs)\/\d+\/value$/;
      expect(empty.filter((path) => !mayBeEmpty.test(path))).toEqual([]);
    });
  });
});

describe('the judge of objects', () => {
  const [, cluster] = manifests(description(), profile());

  it('knows every kind but the Namespace', () => {
    expect(manifests(description(), profile()).filter((object) => crdCount(object) === 0).map(({ kind }) => kind)).toEqual(['Namespace']);
  });

  it.each<[string, Overrides]>([
    ['a field that is not known', { spec: { clusterNetwork: { unknown: true } } }],
    ['a text that is too short', { spec: { clusterNetwork: { serviceDomain: '' } } }],
    ['another type', { spec: { paused: 'no' } }],
    ['nothing', { spec: { clusterNetwork: { serviceDomain: null } } }],
  ])('sees %s', (_name, overrides) => {
    expect(crdProblems(cluster)).toEqual([]);
    expect(crdProblems(withOverrides(cluster, overrides) as Manifest)).not.toEqual([]);
  });
});

describe('references', () => {
  it('lead to objects of the set', () => {
    forAll((objects) => {
      const known = new Set(objects.map(({ apiVersion, kind, metadata }) => `${apiVersion.split('/')[0]} ${kind} ${metadata.name}`));
      const toObjects = references(objects).filter(({ kind }) => kind !== undefined);
      expect(toObjects.length).toBeGreaterThanOrEqual(5);
      expect(toObjects.filter(({ apiGroup, kind, name }) => !known.has(`${apiGroup} ${kind} ${name}`))).toEqual([]);
    });
  });

  it('of a Cluster, a control plane and a MachineDeployment are of the right kinds', () => {
    forAll((objects) => {
      for (const object of objects) {
        const kinds = [...values(object)].filter(([path]) => /Ref$/.test(path)).map(([path, value]) => `${path.split('/').at(-1)!} ${(value as Partial<Reference>).kind ?? ''}`);
        const expected: Record<string, string[]> = {
          Cluster: ['controlPlaneRef KubeadmControlPlane', 'infrastructureRef OpenStackCluster'],
          KubeadmControlPlane: ['infrastructureRef OpenStackMachineTemplate'],
          MachineDeployment: ['configRef KubeadmConfigTemplate', 'infrastructureRef OpenStackMachineTemplate'],
          RoleBinding: ['roleRef Role'],
        };
        const [floating] = kinds.filter((kind) => kind === 'floatingIPPoolRef OpenStackFloatingIPPool');
        expect(kinds.filter((kind) => !kind.endsWith(' ')).sort()).toEqual(object.kind === 'OpenStackMachineTemplate' && floating !== undefined ? [floating] : expected[object.kind] ?? []);
      }
    });
  });

  it('of machines lead to server groups of the set, and every server group is used', () => {
    forAll((objects) => {
      const made = objects.filter(({ kind }) => kind === 'ServerGroup').map((group) => at(group, 'spec', 'resource', 'name'));
      const used = objects.filter(({ kind }) => kind === 'OpenStackMachineTemplate').map((template) => at(template, 'spec', 'template', 'spec', 'serverGroup', 'filter', 'name'));
      expect(used.filter((name) => name !== undefined).sort()).toEqual([...made].sort());
    });
  });

  it('of templates: each is used by an object', () => {
    forAll((objects) => {
      const used = new Set(references(objects).map(({ name }) => name));
      expect(objects.filter(({ kind, metadata }) => /Template$/.test(kind) && !used.has(metadata.name))).toEqual([]);
    });
  });

  it('of health checks select machines of exactly one group', () => {
    forAll((objects) => {
      const selectors = objects.filter(({ kind }) => kind === 'MachineHealthCheck').map((check) => at(check, 'spec', 'selector', 'matchLabels') as Record<string, string>);
      for (const deployment of objects.filter(({ kind }) => kind === 'MachineDeployment')) {
        expect(selectors.filter((selector) => selects(selector, deployment)).length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('of MachineDeployments select their own machines and no others', () => {
    forAll((objects) => {
      const deployments = objects.filter(({ kind }) => kind === 'MachineDeployment');
      for (const deployment of deployments) {
        const selector = at(deployment, 'spec', 'selector', 'matchLabels') as Record<string, string>;
        expect(deployments.filter((other) => selects(selector, other))).toEqual([deployment]);
      }
    });
  });
});

describe('the same input gives the same bytes', () => {
  it('in any order of fields', () => {
    forAll((objects, { description: own, profile: at }) => {
      for (const seed of [7, 4711]) {
        const [shuffled, shuffledProfile] = [own, at].map((document) => shuffle(document, seed));
        expect(Object.keys(shuffledProfile.spec as object)).not.toEqual(Object.keys(at.spec));
        expect(differences(objects, manifests(shuffled as typeof own, shuffledProfile as typeof at))).toEqual({ gone: [], added: [], changed: [] });
      }
    });
  });

  it('in code with fields that are undefined', () => {
    forAll((objects, { description: own, profile: at }) => {
      const spec = { region: undefined, network: undefined, tags: undefined, expert: undefined, encryption: undefined, ...own.spec };
      const profileSpec = { regions: undefined, flavors: undefined, cni: undefined, policy: undefined, defaults: undefined, ...at.spec };
      expect(differences(objects, manifests({ ...own, spec } as typeof own, { ...at, spec: profileSpec }))).toEqual({ gone: [], added: [], changed: [] });
    });
  });

  it('and the input is not changed', () => {
    forAll((objects, { description: own, profile: at }) => {
      const [frozen, frozenProfile] = [structuredClone(own), structuredClone(at)].map(freeze);
      expect(differences(objects, manifests(frozen as typeof own, frozenProfile as typeof at))).toEqual({ gone: [], added: [], changed: [] });
      expect(diagnose(frozen as typeof own, frozenProfile as typeof at)).toEqual(diagnose(own, at));
    });
  });
});

describe('a node pool', () => {
  it('that is added changes no other object, and may need another image', () => {
    forAll((objects, { description: own, profile: at }) => {
      const [added, ...pools] = own.spec.nodePools;
      if (pools.length === 0) return;
      const { gone, changed, added: other } = differences(manifests({ ...own, spec: { ...own.spec, nodePools: pools } }, at), objects);
      expect({ gone, changed }).toEqual({ gone: [], changed: [] });
      // The first pool with autoscaling brings the autoscaler.
      const expected = [added.name, 'autoscaler'].map((end) => `/${own.metadata.name}-${end}`);
      expect(other.filter((name) => !name.startsWith('Image ') && !expected.some((end) => name.includes(end)))).toEqual([]);
    });
  });

  it('is the same at any place of the list', () => {
    forAll((objects, { description: own, profile: at }) => {
      const nodePools = [...own.spec.nodePools].reverse();
      expect(differences(objects, manifests({ ...own, spec: { ...own.spec, nodePools } }, at))).toEqual({ gone: [], added: [], changed: [] });
    });
  });
});

describe('the name of a template', () => {
  const templates = (objects: Manifest[]): Map<string, Set<string>> => {
    const specs = new Map<string, Set<string>>();
    for (const { kind, metadata, spec } of objects.filter((object) => /Template$/.test(object.kind))) {
      const name = `${kind} ${metadata.name}`;
      specs.set(name, new Set([...(specs.get(name) ?? []), canonicalJson(spec)]));
    }
    return specs;
  };

  it('stands for one spec only, and a spec has one name only', () => {
    const all = SAMPLES.map(({ documents: { description: own, profile: at } }) => manifests({ ...own, metadata: { name: 'shop' } }, at));
    const specs = templates(all.flat());
    expect(specs.size).toBeGreaterThan(100);
    expect([...specs].filter(([, contents]) => contents.size > 1)).toEqual([]);
    const names = new Map<string, Set<string>>();
    for (const [name, [spec]] of specs) {
      const base = name.replace(/-[0-9a-f]{8}$/, '');
      names.set(`${base} ${spec}`, new Set([...(names.get(`${base} ${spec}`) ?? []), name]));
    }
    expect([...names].filter(([, named]) => named.size > 1)).toEqual([]);
  });

  it('does not depend on labels, and ends in eight hexadecimal digits', () => {
    forAll((objects, { description: own, profile: at }) => {
      const labelled = manifests({ ...own, metadata: { ...own.metadata, labels: { other: 'label' } } }, at);
      expect([...templates(labelled).keys()]).toEqual([...templates(objects).keys()]);
      expect([...templates(objects).keys()].filter((name) => !/-[0-9a-f]{8}$/.test(name))).toEqual([]);
    });
  });
});

/** A copy with the fields of all objects in another order. */
function shuffle<T>(value: T, seed: number): T;
function shuffle(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, seed));
  if (typeof value !== 'object' || value === null) return value;
  const order = (key: string): number => [...key].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)!) % 1_000_003, Math.abs(seed % 1_000_003));
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => order(a) - order(b)).map(([key, inner]) => [key, shuffle(inner, seed)]));
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

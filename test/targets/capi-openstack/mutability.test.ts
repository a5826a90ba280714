import fc from 'fast-check';
import { validateShape } from '../../../src/documents/shape-validation';
import { canonicalJson } from '../../../src/objects/content-hash';
import { validateUpdate } from '../../../src/plan/validate-update';
import type { Manifest } from '../../../src/targets/rendered-object';
import { documentFields, type DocumentField, type DocumentName } from '../../fixtures/document-fields';
import { differences, identity, judged, manifests, type Differences } from '../../fixtures/rendering';
import { documentsArbitrary, type Documents } from '../../generators/descriptions';

/** Changes of a field that are looked at, fewer where any is right; and changes that are tried for them. */
const ENOUGH = { judged: 8, free: 1 };
const MOST_TRIES = 150;
const TRIES_OF_A_PLACE = 3;
const SAMPLES = fc.sample(documentsArbitrary, { numRuns: 350, seed: 3 }).map((documents) => {
  return { documents, objects: manifests(documents.description, documents.profile) };
});

type Path = readonly (string | number)[];

/** Two sets of objects, of documents that differ in one field. */
interface Change {
  readonly documents: Documents;
  readonly path: Path;
  readonly before: Manifest[];
  readonly after: Manifest[];
  readonly different: Differences;
}

/** Where a field stands in a document: a list or map as a whole. */
function places(document: unknown, path: string): Path[] {
  const segments = path.replace(/(\[\]|\{\})$/, '').split('.');
  return segments.reduce<Path[]>((found, segment) => {
    const [, name, list] = /^(.*?)(\[\])?$/.exec(segment)!;
    const inner = found.map((place) => [...place, name]).filter((place) => valueAt(document, place) !== undefined);
    return list === undefined ? inner : inner.flatMap((place) => (valueAt(document, place) as unknown[]).map((_, index) => [...place, index]));
  }, [[]]);
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown>)[part], document);
}

/** A copy with another value at a path; without the field where the value is undefined. */
function withValue(document: unknown, [part, ...rest]: Path, value: unknown): unknown {
  const inner = (document as Record<string | number, unknown>)[part];
  const changed = rest.length === 0 ? value : withValue(inner, rest, value);
  if (Array.isArray(document)) return document.map((item: unknown, index) => (index === part ? changed : item));
  const entries = Object.entries(document as object).map(([key, old]) => [key, key === part ? changed : old] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** Some changes of a field that are valid: other values of it are taken from other documents, or it is taken away. */
function changes(document: DocumentName, { path, optional, mutability }: DocumentField): Change[] {
  const enough = mutability! in FORBIDDEN ? ENOUGH.judged : ENOUGH.free;
  const role = document === 'cluster' ? 'description' : 'profile';
  const found = SAMPLES.flatMap(({ documents, objects }) => places(documents[role], path).map((place) => ({ documents, objects, place })));
  const others = new Map(found.map(({ documents, place }) => valueAt(documents[role], place)).map((value) => [canonicalJson(value), value]));
  const valid: Change[] = [];
  let tries = 0;
  for (const [index, { documents, objects: before, place }] of found.entries()) {
    const now = canonicalJson(valueAt(documents[role], place));
    const candidates = [...(optional ? [undefined] : []), ...[...others].filter(([text]) => text !== now).map(([, value]) => value)];
    const first = index % Math.max(candidates.length, 1);
    for (const value of [...candidates.slice(first), ...candidates.slice(0, first)].slice(0, TRIES_OF_A_PLACE)) {
      if (valid.length >= enough || tries >= MOST_TRIES) return valid;
      tries += 1;
      const changed = { ...documents, [role]: withValue(documents[role], place, value) };
      // Such as two regions of one name.
      if (validateShape(document === 'cluster' ? 'ScsCluster' : 'ProviderProfile', changed[role]).length > 0) continue;
      const { objects: after } = judged(changed.description, changed.profile);
      if (after === undefined) continue;
      const different = differences(before, after);
      if (different.gone.length + different.added.length + different.changed.length === 0) continue;
      valid.push({ documents, path: place, before, after, different });
    }
  }
  return valid;
}

function all({ different: { gone, added, changed } }: Change): string[] {
  return [...gone, ...added, ...changed];
}

/** What replaces machines where it changes: of a control plane, or of a MachineDeployment. */
function rollout(objects: Manifest[], name: string): unknown {
  const spec = objects.find((object) => identity(object) === name)?.spec as Record<string, any> | undefined;
  if (name.startsWith('KubeadmControlPlane')) return [spec?.version, spec?.kubeadmConfigSpec, spec?.machineTemplate.spec.infrastructureRef];
  if (name.startsWith('MachineDeployment')) return [spec?.template.spec.version, spec?.template.spec.failureDomain, spec?.template.spec.bootstrap, spec?.template.spec.infrastructureRef];
  return undefined;
}

/** What comes and goes without a machine; another application credential is made beside the old one. */
const IN_PLACE = /^(MachineHealthCheck|(Deployment|Role|RoleBinding|ServiceAccount) .*-autoscaler$|ApplicationCredential |(User|Domain|Role) .*-credential-)/;

/** What is wrong with a change of a field of some mutability. */
const FORBIDDEN: Record<string, (change: Change) => string[]> = {
  InPlace: (change) => {
    const { before, after, documents, path, different: { gone, added, changed } } = change;
    const { controlPlane } = documents.description.spec;
    // Of other zones, another flavor may be the smallest that fits.
    const chooses = (controlPlane?.requirements ?? documents.profile.spec.defaults?.controlPlane?.requirements) !== undefined;
    if (path.includes('zones') && chooses) return [];
    return [
      ...[...gone, ...added].filter((name) => !IN_PLACE.test(name)),
      ...changed.filter((name) => canonicalJson(rollout(before, name)) !== canonicalJson(rollout(after, name))),
    ];
  },
  RollsPool: (change) => {
    const { description: { metadata, spec } } = change.documents;
    const [, list, index] = change.path;
    // Of all pools.
    if (list !== 'nodePools') {
      const controlPlanes = all(change).filter((name) => name.startsWith('KubeadmControlPlane'));
      return controlPlanes.filter((name) => canonicalJson(rollout(change.before, name)) !== canonicalJson(rollout(change.after, name)));
    }
    // Another name is another pool.
    if (change.path.at(-1) === 'name' && change.path.length === 4) {
      const others = spec.nodePools.filter((_, other) => other !== index).map(({ name }) => `/${metadata.name}-${name}`);
      return all(change).filter((name) => name.startsWith('KubeadmControlPlane') || others.some((other) => name.endsWith(other) || name.includes(`${other}-`)));
    }
    const pool = `/${metadata.name}-${spec.nodePools[index as number].name}`;
    // The image of a version, which other pools may have, too.
    return all(change).filter((name) => !name.startsWith('Image ') && !name.endsWith(pool) && !name.includes(`${pool}-`));
  },
  RollsControlPlane: (change) => {
    const own = `/${change.documents.description.metadata.name}-control-plane`;
    // The infrastructure changes in place, such as the rules of security groups.
    return all(change).filter((name) => !name.startsWith('OpenStackCluster ') && !name.endsWith(own) && !name.includes(`${own}-`));
  },
};

/** Only one value of them works, no manifest of this release depends on them, or the constructs patch what is rendered. */
const WITHOUT_CHANGE = new RegExp(`^spec\\.(${[
  'target', 'composition', 'addons\\.delivery', 'certificates\\.authorities\\..*', 'credentials\\.inCluster\\..*', 'openstack\\.serviceLoadBalancer\\.floatingNetwork\\..*',
  'openstack\\.apiLoadBalancer\\.subnets\\[\\]\\.name', 'openstack\\.volumeAttachLimit', 'dev\\..*', 'nodePools\\[\\]\\.features\\{\\}',
].join('|')})$`);

/** They act only where they make another flavor the smallest that fits, which has tests of its own. */
const BY_CHOICE = /\.requirements\./;

/** In place, but in two steps: the bastion must be off in between. */
const IN_STEPS = 'spec.openstack.bastion.floatingIP';

/** The network plugin is not among the objects of the management cluster, so that nothing there shows its change. */
const UNSEEN = 'spec.cni.type';

describe.each(['cluster', 'profile'] as const)('a changed field of a %s', (document) => {
  const fields = documentFields(document).filter(
    ({ path, planned, leaf, mutability }) => !planned && leaf && mutability !== undefined
      && !/^spec\.(defaults|policy|expert|nodePools\[\]\.expert\.patches)\b/.test(path),
  );

  const rows = fields.map((field) => [field.mutability!, field.path, field] as const);

  it.each(rows)('that is %s changes objects, and those only which it may: %s', (mutability, path, field) => {
    const found = changes(document, field);
    if (!BY_CHOICE.test(path)) expect(found.length > 0).toBe(!WITHOUT_CHANGE.test(path));
    expect(found.flatMap(FORBIDDEN[mutability] ?? (() => []))).toEqual([]);
    const codes = found.map(({ before, after }) => validateUpdate(before, after).map(({ code }) => code));
    if (path === IN_STEPS) expect(codes.flat()).toContain('ImmutableField');
    else if (mutability !== 'NewCluster') expect(codes.flat()).not.toContain('ImmutableField');
    else if (path !== UNSEEN) for (const told of codes) expect(told.some((code) => code === 'ImmutableField' || code === 'ObjectGone')).toBe(true);
  });
});

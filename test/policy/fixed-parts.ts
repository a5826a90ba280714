import { isPlainObject } from '../../src/resolve/settings';
import { documentFields, DOCUMENTS } from '../../src/documents/document-references';
import type { Manifest } from '../../src/targets/rendered-object';
import { readEndsIn, type EndsIn } from '../settings/ends-in';
import { manifestParts, type ManifestPart, type WrittenObject } from '../settings/manifest-parts';

/** Where each setting of a description ends, by its path below `spec`, as its tags say and the tests of settings prove. */
const ENDS_IN: ReadonlyMap<string, string> = new Map(endsIn());

function endsIn(): [string, string][] {
  const tags = new Map<string, string>();
  for (const { path, schema } of documentFields(DOCUMENTS.find(({ kind }) => kind === 'ScsCluster')!)) {
    const tag = schema['x-ends-in'] ?? tags.get(path.replace(/(\[\])?\.[^.]+$/, ''));
    if (tag !== undefined) tags.set(path, tag);
  }
  return [...tags].map(([path, tag]) => [path.replace(/^spec\./, ''), tag]);
}

/** The control plane's part of what pools have, too. */
const OF_POOLS = /(MachineDeployment|KubeadmConfigTemplate|Template-|ServerGroup-|MachineHealthCheck-)/;

/** What the manifests have where a setting ends, each with its place. A setting of the control plane is not looked for in pools. */
export function fixedParts(objects: readonly WrittenObject[], setting: string): Map<string, unknown> {
  const targets = readEndsIn(ENDS_IN.get(setting) ?? '- unknown');
  const parts = [...manifestParts(objects)].filter(([role]) => !setting.startsWith('controlPlane.') || !OF_POOLS.test(role) || role.includes('control-plane'));
  return new Map(parts.flatMap(([role, part]) => targets.flatMap((target) => valuesOf(role, part, target))));
}

function valuesOf(role: string, { kind, value }: ManifestPart, target: EndsIn): [string, unknown][] {
  if (target.kind !== '*' && target.kind !== kind) return [];
  // Of a whole object, its labels and annotations decide nothing.
  const { metadata, ...rest } = value as { readonly metadata?: { readonly name?: string; readonly namespace?: string } };
  const decisive = target.pattern.length > 0 ? value : { ...rest, metadata: { name: metadata?.name, namespace: metadata?.namespace } };
  return below(decisive, target.pattern).map(([path, found]) => [`${role} ${path}`, found]);
}

function below(value: unknown, [step, ...rest]: readonly string[], path = ''): [string, unknown][] {
  if (step === undefined) return value === undefined ? [] : [[path, value]];
  if (!step.startsWith('[')) return isPlainObject(value) ? below(value[step], rest, `${path}.${step}`) : [];
  return entries(value).filter(([key]) => matches(key, step.slice(1, -1))).flatMap(([key, item]) => below(item, rest, `${path}[${key}]`));
}

function matches(key: string, wanted: string): boolean {
  return wanted === '' || key === wanted || (wanted.endsWith('*') && key.startsWith(wanted.slice(0, -1)));
}

/** Of a map, or of a list by the names of its items. */
function entries(value: unknown): [string, unknown][] {
  if (!Array.isArray(value)) return isPlainObject(value) ? Object.entries(value) : [];
  return value.map((item: unknown, index) => {
    const { name, path } = (isPlainObject(item) ? item : {}) as { name?: unknown; path?: unknown };
    return [String(name ?? path ?? index), item];
  });
}

/** How many machines the objects ask for at most. */
export function mostMachines(objects: readonly Manifest[]): number {
  return objects.reduce((sum, { kind, metadata, spec }) => {
    if (kind !== 'KubeadmControlPlane' && kind !== 'MachineDeployment') return sum;
    const bound = metadata.annotations?.['cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size'];
    return sum + Math.max(Number(bound ?? 0), (spec as { replicas?: number }).replicas ?? 0);
  }, 0);
}

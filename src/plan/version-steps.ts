import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import { canonicalJson } from '../objects/content-hash';
import { valueAt } from '../objects/value-at';
import type { Manifest } from '../targets/rendered-object';
import { byKey, objectKey, objectName } from './object-key';
import type { UpdateProblem } from './update-problem';

/** A version of Kubernetes 1. */
interface Version {
  readonly text: string;
  readonly minor: number;
  readonly patch: number;
}

/** A cluster with its control plane and its pools, as the manifests have them. */
interface ClusterParts {
  readonly controlPlane: Manifest;
  readonly pools: readonly Manifest[];
}

/** An object before and after; new where there is none before. */
interface Step {
  readonly before?: Manifest;
  readonly after: Manifest;
}

const CONTROL_PLANE_VERSION: FieldPath = ['spec', 'version'];
const POOL_VERSION: FieldPath = ['spec', 'template', 'spec', 'version'];
/** What replaces the machines of a pool where it changes. */
const ROLLOUT_FIELDS = ['version', 'failureDomain', 'bootstrap', 'infrastructureRef'].map((field): FieldPath => ['spec', 'template', 'spec', field]);
/** Its value lists checks that Cluster API leaves out; who uses it knows what they do. */
const SKIPPED_CHECKS = 'machineset.cluster.x-k8s.io/skip-preflight-checks';

/**
 * What is to be said of Kubernetes versions: steps that a control plane cannot go, and pools whose machines Cluster API holds back
 * (its webhook for KubeadmControlPlane, and the preflight checks in machineset_preflight.go).
 */
export function versionSteps(previous: readonly Manifest[], next: readonly Manifest[]): UpdateProblem[] {
  const old = byKey(previous);
  const step = (after: Manifest): Step => ({ before: old.get(objectKey(after)), after });
  return clusters(next).flatMap(({ controlPlane, pools }) => {
    const steps = pools.map(step);
    const leading = step(controlPlane);
    return [...controlPlaneStep(leading), ...waitingPools(leading, steps), ...steps.flatMap((pool) => poolBesideControlPlane(pool, leading))];
  });
}

function clusters(objects: readonly Manifest[]): ClusterParts[] {
  const ofKind = (wanted: string, namespace: string | undefined): Manifest[] =>
    objects.filter(({ kind, metadata }) => kind === wanted && metadata.namespace === namespace);
  return objects.filter(({ kind }) => kind === 'Cluster').flatMap((cluster) => {
    const { name, namespace } = cluster.metadata;
    const controlPlaneName = valueAt(cluster, ['spec', 'controlPlaneRef', 'name']);
    const controlPlane = ofKind('KubeadmControlPlane', namespace).find(({ metadata }) => metadata.name === controlPlaneName);
    const pools = ofKind('MachineDeployment', namespace).filter((pool) => valueAt(pool, ['spec', 'clusterName']) === name);
    return controlPlane === undefined ? [] : [{ controlPlane, pools }];
  });
}

function controlPlaneStep({ before, after }: Step): UpdateProblem[] {
  const from = versionOf(before, CONTROL_PLANE_VERSION);
  const to = versionOf(after, CONTROL_PLANE_VERSION);
  if (from === undefined || to === undefined) return [];
  const tell = (severity: Diagnostic['severity'], message: string): UpdateProblem[] => [problem('VersionStep', severity, after, CONTROL_PLANE_VERSION, message)];
  if (to.minor > from.minor + 1) {
    const between = Array.from({ length: to.minor - from.minor - 1 }, (_, index) => `1.${from.minor + 1 + index}`);
    return tell('Error', `cannot go from ${from.text} to ${to.text}: kubeadm upgrades one minor at a time; go to ${between.join(', then ')} first`);
  }
  if (to.minor < from.minor) {
    return tell('Error', `cannot go back from ${from.text} to ${to.text}: the server takes it, but what the newer API servers have stored cannot be read by older ones; stay at 1.${from.minor}, or restore a backup into a new cluster`);
  }
  if (to.minor === from.minor && to.patch < from.patch) {
    return tell('Warning', `goes back from ${from.text} to ${to.text}: every machine of the control plane is replaced, and fixes are lost; write the exact version where it is not meant`);
  }
  return [];
}

/** New machines of workers are made when the control plane is done. */
function waitingPools({ before, after }: Step, pools: readonly Step[]): UpdateProblem[] {
  const from = versionOf(before, CONTROL_PLANE_VERSION);
  const to = versionOf(after, CONTROL_PLANE_VERSION);
  if (from === undefined || to === undefined || compare(to, from) <= 0) return [];
  const waiting = pools.filter((pool) => pool.before !== undefined && replacesMachines(pool) && !skipsChecks(pool)).map((pool) => pool.after.metadata.name);
  if (waiting.length === 0) return [];
  const message = `goes from ${from.text} to ${to.text}: until the whole control plane has it, Cluster API makes no new machines of ${waiting.join(', ')}; nothing is to be done but to wait`;
  return [problem('VersionStep', 'Warning', after, CONTROL_PLANE_VERSION, message)];
}

/** Machines of another minor than that of the control plane cannot join it, as kubeadm wants the same. */
function poolBesideControlPlane(pool: Step, { before: oldControlPlane, after: controlPlane }: Step): UpdateProblem[] {
  const own = versionOf(pool.after, POOL_VERSION);
  const leading = versionOf(controlPlane, CONTROL_PLANE_VERSION);
  if (own === undefined || leading === undefined || own.minor === leading.minor || skipsChecks(pool)) return [];
  const tell = (severity: Diagnostic['severity'], message: string): UpdateProblem[] => [problem('VersionSkew', severity, pool.after, POOL_VERSION, message)];
  if (replacesMachines(pool)) {
    return tell('Error', `${own.text} is of another minor than the control plane's ${leading.text}: its kubeadm cannot join, so Cluster API makes none of the machines; give the pool the version of the control plane`);
  }
  if (versionOf(oldControlPlane, CONTROL_PLANE_VERSION)?.minor === leading.minor) return [];
  return tell('Warning', `stays at ${own.text} while the control plane goes to ${leading.text}: Cluster API makes no machine of the pool until it follows, neither a further one nor one for a broken one; let it follow soon`);
}

function replacesMachines({ before, after }: Step): boolean {
  return before === undefined || ROLLOUT_FIELDS.some((path) => canonicalJson(valueAt(before, path)) !== canonicalJson(valueAt(after, path)));
}

function skipsChecks({ after }: Step): boolean {
  return after.metadata.annotations?.[SKIPPED_CHECKS] !== undefined;
}

function versionOf(object: Manifest | undefined, path: FieldPath): Version | undefined {
  const match = /^v?1\.(\d+)\.(\d+)/.exec(String(valueAt(object, path)));
  return match === null ? undefined : { text: match.input, minor: Number(match[1]), patch: Number(match[2]) };
}

function compare(a: Version, b: Version): number {
  return a.minor - b.minor || a.patch - b.patch;
}

function problem(code: Diagnostic['code'], severity: Diagnostic['severity'], object: Manifest, path: FieldPath, message: string): UpdateProblem {
  return { object, code, severity, document: 'manifest', path, message: `${objectName(object)}: ${message}`, value: valueAt(object, path) };
}

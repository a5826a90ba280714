import type { FieldPath } from '../diagnostics/diagnostic';
import { failure, success, type Result } from '../diagnostics/result';
import type { Taint } from '../params';
import type { ProfileManagement } from '../profile';
import type { Report } from './report';
import type { ResolvedNodeLabels, StringMap } from './resolved-cluster';

/*
 * How labels and annotations reach nodes. Cluster API syncs some from machines to nodes (docs/book/src/reference/api/metadata-propagation.md);
 * the kubelet sets others when a node joins, except those that the NodeRestriction rules keep from it (k8s.io/kubernetes,
 * pkg/kubelet/apis/well_known_labels.go).
 */
const SYNCED_DOMAINS = ['node-restriction.kubernetes.io', 'node.cluster.x-k8s.io'];
const SYNCED_PREFIX = 'node-role.kubernetes.io/';
const OWN_DOMAINS = ['cluster.x-k8s.io', 'kaas.scs.community'];
const KUBELET_LABELS = [
  'kubernetes.io/hostname', 'kubernetes.io/arch', 'kubernetes.io/os', 'node.kubernetes.io/instance-type',
  'topology.kubernetes.io/region', 'topology.kubernetes.io/zone',
  'beta.kubernetes.io/arch', 'beta.kubernetes.io/os', 'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/zone',
];
const KUBELET_DOMAINS = ['kubelet.kubernetes.io', 'node.kubernetes.io'];
/** Set by the cloud controller manager from where the machine really is (scs-0214-v2/labels-current). */
const CLOUD_LABELS = [
  'topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'node.kubernetes.io/instance-type', 'kubernetes.io/hostname', 'kubernetes.io/arch', 'kubernetes.io/os',
];

function inDomain(key: string, domains: readonly string[]): boolean {
  const domain = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  return domains.some((one) => domain === one || domain.endsWith(`.${one}`));
}

/** A regular expression of the profile, or why it is none. */
export function readExpression(expression: string): Result<RegExp> {
  try {
    return success(new RegExp(expression));
  } catch {
    return failure({ message: `"${expression}" is not a regular expression` });
  }
}

/** A key in which one of the operator's expressions finds something, as the manager flags `--additional-sync-machine-*` do. */
function matches(key: string, expressions: readonly string[] | undefined): boolean {
  return (expressions ?? []).map(readExpression).some((read) => read.ok && read.value.test(key));
}

/** Sorts labels by the way in which they reach nodes, and refuses those that never would. */
export function resolveNodeLabels(labels: StringMap, path: FieldPath, management: ProfileManagement | undefined, report: Report): ResolvedNodeLabels {
  const synced: Record<string, string> = {};
  const atJoin: Record<string, string> = {};
  for (const key of Object.keys(labels).sort()) {
    if (OWN_DOMAINS.includes(key.split('/')[0])) {
      report.error('LabelNotSettable', [...path, key], 'by the labels of this domain Cluster API and this library find their own machines');
    } else if (CLOUD_LABELS.includes(key)) {
      report.error('LabelNotSettable', [...path, key], 'this label is set by the cloud controller or the kubelet from what the machine really is');
    } else if (key.startsWith(SYNCED_PREFIX) || inDomain(key, SYNCED_DOMAINS) || matches(key, management?.syncedLabels)) {
      synced[key] = labels[key];
    } else if (inDomain(key, ['kubernetes.io', 'k8s.io']) && !inDomain(key, KUBELET_DOMAINS) && !KUBELET_LABELS.includes(key)) {
      report.error('LabelNotSettable', [...path, key], {
        message: 'a kubelet does not start with a label of this domain, and Cluster API does not sync it',
        allowed: [`${SYNCED_PREFIX}…`, ...[...SYNCED_DOMAINS, ...KUBELET_DOMAINS].map((domain) => `${domain}/…`), 'a domain of your own'],
      });
    } else {
      atJoin[key] = labels[key];
    }
  }
  return { synced, atJoin };
}

/** Refuses annotations that Cluster API would not sync to nodes. */
export function resolveNodeAnnotations(annotations: StringMap, path: FieldPath, management: ProfileManagement | undefined, report: Report): StringMap {
  for (const key of Object.keys(annotations)) {
    if (!inDomain(key, ['node.cluster.x-k8s.io']) && !matches(key, management?.syncedAnnotations)) {
      report.error('AnnotationNotSynced', [...path, key], {
        message: "Cluster API does not sync this annotation to nodes; use an allowed domain, or let the operator list it in the profile's management.syncedAnnotations",
        allowed: ['node.cluster.x-k8s.io/…', ...(management?.syncedAnnotations ?? [])],
      });
    }
  }
  return annotations;
}

/** Taints are unique by key and effect. */
export function checkTaints(taints: readonly Taint[], path: FieldPath, report: Report): void {
  const seen = new Map<string, number>();
  taints.forEach((taint, index) => {
    const identity = `${taint.key}:${taint.effect}`;
    if (seen.has(identity)) {
      report.error('DuplicateItem', [...path, index], `taint ${identity} is there already, at index ${seen.get(identity)}`);
    } else {
      seen.set(identity, index);
    }
  });
}

/** Cluster API gives labels of its own domains a meaning on every object, or writes over them. */
export function checkObjectLabels(labels: StringMap, report: Report): void {
  for (const key of Object.keys(labels).filter((label) => inDomain(label, ['cluster.x-k8s.io']))) {
    report.metadataError('LabelNotSettable', ['labels', key], 'labels of this domain belong to Cluster API, which acts on them');
  }
}

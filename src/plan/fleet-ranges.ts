import type { FieldPath } from '../diagnostics/diagnostic';
import { valueAt } from '../objects/value-at';
import { overlaps, parseCidr, type Cidr } from '../resolve/cidr';
import { objectLabel } from '../validation/object-label';
import type { Fields } from '../validation/object-problem';
import { CORE, identityOf, INFRASTRUCTURE } from '../validation/object-references';
import type { SetProblem } from './set-problems';

/** Ranges of clusters that have addresses in common, so that these could never be joined: of pods, of services and of nodes. */
export function fleetCidrProblems(objects: readonly Fields[]): SetProblem[] {
  const ranges = objects.flatMap((object, index) => rangesOf(object).flatMap(({ path, text, cluster }) => {
    const parsed = parseCidr(text);
    return parsed.ok ? [{ object: index, path, text, cluster, cidr: parsed.value as Cidr }] : [];
  }));
  return ranges.flatMap((range, index) => {
    const other = ranges.slice(0, index).find(({ cluster, cidr }) => cluster !== range.cluster && overlaps(cidr, range.cidr));
    if (other === undefined) return [];
    const message = `${objectLabel(objects[range.object])}: ${range.text} has addresses in common with ${other.text} of ${objectLabel(objects[other.object])}`;
    return [{ object: range.object, code: 'CidrOverlap', severity: 'Error', path: range.path, value: range.text, message }];
  });
}

function rangesOf(object: Fields): { readonly path: FieldPath; readonly text: string; readonly cluster: string }[] {
  const { group, kind, namespace, name } = identityOf(object);
  const ofCluster = group === CORE && kind === 'Cluster' ? ['pods', 'services'].map((what) => ['spec', 'clusterNetwork', what, 'cidrBlocks']) : [];
  const lists: FieldPath[] = [...ofCluster, ...(group === INFRASTRUCTURE && kind === 'OpenStackCluster' ? [['spec', 'managedSubnets']] : [])];
  return lists.flatMap((list) => {
    const items = valueAt(object, list);
    return (Array.isArray(items) ? items : []).flatMap((item: unknown, index) => {
      const path = typeof item === 'string' ? [...list, index] : [...list, index, 'cidr'];
      const text = valueAt(object, path);
      return typeof text === 'string' ? [{ path, text, cluster: `${namespace}/${name}` }] : [];
    });
  });
}

import type { FieldPath } from '../diagnostics/diagnostic';
import { valueAt } from '../objects/value-at';
import { overlaps, parseCidr, type Cidr } from '../resolve/cidr';
import { objectLabel } from '../validation/object-label';
import type { Fields, ObjectProblem } from '../validation/object-problem';
import { CORE, identityOf, INFRASTRUCTURE } from '../validation/object-references';

interface Range<Place> {
  readonly path: FieldPath;
  readonly text: string;
  readonly cluster: string;
  readonly label: string;
  readonly cidr: Cidr;
  readonly place: Place;
}

/** Ranges of clusters that have addresses in common, so that these could never be joined: of pods, of services and of nodes. */
export class FleetRanges<Place> {
  private readonly ranges: Range<Place>[] = [];

  /** @param placeOf where a field of the object stands */
  add(object: Fields, placeOf: (path: FieldPath) => Place): void {
    for (const { path, text, cluster } of rangesOf(object)) {
      const parsed = parseCidr(text);
      if (parsed.ok) this.ranges.push({ path, text, cluster, label: objectLabel(object), cidr: parsed.value, place: placeOf(path) });
    }
  }

  /** Each range beside the first before it that it has addresses in common with. */
  problems(): (ObjectProblem & { readonly place: Place })[] {
    return this.ranges.flatMap((range, index) => {
      const other = this.ranges.find(({ cluster, cidr }, at) => at >= index || (cluster !== range.cluster && overlaps(cidr, range.cidr)));
      if (other === undefined || other.cluster === range.cluster) return [];
      const message = `${range.label}: ${range.text} has addresses in common with ${other.text} of ${other.label}`;
      return [{ place: range.place, code: 'CidrOverlap', path: range.path, value: range.text, message }];
    });
  }
}

function rangesOf(object: Fields): Pick<Range<never>, 'path' | 'text' | 'cluster'>[] {
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

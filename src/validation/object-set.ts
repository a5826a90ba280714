import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { objectLabel } from './object-label';
import type { Fields } from './object-problem';
import { clusterOf, identityOf, makerOf, referencesOf, referentsOf, SERVER_GROUP, type Reference, type Referent } from './object-references';

/** A reference to what is not among objects that are applied together, and the place that was named for it. */
export interface DanglingReference<Place> extends Pick<Diagnostic, 'code' | 'severity' | 'path' | 'message' | 'value' | 'didYouMean'> {
  readonly place: Place;
}

/** What is known of an object besides its fields. */
export interface Origin {
  /** This library has made it as it is, so that what it needs of people is known. */
  readonly asRendered?: boolean;
  /** This library has made it, and it was changed. */
  readonly isChanged?: boolean;
}

interface Pending<Place> {
  readonly reference: Reference;
  readonly cluster?: Referent;
  readonly label: string;
  readonly origin: Origin;
  readonly place: Place;
}

/** A Secret that people are told to make. */
export type ExpectedSecret = Pick<Referent, 'namespace' | 'name'>;

/** Objects that are applied together. Of each only its names are kept, and references that do not resolve yet. */
export class ObjectSet<Place> {
  /** Names of what can be referred to, by group, kind and namespace. */
  private readonly names = new Map<string, Set<string>>();
  private readonly pending: Pending<Place>[] = [];

  /** @param isWhole whether nothing of the clusters is elsewhere; otherwise only those are held to be whole whose Cluster is among the objects */
  constructor(private readonly isWhole: boolean) {}

  /** @param placeOf where a field of the object stands; asked only for what does not resolve yet */
  add(object: Fields, placeOf: (path: FieldPath) => Place, origin: Origin = {}): void {
    const identity = identityOf(object);
    this.addNames(object, identity);
    const open = referencesOf(object, identity, origin.asRendered !== true).filter((reference) => !this.has(reference));
    if (open.length === 0) return;
    const described = { label: objectLabel(object), cluster: clusterOf(object, identity), origin };
    for (const reference of open) this.pending.push({ reference, ...described, place: placeOf(reference.path) });
  }

  /** Makes an object known whose own references do not matter. */
  addNames(object: Fields, identity = identityOf(object)): void {
    for (const referent of referentsOf(object, identity)) this.know(referent);
  }

  /**
   * The references that do not resolve.
   *
   * @param secretsOfPeople the Secrets that people are told to make; asked for only where it matters
   */
  dangling(secretsOfPeople: () => Iterable<ExpectedSecret> = () => []): DanglingReference<Place>[] {
    const isOpen = ({ reference }: Pending<Place>): boolean => {
      const maker = makerOf(reference);
      return !this.has(reference) && (maker === undefined || !this.has(maker));
    };
    if (this.pending.some((pending) => pending.reference.kind === 'Secret' && isOpen(pending))) {
      for (const secret of secretsOfPeople()) this.know({ group: '', kind: 'Secret', ...secret });
    }
    return this.pending.filter(isOpen).flatMap((pending) => this.judge(pending));
  }

  private judge({ reference, cluster, label, origin, place }: Pending<Place>): DanglingReference<Place>[] {
    const { kind, name, path, expected } = reference;
    const candidates = [...(this.names.get(listOf(reference)) ?? [])];
    const guess = didYouMean(name, candidates);
    const isDoubtful = expected === 'Here' || (expected === 'HereIfAny' ? candidates.length > 0 : guess !== undefined || origin.isChanged === true);
    if (!isDoubtful) return [];
    const missing = kind === SERVER_GROUP ? `no ServerGroup of its namespace makes a server group "${name}"` : `no ${kind} "${name}" is among the objects of its namespace`;
    const message = `${label}: ${missing}${kind === 'Secret' && origin.isChanged === true ? ', and none of this name among those that `scs secrets` lists' : ''}`;
    const severity = expected === 'Here' && (this.isWhole || (cluster !== undefined && this.has(cluster))) ? 'Error' : 'Warning';
    return [{ place, code: 'UnresolvedReference', severity, path, value: name, message, ...(guess !== undefined && { didYouMean: guess }) }];
  }

  private know(referent: Referent): void {
    const list = listOf(referent);
    const names = this.names.get(list);
    if (names === undefined) this.names.set(list, new Set([referent.name]));
    else names.add(referent.name);
  }

  private has(referent: Referent): boolean {
    return this.names.get(listOf(referent))?.has(referent.name) ?? false;
  }
}

function listOf({ group, kind, namespace }: Referent): string {
  return `${group}/${kind}/${namespace}`;
}

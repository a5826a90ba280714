/** An argument of a component; a name stands at most once in a list. */
export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** By name, so that the order in which features add arguments does not matter. */
export function sortArguments(args: readonly Argument[]): Argument[] {
  return [...args].sort((a, b) => (a.name < b.name ? -1 : 1));
}

import fc, { type Arbitrary, type GeneratorValue } from 'fast-check';

/** Draws random values one after the other, so that what is drawn may depend on what was drawn before. Shrinks to less. */
export class Draw {
  /** How likely an optional field is there, in tenths. */
  private readonly density: number;

  constructor(private readonly g: GeneratorValue) {
    this.density = g(fc.integer, { min: 1, max: 9 });
  }

  boolean(): boolean {
    return this.g(fc.boolean);
  }

  integer(min: number, max: number): number {
    return this.g(fc.integer, { min, max });
  }

  /** One of some values; the first is the simplest. */
  oneOf<const T>(...values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)];
  }

  /** Some of the values, each once, in any order. */
  some<T>(values: readonly T[], least = 0, most = values.length): T[] {
    return this.g(fc.shuffledSubarray<T>, [...values], { minLength: Math.min(least, values.length), maxLength: Math.min(most, values.length) });
  }

  /** An object that has each of the fields, or has not. */
  fields(makers: Record<string, () => unknown>): Record<string, unknown> {
    return defined(Object.fromEntries(Object.entries(makers).map(([field, make]) => [field, this.integer(0, 9) > 9 - this.density ? make() : undefined])));
  }

  /** A list of things. */
  list<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.integer(least, most) }, (_, index) => make(index));
  }

  /** A map with some of the keys. */
  map(keys: readonly string[], value: () => string): Record<string, string> {
    return Object.fromEntries(this.some(keys).map((key) => [key, value()]));
  }
}

/** The object without the fields that are undefined. */
export function defined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

/** Values that a function draws. */
export function drawn<T>(make: (draw: Draw) => T): Arbitrary<T> {
  return fc.gen().map((g) => make(new Draw(g)));
}

import { createHash } from 'node:crypto';

/** JSON with sorted keys, so that equal content is equal text. Fields that are undefined count as absent. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value));
}

/** The same value with the keys of all objects sorted and undefined fields left out. */
export function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined).sort();
  return Object.fromEntries(names.map((name) => [name, sortKeys(fields[name])])) as T;
}

/** The first 8 hexadecimal digits of SHA-256 over the canonical JSON: part of the name of what must not change under its name. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 8);
}

/** Paths of the values of an object that the server keeps otherwise, or not at all: a GitOps tool would see them as changed for ever. */
export function changedValues(emitted: unknown, stored: unknown, path = ''): string[] {
  if (Array.isArray(emitted) && Array.isArray(stored) && emitted.length === stored.length) {
    return emitted.flatMap((item, index) => changedValues(item, stored[index], `${path}[${index}]`));
  }
  if (isMap(emitted) && isMap(stored)) {
    return Object.entries(emitted).flatMap(([field, value]) => changedValues(value, stored[field], `${path}.${field}`));
  }
  return emitted === stored ? [] : [`${path}: ${JSON.stringify(emitted)} is ${JSON.stringify(stored)}`];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

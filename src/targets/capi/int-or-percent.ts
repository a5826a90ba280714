/** A generated class of a field that is a number or a string. */
export interface IntOrStringClass<T> {
  fromNumber(value: number): T;
  fromString(value: string): T;
}

/** `"1"` as a number, `"40%"` as a string: in the form in which Kubernetes stores it. */
export function intOrPercent<T>(type: IntOrStringClass<T>, text: string): T {
  return text.endsWith('%') ? type.fromString(text) : type.fromNumber(Number(text));
}

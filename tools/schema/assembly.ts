import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a jsii assembly (.jsii) that the schema generator reads. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, AssemblyType>>;
}

/** Documentation of a type or property as jsii splits it. */
export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly example?: string;
  readonly custom?: Readonly<Record<string, string>>;
}

export interface AssemblyType {
  readonly fqn: string;
  readonly kind: 'interface' | 'enum' | 'class';
  readonly name: string;
  readonly docs?: Docs;
  /** `<source file without extension>:<name>`. */
  readonly symbolId: string;
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly AssemblyProperty[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
}

export interface AssemblyProperty {
  readonly name: string;
  readonly optional?: boolean;
  readonly docs?: Docs;
  readonly type: TypeReference;
  readonly locationInModule: { readonly filename: string; readonly line: number };
}

export interface TypeReference {
  readonly primitive?: 'string' | 'number' | 'boolean' | 'any' | 'json' | 'date';
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

/** Value on the wire of each member of an enum, by member name; the assembly itself has the names only. */
export type EnumValues = (type: AssemblyType) => Readonly<Record<string, string>>;

/** The assembly that jsii wrote beside package.json. */
export function readAssembly(root: string): Assembly {
  return JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Assembly;
}

/** Enum values from the compiled modules of the package. */
export function compiledEnumValues(root: string): EnumValues {
  return ({ symbolId }) => {
    const [module, name] = symbolId.split(':') as [string, string];
    const exported = require(join(root, 'lib', `${module}.js`)) as Record<string, Record<string, string>>;
    return exported[name]!;
  };
}

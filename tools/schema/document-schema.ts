import { API_VERSION } from '../../src/documents/api-version';
import type { DocumentKind } from '../../src/documents/api-version';
import type { Assembly, AssemblyProperty, AssemblyType, EnumValues, TypeReference } from './assembly';
import { textKeywords, withTags } from './doc-tags';
import type { Schema } from './doc-tags';
import { withHoverText } from './hover-text';

/** A document of the API: its root interface and the file of its schema. */
export interface DocumentDefinition {
  readonly kind: DocumentKind;
  readonly root: string;
  readonly file: string;
}

/** The documents that get a schema. */
export const DOCUMENTS: readonly DocumentDefinition[] = [
  { kind: 'ScsCluster', root: 'ScsClusterDocument', file: 'scs-cluster.schema.json' },
  { kind: 'ProviderProfile', root: 'ProviderProfileDocument', file: 'provider-profile.schema.json' },
];

const BASE_ADDRESS = 'https://cdk8s-scs.github.io/schema/v1alpha1';
const PRIMITIVES: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  // Every number of the API is a count; sizes, times and shares are strings with a unit.
  number: { type: 'integer' },
  boolean: { type: 'boolean' },
  any: {},
  json: {},
};

/** The JSON Schema of a document, from the interfaces below its root. Throws an error that lists every problem of the interfaces. */
export function documentSchema(assembly: Assembly, { kind, root, file }: DocumentDefinition, enumValues: EnumValues): Schema {
  const builder = new SchemaBuilder(assembly, enumValues);
  const { title, description, properties, ...shape } = builder.objectSchema(builder.typeOf(`${assembly.name}.${root}`));
  const constant = (name: 'apiVersion' | 'kind', value: string): Schema => {
    const { title: label, description: text, markdownDescription } = (properties as Record<string, Schema>)[name]!;
    return { type: 'string', const: value, title: label, ...(text === undefined ? {} : { description: text }), markdownDescription, examples: [value] };
  };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${BASE_ADDRESS}/${file}`,
    title,
    ...(description === undefined ? {} : { description }),
    ...shape,
    properties: { ...(properties as object), apiVersion: constant('apiVersion', API_VERSION), kind: constant('kind', kind) },
    $defs: builder.definitions(),
  };
  if (builder.problems.length > 0) throw new Error(`the interfaces of ${kind} have problems:\n${builder.problems.join('\n')}`);
  return schema;
}

class SchemaBuilder {
  public readonly problems: string[] = [];
  private readonly defs = new Map<string, Schema>();

  constructor(
    private readonly assembly: Assembly,
    private readonly enumValues: EnumValues,
  ) {}

  public definitions(): Record<string, Schema> {
    return Object.fromEntries([...this.defs].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  public typeOf(fqn: string): AssemblyType {
    const type = this.assembly.types[fqn];
    if (type === undefined) throw new Error(`there is no type ${fqn}`);
    return type;
  }

  /** A closed object with the properties of an interface and of what it extends. */
  public objectSchema(type: AssemblyType): Schema {
    const properties = this.propertiesOf(type);
    if (type.docs?.custom !== undefined) this.problems.push(`${type.name}: tags belong to properties`);
    return {
      type: 'object',
      ...textKeywords(type.docs),
      additionalProperties: false,
      properties: Object.fromEntries(properties.map((property) => [property.name, this.propertySchema(type, property)])),
      required: properties.filter(({ optional }) => !optional).map(({ name }) => name),
    };
  }

  private propertiesOf(type: AssemblyType): AssemblyProperty[] {
    const inherited = (type.interfaces ?? []).flatMap((base) => this.propertiesOf(this.typeOf(base)));
    const own = [...(type.properties ?? [])].sort((a, b) => a.locationInModule.line - b.locationInModule.line);
    return [...inherited.filter(({ name }) => !own.some((property) => property.name === name)), ...own];
  }

  private propertySchema(owner: AssemblyType, { name, docs, type, optional }: AssemblyProperty): Schema {
    const schema = this.valueSchema(type);
    try {
      return withHoverText({ ...textKeywords(docs), ...withTags(schema, docs, type.fqn !== undefined) }, optional ?? false);
    } catch (error) {
      this.problems.push(`${owner.name}.${name}: ${(error as Error).message}`);
      return schema;
    }
  }

  private valueSchema({ primitive, fqn, collection }: TypeReference): Schema {
    if (collection?.kind === 'array') return { type: 'array', items: this.valueSchema(collection.elementtype) };
    if (collection?.kind === 'map') return { type: 'object', additionalProperties: this.valueSchema(collection.elementtype) };
    if (fqn !== undefined) return this.reference(this.typeOf(fqn));
    const schema = PRIMITIVES[primitive ?? ''];
    if (schema === undefined) throw new Error(`a value of type ${primitive} has no JSON Schema`);
    return { ...schema };
  }

  private reference(type: AssemblyType): Schema {
    if (!this.defs.has(type.name)) {
      // Entered before it is made, so that a type may contain itself.
      this.defs.set(type.name, {});
      this.defs.set(type.name, type.kind === 'enum' ? this.enumSchema(type) : this.objectSchema(type));
      if (type.kind === 'class' || (type.kind === 'interface' && !type.datatype)) this.problems.push(`${type.name}: is no plain data`);
    }
    return { $ref: `#/$defs/${type.name}` };
  }

  private enumSchema(type: AssemblyType): Schema {
    const values = this.enumValues(type);
    const members = type.members ?? [];
    return {
      type: 'string',
      ...textKeywords(type.docs),
      enum: members.map(({ name }) => values[name]),
      // Not of the standard, but editors show it beside the values.
      enumDescriptions: members.map(({ docs }) => [docs?.summary, docs?.remarks].filter((text) => text !== undefined).join(' ')),
    };
  }
}

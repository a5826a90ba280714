import type { Schema } from './doc-tags';

/** A published schema, as far as its discipline is judged. */
type Node = Schema & { readonly properties?: Readonly<Record<string, Node>>; readonly $defs?: Readonly<Record<string, Node>>; readonly items?: Node };

/** The fields that take more than a single value, a list or a flat map of such, each with why. Maps of strings are flat by nature. */
export const OPEN_FIELDS: Readonly<Record<string, string>> = {
  'ScsClusterSpec.features': 'a profile says which there are and what they take; `scs schema --profile FILE` closes it',
  'ScsClusterDefaults.features': 'as features of a description',
  'NodePool.features': 'as features of a description',
  'ProfileFeature.schema': 'a JSON Schema',
  'ProfileFeatureEffect.when': 'any values of the parameters of the feature',
  'ProfileFeatureEffect.value': 'any value of the field that the effect sets',
  'ProfileFeaturePatchOperation.value': 'any value of a manifest',
  'ExpertPatchOperation.value': 'any value of a manifest',
  'Addon.values': 'values of a chart',
  'CustomAddon.values': 'values of a chart',
};

/** What a form could not show, or a reader would have to guess. */
const CHOICES = ['anyOf', 'oneOf', 'allOf', 'not', 'if', 'patternProperties', 'dependentSchemas'];

/** Whatever in a published schema breaks the rules of the shape. */
export function disciplineProblems(schema: Schema, openFields: ReadonlySet<string> = new Set(Object.keys(OPEN_FIELDS))): string[] {
  const { $defs = {} } = schema as Node;
  const types: readonly (readonly [string, Node])[] = [['document', schema as Node], ...Object.entries($defs)];
  const ofTypes = types.flatMap(([name, type]) => typeProblems(name, type));
  const ofFields = types.flatMap(([name, type]) => Object.entries(type.properties ?? {}).flatMap(([field, value]) => fieldProblems(`${name}.${field}`, value)));
  return [...ofTypes, ...ofFields, ...mutabilityProblems(schema as Node)];

  function fieldProblems(place: string, field: Node): string[] {
    return [
      ...(hasText(field.title) ? [] : [`${place}: has no title`]),
      ...(hasText(field.description) || hasText(field.markdownDescription) ? [] : [`${place}: has no description`]),
      ...(Array.isArray(field.examples) && field.examples.length > 0 ? [] : [`${place}: has no example`]),
      ...valueProblems(place, field),
    ];
  }

  /** Single values, lists of them, flat maps of them, and objects by reference, alone or in a list. */
  function valueProblems(place: string, value: Node, depth = 0): string[] {
    const choices = CHOICES.filter((keyword) => keyword in value).map((keyword) => `${place}: has ${keyword}, which a form cannot show`);
    if (value.$ref !== undefined) return [...choices, ...((value.$ref as string).slice('#/$defs/'.length) in $defs ? [] : [`${place}: refers to nothing`])];
    switch (value.type) {
      case 'string': return [...choices, ...(isConstrained(value) ? [] : [`${place}: a string with neither format, pattern, enum nor length`])];
      case 'integer':
      case 'boolean': return choices;
      case 'array': return [...choices, ...(depth > 0 ? [`${place}: a list in a list or map`] : valueProblems(`${place}[]`, value.items!, depth + 1))];
      case 'object': return [...choices, ...mapProblems(place, value, depth)];
      case undefined: return [...choices, ...(openFields.has(place) ? [] : [`${place}: takes any value`])];
      default: return [...choices, `${place}: ${JSON.stringify(value.type)} is no type of the shape`];
    }
  }

  function mapProblems(place: string, map: Node, depth: number): string[] {
    const { additionalProperties } = map as { readonly additionalProperties?: Node | boolean };
    if (depth > 0) return [`${place}: a map in a list or map`];
    if (openFields.has(place)) return [];
    if (typeof additionalProperties !== 'object') return [`${place}: an object without a type`];
    if (additionalProperties.type === undefined && additionalProperties.$ref === undefined) return [`${place}: a map of any values`];
    return valueProblems(`${place}{}`, additionalProperties, depth + 1);
  }
}

function typeProblems(name: string, type: Node): string[] {
  const title = hasText(type.title) ? [] : [`${name}: has no title`];
  if (type.type === 'string') {
    const { enum: values = [], enumDescriptions = [] } = type as { readonly enum?: readonly string[]; readonly enumDescriptions?: readonly string[] };
    return [...title, ...values.flatMap((value, index) => (hasText(enumDescriptions[index]) ? [] : [`${name}: does not say what ${value} means`]))];
  }
  return [...title, ...(type.type === 'object' && type.additionalProperties === false ? [] : [`${name}: is no closed object`])];
}

/**
 * A change of every field is known to do something, by its own tag or that of a block around it; unless the field does not work yet, or
 * `@endsIn` says in words what it is for.
 */
function mutabilityProblems(schema: Node): string[] {
  const { $defs = {} } = schema;
  const missing = new Set<string>();
  visit('document', { properties: { metadata: schema.properties!.metadata, spec: schema.properties!.spec } }, false, []);
  return [...missing].map((place) => `${place}: does not say what a change of it does`);

  function visit(typeName: string, type: Node, isMarked: boolean, around: readonly string[]): void {
    for (const [name, field] of Object.entries(type.properties ?? {})) {
      const marked = isMarked || field['x-mutability'] !== undefined || field['x-stage'] !== undefined || String(field['x-ends-in']).startsWith('- ');
      const target = ((field.$ref ?? field.items?.$ref) as string | undefined)?.slice('#/$defs/'.length);
      if (target !== undefined && $defs[target]?.type === 'object') {
        if (!around.includes(target)) visit(target, $defs[target], marked, [...around, target]);
      } else if (!marked) {
        missing.add(`${typeName}.${name}`);
      }
    }
  }
}

function hasText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isConstrained(value: Node): boolean {
  return ['pattern', 'enum', 'const', 'maxLength'].some((keyword) => value[keyword] !== undefined);
}

/** The part of an OpenAPI v3 structural schema that says which fields exist. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly [keyword: string]: unknown;
}

/**
 * `at` is the index of the first segment that the schema does not have, `known` what could stand there:
 * sorted field names, `<index>` and `-` in a list, nothing where no further field is possible.
 */
export type SchemaPathResult =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly at: number; readonly known: readonly string[] };

const STRING: OpenApiSchema = { type: 'string' };
const STRINGS: OpenApiSchema = { type: 'object', additionalProperties: STRING };

// CRDs say only `type: object` for the metadata of an object. Without the fields that the API server owns.
const OBJECT_META: OpenApiSchema = {
  type: 'object',
  properties: {
    annotations: STRINGS,
    finalizers: { type: 'array', items: STRING },
    generateName: STRING,
    labels: STRINGS,
    name: STRING,
    namespace: STRING,
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: STRING,
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: STRING,
          name: STRING,
          uid: STRING,
        },
      },
    },
  },
};

/** Whether objects of the schema's kind may have a field at the (decoded) segments of a JSON Pointer. */
export function schemaAllowsPath(schema: OpenApiSchema, pointerSegments: readonly string[]): SchemaPathResult {
  let node: OpenApiSchema = asResource(schema);
  for (const [at, segment] of pointerSegments.entries()) {
    const next = child(node, segment);
    if (next === undefined) {
      return { allowed: false, at, known: knownSegments(node) };
    }
    if (next === 'anything') {
      return { allowed: true };
    }
    node = next['x-kubernetes-embedded-resource'] ? asResource(next) : next;
  }
  return { allowed: true };
}

function child(node: OpenApiSchema, segment: string): OpenApiSchema | 'anything' | undefined {
  if (node.items) {
    return /^(0|[1-9]\d*|-)$/.test(segment) ? node.items : undefined;
  }
  if (node.properties && Object.hasOwn(node.properties, segment)) {
    return node.properties[segment];
  }
  if (typeof node.additionalProperties === 'object') {
    return node.additionalProperties;
  }
  return node.additionalProperties || node['x-kubernetes-preserve-unknown-fields'] ? 'anything' : undefined;
}

function knownSegments(node: OpenApiSchema): string[] {
  return node.items ? ['<index>', '-'] : Object.keys(node.properties ?? {}).sort();
}

// In every object, whether its schema names them or not.
function asResource(schema: OpenApiSchema): OpenApiSchema {
  return { ...schema, properties: { ...schema.properties, apiVersion: STRING, kind: STRING, metadata: OBJECT_META } };
}

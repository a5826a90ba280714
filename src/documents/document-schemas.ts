import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldPath } from '../diagnostics/diagnostic';
import type { DocumentKind } from './api-version';
import { packageRoot } from './package-root';

/** The keywords of the published schemas that messages are made of. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, FieldSchema>>;
  readonly type?: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly title?: string;
  readonly examples?: readonly unknown[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | false;
  readonly propertyNames?: FieldSchema;
  readonly 'x-format'?: string;
  readonly 'x-list-map-key'?: string;
}

/** An error as the generated validators give it. */
export interface ValidatorError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is judged, where the error is about a key. */
  readonly propertyName?: string;
}

/** A generated validator; leaves its errors on itself. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}

/** What there are published schemas of: the documents, and the self-description of a provider. */
export type PublishedSchema = DocumentKind | 'ScsDiscovery';

const SCHEMA_FILES: Readonly<Record<PublishedSchema, string>> = {
  ScsCluster: 'scs-cluster.schema.json',
  ProviderProfile: 'provider-profile.schema.json',
  ScsDiscovery: 'scs-discovery.schema.json',
};
/** Their names. */
export const PUBLISHED_SCHEMAS = Object.keys(SCHEMA_FILES) as readonly PublishedSchema[];
const schemas = new Map<DocumentKind, FieldSchema>();

/** The generated validator of a kind. */
export function validatorOf(kind: DocumentKind): Validator {
  const validators = require(join(packageRoot(), 'schema/validators.js')) as Record<string, Validator>;
  return validators[`validate${kind}`]!;
}

/** Path of a published schema. */
export function schemaPath(name: PublishedSchema): string {
  return join(packageRoot(), 'schema', SCHEMA_FILES[name]);
}

/** The published schema of a kind; read once, and only where a message needs it. */
export function schemaOf(kind: DocumentKind): FieldSchema {
  const known = schemas.get(kind);
  if (known !== undefined) return known;
  const schema = JSON.parse(readFileSync(schemaPath(kind), 'utf8')) as FieldSchema;
  schemas.set(kind, schema);
  return schema;
}

/** The schema of the field at a path, with what it refers to merged in; undefined where no field is. */
export function fieldSchema(root: FieldSchema, path: FieldPath): FieldSchema | undefined {
  let schema: FieldSchema | undefined = root;
  for (const part of path) {
    if (schema === undefined) return undefined;
    schema = resolved(root, typeof part === 'number' ? schema.items : (ownProperty(schema, part) ?? (schema.additionalProperties || undefined)));
  }
  return schema;
}

function ownProperty({ properties }: FieldSchema, name: string): FieldSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function resolved(root: FieldSchema, schema: FieldSchema | undefined): FieldSchema | undefined {
  if (schema?.$ref === undefined) return schema;
  return { ...root.$defs![schema.$ref.slice('#/$defs/'.length)], ...schema };
}

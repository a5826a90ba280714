import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type WorkFolder } from './work-folder';

type Schema = Readonly<Record<string, any>>;

/** Where kubeconform looks for the schema of a kind, below the folder. */
export const SCHEMA_LOCATION = '{{.Group}}/{{.ResourceKind}}.json';

/** JSON Schemas of the kinds of imports/crds as kubeconform reads them, in its strict form; returns their folder. */
export function writeJsonSchemas(folder: WorkFolder): string {
  const kinds = join(ROOT, 'schema/kinds');
  const index = JSON.parse(readFileSync(join(kinds, 'index.json'), 'utf8')) as Record<string, { readonly file: string }>;
  for (const [kind, { file }] of Object.entries(index)) {
    const [group, name] = kind.split('/');
    const schema = JSON.parse(readFileSync(join(kinds, file), 'utf8')) as Schema;
    folder.write(`schemas/${group}/${name.toLowerCase()}.json`, JSON.stringify(jsonSchema({ ...schema, properties: { ...METADATA, ...schema.properties } })));
  }
  return join(folder.path, 'schemas');
}

/** API groups that there are schemas of. */
export function groupsWithSchemas(): ReadonlySet<string> {
  return new Set(readdirSync(join(ROOT, 'schema/kinds')).filter((name) => name.includes('.') && !name.endsWith('.json')));
}

const METADATA: Schema = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };

/** What a structural schema of Kubernetes says in words of its own, in those of JSON Schema; unknown fields are refused. */
function jsonSchema({ properties, additionalProperties, items, type, nullable, ...rest }: Schema): Schema {
  const keywords = Object.fromEntries(Object.entries(rest).filter(([keyword]) => !keyword.startsWith('x-kubernetes-')));
  const types = rest['x-kubernetes-int-or-string'] ? ['integer', 'string'] : type === undefined ? [] : [type as string];
  const isOpen = rest['x-kubernetes-preserve-unknown-fields'] === true || properties === undefined;
  const others = typeof additionalProperties === 'object' ? jsonSchema(additionalProperties) : additionalProperties;
  const fields = Object.entries((properties ?? {}) as Schema).map(([name, field]) => [name, jsonSchema(field as Schema)] as const);
  return {
    ...keywords,
    ...(types.length > 0 && { type: nullable ? [...types, 'null'] : types.length === 1 ? types[0] : types }),
    ...(properties !== undefined && { properties: Object.fromEntries(fields) }),
    ...(items !== undefined && { items: jsonSchema(items as Schema) }),
    ...(others !== undefined ? { additionalProperties: others } : isOpen ? {} : { additionalProperties: false }),
  };
}

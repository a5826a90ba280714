import { schemaOf, type FieldSchema } from '../documents/document-schemas';
import type { ProfileFeature } from '../profile';
import { wireFeatureSchema, wireNameOf, type JsonSchema } from './provider-features';

/** Fields of a description's `spec` that a cluster body has places for itself, or that are for operators. */
const NOT_FEATURES = ['kubernetesVersion', 'nodePools', 'features', 'expert'];
/** The same of a node pool. */
export const NOT_POOL_FEATURES = ['name', 'flavor', 'requirements', 'replicas', 'autoscaling', 'features', 'expert'];
/** The reserved feature with the settings of node pools, by the names of the pools. */
export const POOLS_FEATURE = 'nodePools';

/** What says nothing to clients: how our fields are stored, and defaults, which the profile may have changed. */
const DROPPED = [
  '$ref', 'description', 'markdownDescription', 'default', 'examples', 'enumDescriptions', 'properties', 'required', 'items', 'additionalProperties', 'propertyNames', 'enum',
];
/** How an enumeration marks a value that is refused. */
const NOT_YET_RENDERED = 'Not yet rendered.';

/** Names of the fields of a description that are published as features, as the draft's cluster body has no place for them. */
export function reservedFeatures(): readonly string[] {
  return [...Object.keys(definition('ScsClusterSpec').properties!).filter((name) => !NOT_FEATURES.includes(name)), POOLS_FEATURE];
}

/**
 * The features that are generated for portable fields, with the schemas of the fields. Left out is what does not work yet, and what
 * is named in `unsupported`, such as `network.dnsServers`; `nodePools[]` stands for every pool.
 */
export function portableFeatures(unsupported: readonly string[], providerFeatures: readonly ProfileFeature[]): Record<string, JsonSchema> {
  const spec = definition('ScsClusterSpec').properties!;
  const clusterWide = reservedFeatures().filter((name) => name !== POOLS_FEATURE);
  const fields = cutEach(clusterWide.map((name) => [name, spec[name], name]), unsupported);
  return Object.fromEntries([...fields, [POOLS_FEATURE, poolsFeature(unsupported, providerFeatures)]]);
}

function poolsFeature(unsupported: readonly string[], providerFeatures: readonly ProfileFeature[]): JsonSchema {
  const pool = definition('NodePool');
  const known = Object.entries(pool.properties!).filter(([name]) => !NOT_POOL_FEATURES.includes(name));
  const settings = cutEach(known.map(([name, schema]) => [name, schema, `nodePools[].${name}`]), unsupported);
  const ofPools = providerFeatures.filter(({ scope }) => scope === 'NodePool');
  const features = {
    type: 'object', title: 'Features', description: 'Features of the provider for this worker group alone.', additionalProperties: false,
    properties: Object.fromEntries(ofPools.map((feature) => [wireNameOf(feature), wireFeatureSchema(feature)])),
  };
  return {
    type: 'object',
    title: 'Settings of worker groups',
    description: 'What a worker group has besides its machines, by the name of the group.',
    propertyNames: cut(pool.properties!.name, 'nodePools[].name', []),
    additionalProperties: {
      type: 'object', title: 'Settings of a worker group', description: 'What the worker group has besides its machines.', additionalProperties: false,
      properties: { ...Object.fromEntries(settings), ...(ofPools.length > 0 && { features }) },
    },
  };
}

/** Those of some properties of which something is left. */
function cutEach(properties: readonly (readonly [name: string, schema: FieldSchema, path: string])[], unsupported: readonly string[]): [string, JsonSchema][] {
  return properties.flatMap(([name, schema, path]): [string, JsonSchema][] => {
    const below = cut(schema, path, unsupported);
    return below === undefined ? [] : [[name, below]];
  });
}

/** A schema that stands by itself, without what does not work; undefined where nothing is left of it. */
function cut(schema: FieldSchema, path: string, unsupported: readonly string[]): JsonSchema | undefined {
  if (stageOf(schema) === 'Planned' || unsupported.includes(path)) return undefined;
  const whole = schema.$ref === undefined ? schema : { ...definition(schema.$ref.slice('#/$defs/'.length)), ...schema };
  const { properties, items, additionalProperties, propertyNames, required } = whole;
  const inside = properties && cutEach(Object.entries(properties).map(([name, property]) => [name, property, `${path}.${name}`]), unsupported);
  if (inside?.length === 0) return undefined;
  const kept = inside && Object.fromEntries(inside);
  const needed = kept && required?.filter((name) => Object.hasOwn(kept, name));
  const description = withoutDefault((whole as { readonly description?: string }).description);
  return {
    ...Object.fromEntries(Object.entries(whole).filter(([keyword]) => !DROPPED.includes(keyword) && !keyword.startsWith('x-'))),
    ...(description !== undefined && { description }),
    ...(whole.enum && { enum: renderedValues(whole) }),
    ...(kept && { properties: kept }),
    ...(needed !== undefined && needed.length > 0 && { required: needed }),
    ...(items && { items: cut(items, `${path}[]`, unsupported) }),
    ...(propertyNames && { propertyNames: cut(propertyNames, path, []) }),
    ...(additionalProperties !== undefined && { additionalProperties: additionalProperties && cut(additionalProperties, `${path}.*`, unsupported) }),
  };
}

/** Descriptions end with the default where that is told in words. */
function withoutDefault(description: string | undefined): string | undefined {
  const paragraphs = (description ?? '').split('\n\n').filter((text) => !text.startsWith('Default: '));
  return paragraphs.join('\n\n') || undefined;
}

function renderedValues(schema: FieldSchema): readonly string[] {
  const { enumDescriptions = [] } = schema as { readonly enumDescriptions?: readonly string[] };
  return schema.enum!.filter((_, index) => !enumDescriptions[index]?.endsWith(NOT_YET_RENDERED));
}

function stageOf(schema: FieldSchema): unknown {
  return (schema as { readonly 'x-stage'?: unknown })['x-stage'];
}

function definition(name: string): FieldSchema {
  return schemaOf('ScsCluster').$defs![name];
}

import type { FieldSchema } from '../documents/document-schemas';
import type { ProfileFeature, ProviderProfileSpec } from '../profile';
import { closedSchema } from './feature-schema';

/** The schema of a description in which only the features of one profile can be written, each with its parameters. */
export function withClosedFeatures(schema: FieldSchema, { features = [] }: ProviderProfileSpec): FieldSchema {
  const { ScsClusterSpec: spec, NodePool: pool } = schema.$defs!;
  const ofPools = features.filter(({ scope }) => scope === 'NodePool');
  return { ...schema, $defs: { ...schema.$defs, ScsClusterSpec: closed(spec, features), NodePool: closed(pool, ofPools) } };
}

function closed(type: FieldSchema, features: readonly ProfileFeature[]): FieldSchema {
  const properties = Object.fromEntries(features.map((feature) => [feature.name, closedSchema(feature) as FieldSchema]));
  // Parameters of a pool may come from the cluster, and the other way round.
  for (const { name, scope } of features) if (scope === 'NodePool') properties[name] = { ...properties[name], required: [] };
  return { ...type, properties: { ...type.properties, features: { ...type.properties!.features, properties, additionalProperties: false } } };
}

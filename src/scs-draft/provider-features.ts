import type { ProfileFeature } from '../profile';
import { closedSchema, parametersOf, type FeatureSchema } from '../resolve/feature-schema';

/** A JSON Schema (2020-12) as it is published. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** How a feature is spelt in discovery and in cluster bodies. */
export function wireNameOf({ name, wireName = name }: ProfileFeature): string {
  return wireName;
}

/** Whether a body has a scalar or a list where a description has an object with the one parameter `value`. */
export function isScalarFeature({ schema }: ProfileFeature): boolean {
  return (schema as FeatureSchema).type !== 'object';
}

/** The schema of a feature's value in a cluster body. What it does, and with which images or objects, is nobody's business. */
export function wireFeatureSchema(feature: ProfileFeature): JsonSchema {
  const { title, description, scope = 'Cluster', mutability, stage = 'Stable' } = feature;
  const schema = isScalarFeature(feature) ? { ...parametersOf(feature).properties!.value } : closedSchema(feature);
  return { ...schema, title, description, 'x-scope': scope, 'x-mutability': mutability, ...(stage !== 'Stable' && { 'x-stage': stage }) };
}

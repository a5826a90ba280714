import type { DocumentKind } from './api-version';
import { schemaOf } from './document-schemas';
import { fieldsBelow, type DocumentSchema, type Field, type SharedShapes } from './field-reference';

/** A document as the reference shows it. */
export interface DocumentReference {
  readonly kind: DocumentKind;
  readonly intro: string;
  readonly schema: DocumentSchema;
  readonly shared: SharedShapes;
}

/** Both documents. */
export const DOCUMENTS: readonly DocumentReference[] = [
  {
    kind: 'ScsCluster',
    intro: 'The description of a cluster: `cluster-params.yaml`, or the props of `ScsCluster`. What stands in `metadata` here are the props `name`, `namespace`, `labels` and `annotations`; what stands in `spec` are props as they are.',
    schema: schemaOf('ScsCluster') as DocumentSchema,
    shared: {
      ExpertCommands: 'spec.expert.commands',
      ExpertFile: 'spec.expert.files',
      ExpertPatch: 'spec.expert.patches',
      ExpertPatchOperation: 'spec.expert.patches[].patch',
      ExpertPort: 'spec.expert.ports',
      ExpertSchedulerHint: 'spec.expert.schedulerHints',
      ExpertServerMetadata: 'spec.expert.serverMetadata',
    },
  },
  {
    kind: 'ProviderProfile',
    intro: 'What the operator of a cloud decides once for all clusters. `spec.defaults` and `spec.policy.enforce` have the shape of a description\'s `spec`, without `kubernetesVersion` and `nodePools`.',
    schema: schemaOf('ProviderProfile') as DocumentSchema,
    shared: { ScsClusterDefaults: 'spec of ScsCluster', Expert: 'spec.expert of ScsCluster' },
  },
];

/** The rows of the reference: all fields below `metadata` and `spec`. */
export function documentFields({ schema, shared }: DocumentReference): Field[] {
  return fieldsBelow(schema, { properties: { metadata: schema.properties!.metadata, spec: schema.properties!.spec } }, '', shared)
    .map((field) => ({ ...field, path: field.path.slice(1) }))
    .filter(({ path }) => path.includes('.'));
}

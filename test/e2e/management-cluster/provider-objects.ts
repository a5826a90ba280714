import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, parseAllDocuments } from 'yaml';
import type { ObjectRef } from './client';
import { sourceFolders } from './go-toolchain';
import type { Provider } from './providers';

interface Metadata {
  name: string;
  labels?: Record<string, string>;
}

interface CustomResourceDefinition extends ObjectRef {
  readonly metadata: Metadata;
  readonly spec: { readonly versions: readonly unknown[]; conversion?: unknown };
}

interface WebhookConfiguration extends ObjectRef {
  readonly metadata: Metadata;
  readonly webhooks: { clientConfig: { readonly service?: { readonly path: string }; readonly url?: string; readonly caBundle?: string } }[];
}

/** What a provider's installation consists of besides its manager. */
export interface ProviderObjects {
  readonly crds: readonly ObjectRef[];
  readonly webhookConfigurations: readonly ObjectRef[];
}

/** Reads a provider's objects from its source and makes them call the manager on this machine instead of a Service in a cluster. */
export async function providerObjects(provider: Provider, webhookPort: number, caBundle: string): Promise<ProviderObjects> {
  const { goModule, folder } = provider.config;
  const config = join((await sourceFolders(provider.program.module, [goModule]))[goModule], folder);
  const clientConfig = (path: string) => ({ url: `https://127.0.0.1:${webhookPort}${path}`, caBundle });

  const bases = join(config, 'crd', 'bases');
  const crds: CustomResourceDefinition[] = [];
  for (const file of (await readdir(bases)).sort()) crds.push(...(await documents<CustomResourceDefinition>(join(bases, file))));
  for (const { metadata, spec } of crds) {
    // Upstream adds the labels of the contract and the conversion with kustomize.
    metadata.labels = { ...metadata.labels, ...Object.fromEntries(provider.contracts.map((contract) => [`cluster.x-k8s.io/${contract}`, contract])) };
    if (spec.versions.length > 1) {
      spec.conversion = { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig: clientConfig('/convert') } };
    }
  }

  const webhookConfigurations = provider.webhooks ? await documents<WebhookConfiguration>(join(config, 'webhook', 'manifests.yaml')) : [];
  for (const { metadata, webhooks } of webhookConfigurations) {
    metadata.name = `${provider.program.name}-${metadata.name}`;
    for (const webhook of webhooks) webhook.clientConfig = clientConfig(webhook.clientConfig.service?.path ?? '/');
  }
  return { crds, webhookConfigurations };
}

async function documents<T>(file: string): Promise<T[]> {
  const parsed = parseAllDocuments(await readFile(file, 'utf8')) as Document[];
  return parsed.map((document) => document.toJS() as T | null).filter((document) => document !== null);
}

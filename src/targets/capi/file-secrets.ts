import { stringify } from 'yaml';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import type { KeyTemplate, RequiredKey, RequiredSecret } from '../required-secret';
import { machineContent } from './machine-content';
import { MOVE_LABEL } from './object-metadata';

/** What a key is for, where it is more than a file that people name. */
const WEBHOOK = 'a kubeconfig by which the API server reaches the webhook that judges tokens';

const AUDIT_POLICY = 'the audit policy of the API server, a Policy of audit.k8s.io/v1';

/** Secrets whose keys become files of machines, except the one with the configuration of encryption. */
export function fileSecrets(cluster: ResolvedCluster): readonly RequiredSecret[] {
  const { controlPlane, nodePools } = machineContent(cluster);
  const { audit: { policyRef }, encryptionConfig, expert: { webhookAuthenticationRef: webhook }, nodeSystem: { mirrors } } = cluster;
  const files = [controlPlane, ...nodePools].flatMap((system) => system.files);
  const refs = files.flatMap(({ path, contentFrom }) => (contentFrom ? [{ path, ...contentFrom.secret }] : []));
  const needed = refs.filter(({ name, key }) => name !== encryptionConfig?.name || key !== encryptionConfig.key);
  return [...new Set(needed.map(({ name }) => name))].map((name) => {
    const ofSecret = needed.filter((ref) => ref.name === name);
    return {
      location: 'ManagementCluster',
      namespace: cluster.namespace,
      name,
      labels: { [MOVE_LABEL]: 'true' },
      keys: [...new Set(ofSecret.map(({ key }) => key))].map((key) => {
        const paths = [...new Set(ofSecret.filter((ref) => ref.key === key).map(({ path }) => path))];
        const registries = mirrors.filter(({ authRef }) => authRef?.name === name && authRef.key === key).map(({ host }) => host);
        if (registries.length > 0) return registryLogin(key, registries);
        if (webhook?.name === name && webhook.key === key) return { name: key, content: WEBHOOK };
        if (policyRef?.name === name && policyRef.key === key) return { name: key, content: AUDIT_POLICY, template: auditPolicy() };
        return { name: key, content: `the content of ${paths.join(' and ')} on the machines` };
      }),
      usedBy: ['Cluster API, which writes it to machines'],
    };
  });
}

/** The smallest one that there is use for. */
function auditPolicy(): KeyTemplate {
  return { text: stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: ['RequestReceived'], rules: [{ level: 'Metadata' }] }), placeholders: [] };
}

function registryLogin(key: string, hosts: readonly string[]): RequiredKey {
  return {
    name: key,
    content: `the login of the mirror of ${hosts.map((host) => (host === '_default' ? 'all other registries' : host)).join(' and ')}`,
    template: { text: '<USER>:<PASSWORD>', placeholders: [{ name: '<USER>:<PASSWORD>', meaning: 'user and password of the registry, with a colon between them' }] },
  };
}

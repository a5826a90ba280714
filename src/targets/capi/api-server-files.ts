import { AnonymousAccess, AuditLevel, type SecretKeyRef } from '../../params';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import type { Argument } from './argument';
import { configurationText } from './configuration-text';
import { rootFile, type NodeFile } from './node-file';

/** What a feature adds to the API server: files on its machine, where they are mounted, and flags that name them. */
export interface ApiServerFeature {
  readonly files: readonly NodeFile[];
  readonly volumes: readonly HostPathMount[];
  readonly args: readonly Argument[];
}

/** A path of the machine that is mounted into the static pod. */
interface HostPathMount {
  readonly name: string;
  readonly hostPath: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly pathType: string;
}

const NOTHING: ApiServerFeature = { files: [], volumes: [], args: [] };
const AUDIT_LOG_FOLDER = '/var/log/kubernetes/audit';
const ALWAYS_EXEMPT = 'kube-system';
/** Where a node that joins with kubeadm learns of the cluster, before it can prove who it is. */
const DISCOVERY_PATH = '/api/v1/namespaces/kube-public/configmaps/cluster-info';
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];

/** The features that need files, by the setting that they come from, in a fixed order. */
export function apiServerFeaturesBySetting(cluster: ResolvedCluster): Readonly<Record<string, ApiServerFeature>> {
  return {
    podSecurity: admission(cluster), audit: audit(cluster), authentication: authentication(cluster), encryption: encryption(cluster), expert: webhook(cluster),
  };
}

/** Admission plug-ins: limits on events, and pod security for namespaces without labels of their own. */
function admission({ apiServer, podSecurity }: ResolvedCluster): ApiServerFeature {
  const { admissionPlugins, eventRateLimit } = apiServer;
  const configured = {
    EventRateLimit: {
      apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1',
      kind: 'Configuration',
      limits: [{ type: 'Server', qps: eventRateLimit.qps, burst: eventRateLimit.burst }],
    },
    PodSecurity: {
      apiVersion: 'pod-security.admission.config.k8s.io/v1',
      kind: 'PodSecurityConfiguration',
      defaults: {
        enforce: podSecurity.enforce,
        'enforce-version': 'latest',
        audit: podSecurity.audit,
        'audit-version': 'latest',
        warn: podSecurity.warn,
        'warn-version': 'latest',
      },
      exemptions: { usernames: [], runtimeClasses: [], namespaces: [...new Set([ALWAYS_EXEMPT, ...podSecurity.exemptNamespaces])] },
    },
  };
  const plugins = Object.entries(configured).filter(([name]) => admissionPlugins.includes(name)).map(([name, configuration]) => ({ name, configuration }));
  const folder = '/etc/kubernetes/admission';
  const path = `${folder}/admission-configuration.yaml`;
  return {
    ...configFile('admission', folder, path, { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins }),
    args: [{ name: 'admission-control-config-file', value: path }, { name: 'enable-admission-plugins', value: admissionPlugins.join(',') }],
  };
}

function audit({ audit: { level, rules, policyRef, maxAgeDays, maxSizeMiB, maxBackups } }: ResolvedCluster): ApiServerFeature {
  if (policyRef === undefined && level === AuditLevel.NONE && rules.length === 0) return NOTHING;
  const folder = '/etc/kubernetes/audit';
  const path = `${folder}/policy.yaml`;
  const policy = policyRef ? secretFile('audit-policy', folder, path, policyRef) : configFile('audit-policy', folder, path, { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: ['RequestReceived'], rules: [...rules, { level }] });
  return {
    files: policy.files,
    volumes: [...policy.volumes, { name: 'audit-log', hostPath: AUDIT_LOG_FOLDER, mountPath: AUDIT_LOG_FOLDER, pathType: 'DirectoryOrCreate' }],
    args: [
      { name: 'audit-policy-file', value: path },
      { name: 'audit-log-path', value: `${AUDIT_LOG_FOLDER}/audit.log` },
      { name: 'audit-log-maxage', value: String(maxAgeDays) },
      { name: 'audit-log-maxbackup', value: String(maxBackups) },
      { name: 'audit-log-maxsize', value: String(maxSizeMiB) },
    ],
  };
}

/** Structured authentication; nothing where there is no issuer and anonymous requests are left to RBAC. */
function authentication({ authentication: { apiVersion, anonymous, oidc } }: ResolvedCluster): ApiServerFeature {
  const healthOnly = anonymous === AnonymousAccess.HEALTH_ONLY;
  if (oidc.length === 0 && !healthOnly) return NOTHING;
  const jwt = oidc.map(({ issuerURL, audiences, username, groups, claimRules, ca }) => ({
    issuer: { url: issuerURL, audiences, ...(audiences.length > 1 && { audienceMatchPolicy: 'MatchAny' }), ...(ca !== undefined && { certificateAuthority: ca }) },
    ...(claimRules.length > 0 && { claimValidationRules: claimRules }),
    claimMappings: { username, groups },
  }));
  const folder = '/etc/kubernetes/authentication';
  const path = `${folder}/authentication-configuration.yaml`;
  return {
    ...configFile('authentication', folder, path, {
      apiVersion,
      kind: 'AuthenticationConfiguration',
      ...(jwt.length > 0 && { jwt }),
      ...(healthOnly && { anonymous: { enabled: true, conditions: [...HEALTH_PATHS, DISCOVERY_PATH].map((allowed) => ({ path: allowed })) } }),
    }),
    args: [{ name: 'authentication-config', value: path }],
  };
}

/** A webhook that judges bearer tokens; how to reach it stands in a Secret of the user's. */
function webhook({ expert: { webhookAuthenticationRef } }: ResolvedCluster): ApiServerFeature {
  if (webhookAuthenticationRef === undefined) return NOTHING;
  const folder = '/etc/kubernetes/webhook-authentication';
  const path = `${folder}/kubeconfig.yaml`;
  return {
    ...secretFile('webhook-authentication', folder, path, webhookAuthenticationRef),
    args: [{ name: 'authentication-token-webhook-config-file', value: path }, { name: 'authentication-token-webhook-version', value: 'v1' }],
  };
}

/** The keys come from a Secret of the user's, by reference. */
function encryption({ encryptionConfig }: ResolvedCluster): ApiServerFeature {
  if (encryptionConfig === undefined) return NOTHING;
  const folder = '/etc/kubernetes/encryption';
  const path = `${folder}/encryption-configuration.yaml`;
  return {
    ...secretFile('encryption', folder, path, encryptionConfig),
    args: [{ name: 'encryption-provider-config', value: path }],
  };
}

function configFile(name: string, folder: string, path: string, content: object): Pick<ApiServerFeature, 'files' | 'volumes'> {
  return { files: [rootFile(path, configurationText(content))], volumes: [readOnlyFolder(name, folder)] };
}

/** Cluster API puts the content there when it makes the machine. */
function secretFile(name: string, folder: string, path: string, { name: secret, key }: SecretKeyRef): Pick<ApiServerFeature, 'files' | 'volumes'> {
  return { files: [{ path, owner: 'root:root', permissions: '0600', contentFrom: { secret: { name: secret, key } } }], volumes: [readOnlyFolder(name, folder)] };
}

function readOnlyFolder(name: string, folder: string): ApiServerFeature['volumes'][number] {
  return { name, hostPath: folder, mountPath: folder, readOnly: true, pathType: 'Directory' };
}

import type { ProfileCertificateAuthorities, ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import type { RequiredSecret } from '../required-secret';
import { CLUSTER_NAME_LABEL } from './object-metadata';
import { fillSecretName } from './secret-name';

/** What each authority is for, and the ending of the name under which Cluster API looks for it (util/secret). */
const AUTHORITIES: Readonly<Record<keyof ProfileCertificateAuthorities, { readonly ending: string; readonly certificate: string; readonly key: string }>> = {
  ca: { ending: 'ca', certificate: 'the certificate of the authority of the cluster, in PEM', key: 'its private key, in PEM' },
  etcd: { ending: 'etcd', certificate: 'the certificate of the authority of etcd, in PEM', key: 'its private key, in PEM' },
  frontProxy: { ending: 'proxy', certificate: 'the certificate of the authority of the front proxy, in PEM', key: 'its private key, in PEM' },
  serviceAccount: { ending: 'sa', certificate: 'the public key by which tokens of service accounts are checked, in PEM', key: 'the private key that signs them, in PEM' },
};
const FIELDS = Object.keys(AUTHORITIES) as (keyof ProfileCertificateAuthorities)[];

/** Of this type, and with the label, Cluster API finds it at once, and `clusterctl move` takes it along with its cluster. */
const SECRET_TYPE = 'cluster.x-k8s.io/secret';

/** Cluster API would not see a Secret of another name, and make an authority of its own. */
export function checkCertificateAuthorities(cluster: ResolvedCluster, { certificates }: ProviderProfileSpec, report: Report): void {
  for (const field of FIELDS) {
    const ref = certificates?.authorities?.[field];
    const fixed = `{cluster}-${AUTHORITIES[field].ending}`;
    if (ref !== undefined && fillSecretName(ref.name, cluster) !== fillSecretName(fixed, cluster)) {
      report.profileError('InvalidValue', ['certificates', 'authorities', field, 'name'], {
        message: `Cluster API looks for this authority under a name that is fixed, and "${ref.name}" is another: it would make a new authority`, allowed: [fixed],
      });
    }
  }
}

/** The Secrets with authorities that are there already. */
export function certificateAuthoritySecrets(cluster: ResolvedCluster, { certificates }: ProviderProfileSpec): readonly RequiredSecret[] {
  return FIELDS.filter((field) => certificates?.authorities?.[field] !== undefined).map((field) => {
    const { ending, certificate, key } = AUTHORITIES[field];
    return {
      location: 'ManagementCluster',
      namespace: cluster.namespace,
      name: `${cluster.name}-${ending}`,
      type: SECRET_TYPE,
      labels: { [CLUSTER_NAME_LABEL]: cluster.name },
      keys: [{ name: 'tls.crt', content: certificate }, { name: 'tls.key', content: key }],
      usedBy: ['Cluster API, which otherwise makes a new one with the first control-plane machine'],
    };
  });
}

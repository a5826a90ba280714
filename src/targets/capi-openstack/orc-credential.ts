import { stringify } from 'yaml';
import type { KeyTemplate } from '../required-secret';

type TemplateFile = NonNullable<KeyTemplate['files']>[number];

const API_VERSION = 'openstack.k-orc.cloud/v1alpha1';
const COMMENT = `\
# NAME is another one for each credential, NAMESPACE that of the Secret. The credential has the roles that its user has in the
# project, so take a user with no others than member and load-balancer_member. Before: the password of the user, and a secret.
#   kubectl --namespace NAMESPACE create secret generic NAME-owner --from-file=clouds.yaml=<FILE>
#   head -c 32 /dev/urandom | base64 -w 0 | kubectl --namespace NAMESPACE create secret generic NAME-value --from-file=value=/dev/stdin
# USER_ID is printed by: openstack token issue -f value -c user_id
# After: the id for clouds.yaml is printed by the first, its secret by the second.
#   kubectl --namespace NAMESPACE get applicationcredentials.openstack.k-orc.cloud NAME -o jsonpath='{.status.id}'
#   kubectl --namespace NAMESPACE get secret NAME-value -o jsonpath='{.data.value}' | base64 -d
`;
const BY_NAME = `\
# Who may read domains and users can name the user instead of its id (spec.import.filter: {name: USER, domainRef: NAME}):
`;

/** How the OpenStack Resource Controller makes an application credential: only its own user can make one, whose password it needs. */
export function orcCredentialFile(cloudName: string): TemplateFile {
  const cloudCredentialsRef = { secretName: 'NAME-owner', cloudName };
  const object = (kind: string, spec: object): string =>
    stringify({ apiVersion: API_VERSION, kind, metadata: { name: 'NAME', namespace: 'NAMESPACE' }, spec: { cloudCredentialsRef, ...spec } }, { lineWidth: 0 });
  const imported = (by: object): object => ({ managementPolicy: 'unmanaged', import: by });
  const domain = object('Domain', imported({ filter: { name: 'DOMAIN' } }));
  return {
    name: 'application-credential.yaml',
    use: 'for ORC to make the credential, instead of the command above',
    text: [
      `${COMMENT}${object('User', imported({ id: 'USER_ID' }))}`,
      object('ApplicationCredential', { managementPolicy: 'managed', resource: { name: 'NAME', userRef: 'NAME', secretRef: 'NAME-value' } }),
      `${BY_NAME}${domain.replace(/^(?=.)/gm, '# ')}`,
    ].join('---\n'),
  };
}

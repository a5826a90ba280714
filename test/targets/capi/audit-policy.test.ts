import { requiredSecrets } from '../../../src/judge-documents';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests, resolved } from '../../fixtures/rendering';

const POLICY_REF = { name: 'shop-audit-policy-1', key: 'policy.yaml' };
const PATH = '/etc/kubernetes/audit/policy.yaml';

function controlPlane(audit: Overrides) {
  const spec = manifests(descriptionWith({ audit }), profileWith({})).find(({ kind }) => kind === 'KubeadmControlPlane')!.spec as any;
  return spec.kubeadmConfigSpec as { files: { path: string; contentFrom?: unknown; content?: string }[]; clusterConfiguration: { apiServer: unknown } };
}

it('comes from a Secret, and all else of the audit log stays as it is', () => {
  const [own, made] = [controlPlane({ policyRef: POLICY_REF }), controlPlane({})];
  expect(own.files.find(({ path }) => path === PATH)).toEqual({ path: PATH, owner: 'root:root', permissions: '0600', contentFrom: { secret: POLICY_REF } });
  expect(own.files.filter(({ path }) => path !== PATH)).toEqual(made.files.filter(({ path }) => path !== PATH));
  expect(own.clusterConfiguration).toEqual(made.clusterConfiguration);
});

it('is on the list of Secrets to make, with a policy to begin with', () => {
  const profile = profileWith({});
  const secrets = requiredSecrets(resolved(descriptionWith({ audit: { policyRef: POLICY_REF } }), profile), profile);
  const secret = secrets.find(({ name }) => name === POLICY_REF.name)!;
  expect(secret.keys).toEqual([{
    name: 'policy.yaml',
    content: 'the audit policy of the API server, a Policy of audit.k8s.io/v1',
    template: { text: 'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages:\n  - RequestReceived\nrules:\n  - level: Metadata\n', placeholders: [] },
  }]);
});

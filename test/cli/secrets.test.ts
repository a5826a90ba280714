import { readFileSync } from 'node:fs';
import { accessRules } from '../../src/targets/capi-openstack/access-rules';
import { orcCredentialFile } from '../../src/targets/capi-openstack/orc-credential';
import { fixture, scs } from './command-line';

const profile = fixture('profile.yaml');
const twoClusters = fixture('two-clusters.yaml');
const WARNING = `${twoClusters}:14:28: warning NotConformant: spec.controlPlane.replicas: a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production\n1 warning\n`;

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '      ');
}

it('tells where each Secret goes and how it is made, each form once', async () => {
  expect(await scs(['secrets', twoClusters, '-p', profile])).toEqual({
    exitCode: 0,
    stderr: WARNING,
    stdout: `\
These Secrets must exist. Make them by hand, or have your secret store make them; put no values into Git.

In the management cluster, before the manifests are applied:

  Secret shop/shop-prod-cloud-config
    for      shop/shop-prod
    used by  Cluster API provider OpenStack
             OpenStack Resource Controller (ORC), which makes the server groups
    keys     clouds.yaml: the credential of the OpenStack project, under the name "openstack"
             cacert: the certificate of the authority that signs for the cloud, in PEM (only for a cloud with an authority of its own)
    labels   clusterctl.cluster.x-k8s.io/move=true

    kubectl create namespace shop   # unless it exists
    kubectl --namespace shop create secret generic shop-prod-cloud-config --from-file=clouds.yaml=<FILE> [--from-file=cacert=<FILE>]
    kubectl --namespace shop label secret shop-prod-cloud-config clusterctl.cluster.x-k8s.io/move=true

    The file for clouds.yaml:

      clouds:
        openstack:
          auth_type: v3applicationcredential
          auth:
            auth_url: <AUTH_URL>
            application_credential_id: <APPLICATION_CREDENTIAL_ID>
            application_credential_secret: <APPLICATION_CREDENTIAL_SECRET>
          region_name: RegionOne

    <AUTH_URL>: address of Keystone, such as https://keystone.example.org:5000/v3
    <APPLICATION_CREDENTIAL_ID>: id from: openstack application credential create --role member --role load-balancer_member NAME (without roles that the cloud does not have)
    <APPLICATION_CREDENTIAL_SECRET>: secret from the same command; OpenStack shows it once

    The file application-credential.yaml: for ORC to make the credential, instead of the command above

${indented(orcCredentialFile('openstack').text)}
  Secret shop/shop-encryption-1
    for      shop/shop-prod
    used by  Cluster API bootstrap provider kubeadm, which writes it to the control-plane machines
    keys     config.yaml: the EncryptionConfiguration of the API server; keep a copy in a safe place, as without it nobody can read a backup of etcd
    labels   clusterctl.cluster.x-k8s.io/move=true

    kubectl --namespace shop create secret generic shop-encryption-1 --from-file=config.yaml=<FILE>
    kubectl --namespace shop label secret shop-encryption-1 clusterctl.cluster.x-k8s.io/move=true

    The file for config.yaml:

      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources:
            - secrets
          providers:
            - secretbox:
                keys:
                  - name: key-1
                    secret: <KEY>
            - identity: {}

    <KEY>: 32 random bytes: head -c 32 /dev/urandom | base64

  Secret shop/shop-test-cloud-config
    for      shop/shop-test
    used by  Cluster API provider OpenStack
    keys     clouds.yaml: the credential of the OpenStack project, under the name "openstack"
             cacert: the certificate of the authority that signs for the cloud, in PEM (only for a cloud with an authority of its own)
    labels   clusterctl.cluster.x-k8s.io/move=true

    kubectl --namespace shop create secret generic shop-test-cloud-config --from-file=clouds.yaml=<FILE> [--from-file=cacert=<FILE>]
    kubectl --namespace shop label secret shop-test-cloud-config clusterctl.cluster.x-k8s.io/move=true

    The file for clouds.yaml has the same form as that of shop/shop-prod-cloud-config.

In each new cluster, as soon as its API server answers:

  Secret kube-system/cloud-config
    for      shop/shop-prod, shop/shop-test
    used by  OpenStack cloud controller manager
             Cinder CSI driver
    keys     cloud.conf: the configuration of the components that talk to OpenStack, with a credential of their own that has fewer rights
             cacert: the certificate of the authority that signs for the cloud, in PEM; name it in [Global]: ca-file = "/etc/config/cacert" (only for a cloud with an authority of its own)

    clusterctl get kubeconfig <CLUSTER> --namespace <NAMESPACE> > <KUBECONFIG>
    kubectl --kubeconfig <KUBECONFIG> --namespace kube-system create secret generic cloud-config --from-file=cloud.conf=<FILE> [--from-file=cacert=<FILE>]

    The file for cloud.conf:

      # Give the name of the cluster by argument, with its namespace, as others of the project may have the same name:
      # --cluster-name=NAMESPACE-NAME for the cloud controller manager, --cluster=NAMESPACE-NAME for the Cinder CSI driver.
      [Global]
      auth-url = "<AUTH_URL>"
      application-credential-id = "<APPLICATION_CREDENTIAL_ID>"
      application-credential-secret = "<APPLICATION_CREDENTIAL_SECRET>"
      region = "RegionOne"

      [LoadBalancer]
      lb-provider = "amphora"
      floating-network-id = "<FLOATING_NETWORK_ID>"

    <AUTH_URL>: address of Keystone, such as https://keystone.example.org:5000/v3
    <APPLICATION_CREDENTIAL_ID>: id from: openstack application credential create --role member --role load-balancer_member --access-rules access-rules.json NAME (without roles that the cloud does not have)
    <APPLICATION_CREDENTIAL_SECRET>: secret from the same command; OpenStack shows it once
    <FLOATING_NETWORK_ID>: id of the network "public", from: openstack network show "public" -f value -c id

    The file access-rules.json: what the credential may do; only for a cloud whose services check access rules (others refuse such a credential)

${indented(accessRules())}`,
  });
});

it('fills in the cluster where there is one', async () => {
  const [first] = readFileSync(twoClusters, 'utf8').split('---\n');
  const { stdout } = await scs(['secrets', '-', '-p', profile], [first!]);
  expect(stdout).toContain('\n    clusterctl get kubeconfig shop-prod --namespace shop > <KUBECONFIG>\n');
});

describe('--output json', () => {
  const list = async (profileText: string) => {
    const { exitCode, stdout, stderr } = await scs(['secrets', twoClusters, '-p', '-', '--output', 'json'], [profileText]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: WARNING });
    return (JSON.parse(stdout) as { secrets: { name: string; location: string; usedBy: string[]; clusters: unknown[]; keys: { name: string }[] }[] }).secrets;
  };

  it('has the same as data', async () => {
    const secrets = await list(readFileSync(profile, 'utf8'));
    expect(secrets.map(({ name }) => name)).toEqual(['shop-prod-cloud-config', 'shop-encryption-1', 'cloud-config', 'shop-test-cloud-config']);
    expect(secrets[1]).toEqual({
      location: 'ManagementCluster',
      namespace: 'shop',
      name: 'shop-encryption-1',
      labels: { 'clusterctl.cluster.x-k8s.io/move': 'true' },
      keys: [{ name: 'config.yaml', content: expect.any(String), template: { text: expect.any(String), placeholders: [{ name: '<KEY>', meaning: expect.any(String) }] } }],
      usedBy: ['Cluster API bootstrap provider kubeadm, which writes it to the control-plane machines'],
      clusters: [{ namespace: 'shop', name: 'shop-prod' }],
    });
  });

  it('has a Secret once that several clusters share, with all that use it', async () => {
    const secrets = await list(`${readFileSync(profile, 'utf8')}  credentials: {secretRef: {name: "{namespace}-encryption-1"}}\n`);
    expect(secrets.map(({ name, location, keys, usedBy, clusters }) => [location, name, keys.map((key) => key.name), usedBy.length, clusters.length])).toEqual([
      ['ManagementCluster', 'shop-encryption-1', ['clouds.yaml', 'cacert', 'config.yaml'], 3, 2],
      ['WorkloadCluster', 'cloud-config', ['cloud.conf', 'cacert'], 2, 2],
    ]);
  });
});

it('lists nothing where something is wrong', async () => {
  const { exitCode, stdout, stderr } = await scs(['secrets', fixture('ten-mistakes.yaml'), '-p', profile, '--output', 'json']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('10 errors');
});

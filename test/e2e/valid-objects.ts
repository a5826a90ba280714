import { parseAllDocuments } from 'yaml';
import type { ObjectRef } from './management-cluster/client';

/** Objects of kinds, and with fields, that this library does not write; people write them. */
export const VALID_OBJECTS: readonly ObjectRef[] = parseAllDocuments(`
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: default, labels: {a: b}}
data: {a: b}
binaryData: {c: aGVsbG8=}
immutable: false
---
apiVersion: v1
kind: Secret
metadata: {name: a, namespace: default, annotations: {a: b}}
type: Opaque
data: {a: aGVsbG8=}
stringData: {b: text}
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: Machine
metadata: {name: a, namespace: default}
spec:
  clusterName: shop
  version: v1.35.2
  failureDomain: nova
  minReadySeconds: 5
  deletion: {nodeDrainTimeoutSeconds: 60, nodeVolumeDetachTimeoutSeconds: 60, nodeDeletionTimeoutSeconds: 60}
  readinessGates: [{conditionType: example.org/ready, polarity: Positive}]
  bootstrap: {dataSecretName: a}
  infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: OpenStackMachine, name: a}
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineSet
metadata: {name: a, namespace: default}
spec:
  clusterName: shop
  replicas: 1
  deletion: {order: Oldest}
  selector: {matchLabels: {a: b}, matchExpressions: [{key: c, operator: Exists}]}
  template:
    metadata: {labels: {a: b}}
    spec:
      clusterName: shop
      bootstrap: {configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfigTemplate, name: a}}
      infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: OpenStackMachineTemplate, name: a}
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachinePool
metadata: {name: a, namespace: default}
spec:
  clusterName: shop
  replicas: 1
  failureDomains: [nova]
  template:
    spec:
      clusterName: shop
      bootstrap: {dataSecretName: a}
      infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachinePool, name: a}
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDrainRule
metadata: {name: a, namespace: default}
spec:
  drain: {behavior: Drain, order: 5}
  machines: [{selector: {matchLabels: {a: b}}}]
  pods: [{selector: {matchLabels: {a: b}}}]
---
apiVersion: addons.cluster.x-k8s.io/v1beta2
kind: ClusterResourceSet
metadata: {name: a, namespace: default}
spec:
  strategy: Reconcile
  clusterSelector: {matchLabels: {a: b}}
  resources: [{kind: ConfigMap, name: a}, {kind: Secret, name: b}]
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: OpenStackMachine
metadata: {name: a, namespace: default}
spec:
  flavor: SCS-4V-16
  image: {filter: {name: ubuntu, tags: [a]}}
  identityRef: {name: a, cloudName: openstack}
  sshKeyName: a
  configDrive: true
  trunk: true
  tags: [a, b]
  serverMetadata: [{key: a, value: b}]
  serverGroup: {filter: {name: a}}
  rootVolume: {sizeGiB: 20, type: ssd, availabilityZone: {from: Name, name: nova}}
  additionalBlockDevices: [{name: etcd, sizeGiB: 10, storage: {type: Volume, volume: {type: ssd}}}]
  securityGroups: [{filter: {name: a}}, {id: 57dc0d2b-5e2a-4b9c-9b4e-d5a3f2d6a6a1}]
  schedulerHintAdditionalProperties: [{name: a, value: {type: Bool, bool: true}}]
  ports:
    - description: a
      network: {filter: {name: a, projectID: b}}
      fixedIPs: [{subnet: {id: 57dc0d2b-5e2a-4b9c-9b4e-d5a3f2d6a6a1}, ipAddress: 10.0.0.7}]
      allowedAddressPairs: [{ipAddress: 10.0.0.8}]
      vnicType: normal
      profile: {ovsHWOffload: true}
      disablePortSecurity: false
---
apiVersion: infrastructure.cluster.x-k8s.io/v1alpha1
kind: OpenStackServer
metadata: {name: a, namespace: default}
spec:
  flavor: SCS-4V-16
  image: {filter: {name: ubuntu}}
  identityRef: {name: a, cloudName: openstack}
  sshKeyName: a
  ports: [{network: {id: 57dc0d2b-5e2a-4b9c-9b4e-d5a3f2d6a6a1}}]
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: Network
metadata: {name: a, namespace: default}
spec:
  managementPolicy: managed
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  resource: {name: net, description: a, adminStateUp: true, mtu: 1500, tags: [a], availabilityZoneHints: [nova]}
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: Network
metadata: {name: b, namespace: default}
spec:
  managementPolicy: unmanaged
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  import: {filter: {name: net, external: true}}
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: Subnet
metadata: {name: a, namespace: default}
spec:
  managementPolicy: managed
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  resource:
    networkRef: a
    ipVersion: 4
    cidr: 10.0.0.0/24
    enableDHCP: true
    dnsNameservers: [10.0.0.2]
    allocationPools: [{start: 10.0.0.10, end: 10.0.0.20}]
    hostRoutes: [{destination: 10.1.0.0/16, nextHop: 10.0.0.3}]
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: SecurityGroup
metadata: {name: a, namespace: default}
spec:
  managementPolicy: managed
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  resource:
    stateful: true
    rules:
      - {direction: ingress, ethertype: IPv4, protocol: tcp, portRange: {min: 80, max: 443}, remoteIPPrefix: 10.0.0.0/8}
      - {direction: egress, ethertype: IPv4, protocol: icmp, portRange: {min: 0, max: 8}}
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: Image
metadata: {name: a, namespace: default}
spec:
  managementPolicy: managed
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  resource:
    visibility: private
    properties: {minDiskGB: 10, hardware: {cpuCores: 2, diskBus: virtio}}
    content:
      containerFormat: bare
      diskFormat: qcow2
      download: {url: "https://example.org/image", hash: {algorithm: md5, value: a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0}}
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: Router
metadata: {name: a, namespace: default}
spec:
  managementPolicy: managed
  managedOptions: {onDelete: detach}
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  resource: {distributed: false, externalGateways: [{networkRef: b}]}
---
apiVersion: openstack.k-orc.cloud/v1alpha1
kind: FloatingIP
metadata: {name: a, namespace: default}
spec:
  managementPolicy: managed
  cloudCredentialsRef: {secretName: a, cloudName: openstack}
  resource: {floatingNetworkRef: b, fixedIP: 10.0.0.7}
`).map((document) => document.toJS() as ObjectRef);

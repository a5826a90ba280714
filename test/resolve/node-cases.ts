import type { DiagnosticCases } from '../fixtures/diagnostic-case';
import type { Overrides } from '../fixtures/documents';

/** The pool of the smallest description with other settings; its machines have 4 CPUs, 16 GiB and a disk of 50 GiB. */
function pool(settings: Overrides): Overrides {
  return { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', ...settings }] };
}

/** Each rule of what is set up on nodes. */
export const NODE_CASES: DiagnosticCases = {
  'kubelet of a pool': [
    {
      name: 'thresholds of image removal in the wrong order', cluster: pool({ kubelet: { imageGCLowThreshold: 90 } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].kubelet.imageGCLowThreshold', message: 'imageGCLowThreshold 90 is not below imageGCHighThreshold 85: the kubelet does not start' }],
    },
    {
      name: 'an upper threshold of image removal below the default of the lower', cluster: pool({ kubelet: { imageGCHighThreshold: 70 } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].kubelet.imageGCHighThreshold', message: 'imageGCLowThreshold 80 is not below imageGCHighThreshold 70: the kubelet does not start' }],
    },
    {
      name: 'a threshold that is ignored', cluster: pool({ kubelet: { evictionHard: { nodefs: '100%' } } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].kubelet.evictionHard.nodefs', message: '100% is not below 100%' }],
    },
    {
      name: 'a threshold of nothing', cluster: pool({ kubelet: { evictionHard: { memory: '0' } } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].kubelet.evictionHard.memory', message: 'the kubelet does not start with a threshold of nothing', allowed: ['0%'] }],
    },
    {
      name: 'a soft threshold below the hard one', cluster: pool({ kubelet: { evictionSoft: { nodefs: '10%' } } }),
      gives: [{
        code: 'FieldWithoutEffect', path: 'spec.nodePools[0].kubelet.evictionSoft.nodefs',
        message: 'the hard threshold 10% is reached before the soft threshold 10%, so the soft one never acts',
      }],
    },
    {
      name: 'a grace period without its threshold', cluster: pool({ kubelet: { evictionSoft: { memory: '1Gi' }, evictionSoftGracePeriod: { nodefs: '2m' } } }),
      gives: [{ code: 'FieldWithoutEffect', path: 'spec.nodePools[0].kubelet.evictionSoftGracePeriod.nodefs', message: 'there is no evictionSoft.nodefs whose grace period this could be' }],
    },
    {
      name: 'reservations of more than the machine has', cluster: pool({ kubelet: { systemReserved: { cpu: '3', memory: '8Gi' }, kubeReserved: { cpu: '1', memory: '7Gi' } } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].kubelet',
        message: 'systemReserved, kubeReserved and evictionHard keep back all of the cpu of flavor "SCS-4V-16": nothing is left for pods, and the kubelet does not start with more',
      }],
    },
    {
      name: 'a negative reservation', cluster: pool({ kubelet: { systemReserved: { cpu: '-1' } } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].kubelet.systemReserved.cpu', message: '"-1" is negative' }],
    },
    {
      name: 'more pods than addresses', cluster: pool({ kubelet: { maxPods: 300 } }),
      gives: [{
        code: 'CidrTooSmall', severity: 'Warning', path: 'spec.nodePools[0].kubelet.maxPods',
        message: 'a node has 254 addresses for pods (network.nodeCidrMaskSize 24), and 300 pods; those without an address do not start, unless the network plugin takes addresses from elsewhere',
      }],
    },
  ],
  'version of a pool': [
    {
      name: 'a pool that gets no new machines', cluster: { kubernetesVersion: '1.36', ...pool({ kubernetesVersion: '1.35' }) },
      gives: [{
        code: 'VersionSkew', severity: 'Warning', path: 'spec.nodePools[0].kubernetesVersion',
        message: 'as long as the control plane has 1.36, Cluster API makes no machine with 1.35: those that exist stay, and none is added or replaced; in a new cluster the pool stays empty',
      }],
    },
  ],
  'kernel parameters': [
    {
      name: 'a parameter in both spellings', cluster: pool({ sysctls: [{ name: 'vm.swappiness', value: '1' }, { name: 'vm/swappiness', value: '2' }] }),
      gives: [{ code: 'DuplicateItem', path: 'spec.nodePools[0].sysctls[1].name', message: '"vm/swappiness" is the same parameter as "vm.swappiness"' }],
    },
    {
      name: 'a value of several lines', cluster: pool({ sysctls: [{ name: 'vm.swappiness', value: '1\nkernel.panic = 0' }] }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].sysctls[0].value', message: 'a kernel parameter has a value in one line' }],
    },
    {
      name: "a parameter that is the kubelet's", cluster: pool({ sysctls: [{ name: 'vm.overcommit_memory', value: '2' }] }),
      gives: [{ code: 'FieldWithoutEffect', path: 'spec.nodePools[0].sysctls[0].value', message: 'the kubelet sets vm.overcommit_memory itself when it starts', allowed: ['1'] }],
    },
    {
      name: 'a parameter that pods need', cluster: pool({ sysctls: [{ name: 'net/ipv4/ip_forward', value: '0' }] }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].sysctls[0].value', message: 'nodes need net/ipv4/ip_forward for the traffic of pods', allowed: ['1'] }],
    },
  ],
};

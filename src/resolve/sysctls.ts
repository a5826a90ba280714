import type { FieldPath } from '../diagnostics/diagnostic';
import type { Sysctl } from '../params';
import type { Report } from './report';

/** What kubelets set when they start (k8s.io/kubernetes, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables). */
const KUBELET: Readonly<Record<string, string>> = {
  'vm.overcommit_memory': '1', 'vm.panic_on_oom': '0', 'kernel.panic': '10', 'kernel.panic_on_oops': '1',
  'kernel.keys.root_maxkeys': '1000000', 'kernel.keys.root_maxbytes': '25000000',
};
/** Without them pods reach nothing; kubeadm does not let a node join without the first. */
const NETWORK: Readonly<Record<string, string>> = {
  'net.ipv4.ip_forward': '1', 'net.bridge.bridge-nf-call-iptables': '1', 'net.bridge.bridge-nf-call-ip6tables': '1',
};
/** The file has one parameter in each line. */
const CONTROL_CHARACTER = /\p{Cc}/u;

/** Checks the kernel parameters of a pool. */
export function resolveSysctls(sysctls: readonly Sysctl[], path: FieldPath, report: Report): readonly Sysctl[] {
  const names = sysctls.map(({ name }) => withDots(name));
  sysctls.forEach(({ name, value }, index) => {
    const known = names[index];
    const first = names.indexOf(known);
    if (first !== index && sysctls[first].name !== name) report.error('DuplicateItem', [...path, index, 'name'], `"${name}" is the same parameter as "${sysctls[first].name}"`);
    if (CONTROL_CHARACTER.test(value)) report.error('InvalidValue', [...path, index, 'value'], 'a kernel parameter has a value in one line');
    if (known in KUBELET && value !== KUBELET[known]) {
      report.error('FieldWithoutEffect', [...path, index, 'value'], { message: `the kubelet sets ${name} itself when it starts`, allowed: [KUBELET[known]] });
    }
    if (known in NETWORK && value !== NETWORK[known]) {
      report.error('InvalidValue', [...path, index, 'value'], { message: `nodes need ${name} for the traffic of pods`, allowed: [NETWORK[known]] });
    }
  });
  return sysctls;
}

/** The first separator of a name decides which of the two spellings it has (sysctl.d(5)). */
function withDots(name: string): string {
  const isSlashed = (/[./]/.exec(name)?.[0] ?? '.') === '/';
  return isSlashed ? name.replace(/[./]/g, (separator) => (separator === '/' ? '.' : '/')) : name;
}

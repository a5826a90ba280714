import type { FieldPath } from '../../diagnostics/diagnostic';
import { ExpertFileEncoding } from '../../params';
import type { ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster, ResolvedNodeExpert } from '../../resolve/resolved-cluster';
import { usesIgnition } from './ignition';

const GATE = 'KubeadmBootstrapFormatIgnition';
/** Cluster API writes them, with the commands and kubeadm's configuration. */
const TAKEN_FILES = ['/etc/kubeadm.sh', '/etc/kubeadm.yml'];

/** Refuses what machines that are configured by Ignition would not get: Cluster API's webhooks refuse a part of it, the rest would be left out. */
export function checkIgnition(cluster: ResolvedCluster, { management }: ProviderProfileSpec, report: Report): void {
  const { controlPlane, nodePools } = cluster;
  const groups: { readonly expert: ResolvedNodeExpert; readonly own?: FieldPath }[] = [
    ...(usesIgnition(controlPlane.node.os) ? [{ expert: controlPlane.node.expert }] : []),
    ...nodePools.flatMap(({ node }, index) => (usesIgnition(node.os) ? [{ expert: node.expert, own: ['nodePools', index, 'expert'] }] : [])),
  ];
  if (groups.length === 0) return;
  if (management?.featureGates?.includes(GATE) !== true) {
    report.profileError('GateMissing', ['openstack', 'os'], `machines with Ignition need the feature gate ${GATE} in the management cluster: switch it on, and list it in management.featureGates`);
  }
  const told = new Set<string>();
  for (const { expert, own } of groups) {
    for (const { field, message } of objections(expert)) {
      const place = own !== undefined && report.isWritten([...own, ...field]) ? [...own, ...field] : ['expert', ...field];
      if (told.has(place.join('.'))) continue;
      told.add(place.join('.'));
      (report.isWritten(place) ? report.error : report.profileError).call(report, 'UnsupportedSetting', place, message);
    }
  }
}

function objections({ files, commands, packages }: ResolvedNodeExpert): { readonly field: FieldPath; readonly message: string }[] {
  const of = (list: typeof files): string => list.map(({ path }) => path).join(', ');
  const [appended, compressed, taken] = [
    files.filter(({ append }) => append === true),
    files.filter(({ encoding }) => encoding === ExpertFileEncoding.GZIP || encoding === ExpertFileEncoding.GZIP_BASE64),
    files.filter(({ path }) => TAKEN_FILES.includes(path)),
  ];
  const ofFiles = [
    ...(appended.length > 0 ? [`Ignition writes whole files, and would replace what is there: ${of(appended)}; append with a command in commands.pre`] : []),
    ...(compressed.length > 0 ? [`Cluster API takes no compressed files with Ignition: ${of(compressed)}; use the encoding Base64`] : []),
    ...(taken.length > 0 ? [`Cluster API writes ${of(taken)} itself; choose another path`] : []),
  ];
  return [
    ...(commands.boot.length > 0 ? [{ field: ['commands', 'boot'], message: 'Ignition runs no commands at boot: write a unit of systemd with expert.files, and start it with commands.pre' }] : []),
    ...(packages.length > 0 ? [{ field: ['packages'], message: 'Flatcar has no packages to install: build them into the image, or use a system extension' }] : []),
    ...(ofFiles.length > 0 ? [{ field: ['files'], message: ofFiles.join('. ') }] : []),
  ];
}

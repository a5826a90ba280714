import type { FieldPath } from '../../diagnostics/diagnostic';
import type { ProfileOs } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { usesIgnition } from './ignition';
import { machineContent } from './machine-content';
import type { NodeFile } from './node-file';
import { filesSize } from './user-data';

/** Bytes of cloud-init that a server of OpenStack can be given: 65535 characters of base64, without what kubeadm's own part needs. */
const POOL_FILES_MOST = 44_000;

/** Refuses expert files that the library writes itself or that no machine could be given, and tokens of Secrets that no machine has files of. */
export function checkExpertContent(cluster: ResolvedCluster, report: Report): void {
  const { controlPlane, nodePools } = machineContent(cluster);
  if (cluster.expert.kubeProxyMode !== undefined && cluster.network.kubeProxyReplaced) {
    report.warning('FieldWithoutEffect', ['expert', 'kubeProxy', 'mode'], 'there is no kube-proxy, as the network plugin of the profile replaces it');
  }
  const told = new Set<string>();
  const osOf = (index: number): ProfileOs => cluster.nodePools[index].node.os;
  const groups: { readonly files: readonly NodeFile[]; readonly own?: FieldPath; readonly os?: ProfileOs }[] = [
    { files: controlPlane.files }, ...nodePools.map(({ files }, index) => ({ files, own: ['nodePools', index, 'expert', 'files'], os: osOf(index) })),
  ];
  for (const { files, own, os } of groups) {
    const paths = files.map(({ path }) => path);
    for (const path of new Set(paths.filter((found, index) => paths.indexOf(found) !== index && !told.has(found)))) {
      told.add(path);
      tellAt(report, own, path, `the library writes ${path} itself; choose another path`);
    }
    const size = os !== undefined && usesIgnition(os) ? filesSize(files, os) : files.reduce((sum, { content = '' }) => sum + Buffer.byteLength(content), 0);
    if (own !== undefined && size > POOL_FILES_MOST && report.isWritten(own)) {
      report.error('ContentTooLarge', own, `all files of a machine of the pool have ${size} bytes, ${POOL_FILES_MOST} fit into the user data of OpenStack: take them from a place in the network, or put them into the machine image`);
    }
  }
  const secrets = groups.flatMap(({ files }) => files.flatMap(({ contentFrom }) => contentFrom?.secret.name ?? []));
  for (const { secretName, describedAt } of cluster.expert.rolloutTokens) {
    if (describedAt !== undefined && !secrets.includes(secretName)) {
      report.error('FieldWithoutEffect', ['expert', 'rolloutTokens', describedAt], `no machine has a file of the Secret "${secretName}", so the token replaces none`);
    }
  }
}

/** At the pool's own list, the description's, or the profile's, whichever has the file. */
function tellAt(report: Report, own: FieldPath | undefined, path: string, message: string): void {
  const described = [...(own ? [own] : []), ['expert', 'files']].find((place) => report.items(place).some((item) => item.path === path));
  if (described) report.error('NameTaken', [...described, report.items(described).findIndex((item) => item.path === path), 'path'], message);
  else report.profileError('NameTaken', ['expert', 'files'], message);
}

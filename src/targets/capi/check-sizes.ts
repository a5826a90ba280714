import type { Report } from '../../resolve/report';
import type { ResolvedCluster, ResolvedNodeLabels } from '../../resolve/resolved-cluster';
import { checkExpertContent } from './check-expert-content';
import { machineContent } from './machine-content';
import type { NodeFile } from './node-file';
import { controlPlaneSize, USER_DATA_MOST } from './user-data';

/** Limits of Cluster API's KubeadmConfig. */
const FILE_MOST = 10_240;
const ARGUMENT_MOST = 1024;

/** Refuses what Cluster API would refuse, or what no machine could be started with: files, arguments, and all of them together. */
export function checkSizes(cluster: ResolvedCluster, report: Report, filesOfInfrastructure: readonly NodeFile[] = []): void {
  const { apiServerFeatures, controlPlane } = machineContent(cluster);
  const files = [...controlPlane.files, ...filesOfInfrastructure];
  const features = Object.entries(apiServerFeatures);
  for (const [setting, { files: ofSetting, args }] of features) {
    ofSetting.filter(isTooLarge).forEach((file) => report.error('ContentTooLarge', [setting], tooLarge(file)));
    const plugins = args.find(({ name, value }) => name === 'enable-admission-plugins' && byteLength(value) > ARGUMENT_MOST);
    if (plugins) report.profileError('ContentTooLarge', ['admission', 'plugins'], `the list is longer than the ${ARGUMENT_MOST} bytes that an argument may have`);
  }
  const ofFeatures = features.flatMap(([, feature]) => feature.files);
  const ofExperts = cluster.controlPlane.node.expert.files.map(({ path }) => path);
  files.filter((file) => !ofFeatures.includes(file) && !ofExperts.includes(file.path) && isTooLarge(file)).forEach((file) => report.profileError('ContentTooLarge', placeOf(file), tooLarge(file)));
  checkExpertContent(cluster, report);
  checkLabels(cluster.controlPlane.labels, ['controlPlane', 'labels'], report);
  cluster.nodePools.forEach(({ labels }, index) => checkLabels(labels, ['nodePools', index, 'labels'], report));

  const size = controlPlaneSize(files, cluster.controlPlane.node.os);
  if (size > USER_DATA_MOST && !files.some(isTooLarge)) {
    report.profileError('ContentTooLarge', [], `all files of a control-plane machine together make about ${size} bytes of user data, and OpenStack takes ${USER_DATA_MOST}: put certificates into the machine image, or shorten the audit rules`);
  }
}

function isTooLarge({ content = '' }: NodeFile): boolean {
  return byteLength(content) > FILE_MOST;
}

function tooLarge({ path, content = '' }: NodeFile): string {
  return `the file ${path} would have ${byteLength(content)} bytes, and Cluster API takes ${FILE_MOST}`;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function placeOf({ path }: NodeFile): string[] {
  return path.startsWith('/etc/containerd/') ? ['registries', 'mirrors'] : /^\/(usr\/local|etc\/ssl|etc\/pki)\//.test(path) ? ['trust', 'certificates'] : ['proxy', 'noProxy'];
}

function checkLabels({ atJoin }: ResolvedNodeLabels, path: (string | number)[], report: Report): void {
  const length = byteLength(Object.entries(atJoin).map(([key, value]) => `${key}=${value}`).join(','));
  if (length > ARGUMENT_MOST) {
    report.error('ContentTooLarge', path, `labels that nodes get when they join are one argument of the kubelet: these have ${length} bytes, ${ARGUMENT_MOST} are allowed`);
  }
}

import type { ResolvedCluster, ResolvedNodeSystem } from '../../resolve/resolved-cluster';
import type { RequiredSecret } from '../required-secret';
import { ETCD_MAINTENANCE, ETCD_UPLOAD, ETCD_UPLOAD_BY_CURL } from './etcd-scripts';
import { usesIgnition } from './ignition';
import { publicFile, rootFile, type NodeFile, type NodeSystem } from './node-file';
import { MOVE_LABEL } from './object-metadata';

const SCRIPT = '/opt/scs/etcd-maintenance';
const UPLOAD = '/opt/scs/etcd-upload';
/** Where the upload looks for the bucket and its keys. */
const S3_FOLDER = '/etc/scs/etcd-backup';
const S3_KEYS = ['accessKey', 'secretKey'];

/** What control-plane machines get for etcd, and what puts it into effect once the node is there. */
export function etcdMaintenance({ name, namespace, etcd: { backup, defragmentation }, nodeSystem, controlPlane }: ResolvedCluster): Pick<NodeSystem, 'files' | 'postKubeadmCommands'> {
  const s3 = backup?.s3;
  const jobs = [
    ...(backup === undefined ? [] : [{
      unit: 'scs-etcd-backup', what: 'Backup of etcd', arguments: `backup ${backup.retentionMinutes}`, calendar: backup.calendar,
      environment: s3 === undefined ? [] : proxyEnvironment(nodeSystem),
    }]),
    { unit: 'scs-etcd-defragment', what: 'Defragmentation of etcd', arguments: 'defragment', calendar: defragmentation, environment: [] },
  ];
  return {
    files: [
      executable(SCRIPT, ETCD_MAINTENANCE),
      ...(s3 === undefined ? [] : [
        ...(usesIgnition(controlPlane.node.os)
          ? [executable(UPLOAD, ETCD_UPLOAD_BY_CURL), rootFile(`${S3_FOLDER}/s3.conf`, `${s3.endpoint}/${s3.bucket}/${namespace}/${name} ${s3.region}\n`)]
          : [
            executable(UPLOAD, ETCD_UPLOAD),
            rootFile(`${S3_FOLDER}/s3.json`, `${JSON.stringify({ endpoint: s3.endpoint, bucket: s3.bucket, region: s3.region, folder: `${namespace}/${name}` })}\n`),
          ]),
        ...S3_KEYS.map((key): NodeFile => ({ path: `${S3_FOLDER}/${key}`, owner: 'root:root', permissions: '0600', contentFrom: { secret: { name: s3.secretName, key } } })),
      ]),
      ...jobs.flatMap(({ unit, what, arguments: args, calendar, environment }) => [
        publicFile(`/etc/systemd/system/${unit}.service`, [
          '[Unit]', `Description=${what}`, '', '[Service]', 'Type=oneshot', ...environment, `ExecStart=${SCRIPT} ${args}`, 'TimeoutStartSec=1h', '',
        ].join('\n')),
        publicFile(`/etc/systemd/system/${unit}.timer`, [
          '[Unit]', `Description=${what}`, '', '[Timer]', `OnCalendar=${calendar}`, 'Persistent=true', '', '[Install]', 'WantedBy=timers.target', '',
        ].join('\n')),
      ]),
    ],
    // Before kubeadm runs there is no etcd. A timer that is not started would never do anything.
    postKubeadmCommands: ['systemctl daemon-reload', `systemctl enable --now ${jobs.map(({ unit }) => `${unit}.timer`).join(' ')}`],
  };
}

/** The Secret with the keys of the bucket; none where backups stay on the node. */
export function etcdBackupSecrets({ namespace, etcd: { backup } }: ResolvedCluster): readonly RequiredSecret[] {
  if (backup?.s3 === undefined) return [];
  return [
    {
      location: 'ManagementCluster',
      namespace,
      name: backup.s3.secretName,
      labels: { [MOVE_LABEL]: 'true' },
      keys: [
        { name: 'accessKey', content: `the access key of the object store, which may write to the bucket ${backup.s3.bucket}` },
        { name: 'secretKey', content: 'the secret key that belongs to it' },
      ],
      usedBy: ['Cluster API bootstrap provider kubeadm, which writes it to the control-plane machines'],
    },
  ];
}

function executable(path: string, content: string): NodeFile {
  return { path, owner: 'root:root', permissions: '0755', content };
}

function proxyEnvironment({ proxy }: ResolvedNodeSystem): string[] {
  if (proxy === undefined) return [];
  const variables = [
    ...(proxy.http === undefined ? [] : [`http_proxy=${proxy.http}`]),
    ...(proxy.https === undefined ? [] : [`https_proxy=${proxy.https}`]),
    `no_proxy=${proxy.noProxy.join(',')}`,
  ];
  return variables.map((variable) => `Environment="${variable.replaceAll('%', '%%')}"`);
}

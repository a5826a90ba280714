import { EtcdBackupTarget, type ScsClusterSpec } from '../params';
import { toWholeDuration } from './duration';
import type { Report } from './report';
import type { ResolvedEtcdBackup } from './resolved-cluster';
import type { Settings } from './settings';
import { toSystemdCalendar } from './systemd-calendar';

const DEFAULT_REGION = 'us-east-1';

/** Decides when etcd is backed up, and where to. */
export function resolveEtcdBackup({ etcd: { backup } }: Settings, spec: ScsClusterSpec, report: Report): ResolvedEtcdBackup {
  const path = ['etcd', 'backup'];
  const { s3 } = backup;
  const isUploaded = backup.target === EtcdBackupTarget.S3;
  if (isUploaded && s3 === undefined) {
    report.error('MissingField', path, { message: 'a backup to S3 needs a bucket', allowed: ['s3'] });
  } else if (!isUploaded && spec.etcd?.backup?.s3 !== undefined) {
    report.warning('FieldWithoutEffect', [...path, 's3'], 'a bucket is named, and backups stay on the node: set target to S3, or remove s3');
  }
  if (s3 !== undefined && /[?#]/.test(s3.endpoint)) report.error('InvalidValue', [...path, 's3', 'endpoint'], 'the address of an object store has no query and no fragment');
  const retentionMinutes = report.read(toWholeDuration(backup.retention, 'm'), [...path, 'retention'], 1);
  if (retentionMinutes === 0) report.error('InvalidValue', [...path, 'retention'], 'a backup that is kept for no time is none');
  return {
    calendar: report.read(toSystemdCalendar(backup.schedule), [...path, 'schedule'], ''),
    retentionMinutes,
    ...(isUploaded && s3 && { s3: { bucket: s3.bucket, endpoint: s3.endpoint.replace(/\/+$/, ''), region: s3.region ?? DEFAULT_REGION, secretName: s3.credentialsRef.name } }),
  };
}

import { etcdBackupSecrets, etcdMaintenance } from '../../../src/targets/capi/etcd-maintenance';
import { descriptionWith, profile, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests, resolved } from '../../fixtures/rendering';

const S3 = { backup: { target: 'S3', s3: { bucket: 'shop-etcd', endpoint: 'https://s3.example.org/', credentialsRef: { name: 'etcd-backup' } } } };

function contents(etcd: Overrides, profileSpec: Overrides = {}): Record<string, string | undefined> {
  const { files } = etcdMaintenance(resolved(descriptionWith({ etcd }), profileWith(profileSpec)));
  return Object.fromEntries(files.map(({ path, content, contentFrom }) => [path, content ?? JSON.stringify(contentFrom)]));
}

it('starts timers by the schedules once kubeadm is done', () => {
  const files = contents({}, { etcd: { defragmentation: '0 1 * * 6' } });
  expect(files['/etc/systemd/system/scs-etcd-backup.timer']).toContain('OnCalendar=Sun *-*-* 03:00:00 UTC\n');
  expect(files['/etc/systemd/system/scs-etcd-backup.service']).toContain('ExecStart=/opt/scs/etcd-maintenance backup 20160\n');
  expect(files['/etc/systemd/system/scs-etcd-defragment.timer']).toContain('OnCalendar=Sat *-*-* 01:00:00 UTC\n');
  expect(etcdMaintenance(resolved(descriptionWith({}), profile())).postKubeadmCommands)
    .toEqual(['systemctl daemon-reload', 'systemctl enable --now scs-etcd-backup.timer scs-etcd-defragment.timer']);
});

it('leaves out what is off', () => {
  expect(Object.keys(contents({ backup: { enabled: false } }))).toEqual([
    '/opt/scs/etcd-maintenance', '/etc/systemd/system/scs-etcd-defragment.service', '/etc/systemd/system/scs-etcd-defragment.timer',
  ]);
});

it('gives the upload the bucket, the keys by reference, and the proxy', () => {
  const files = contents(S3, { proxy: { https: 'http://proxy.example.org:3128' } });
  const bucket = { endpoint: 'https://s3.example.org', bucket: 'shop-etcd', region: 'us-east-1', folder: 'shop/shop' };
  expect(JSON.parse(files['/etc/scs/etcd-backup/s3.json'] ?? '')).toEqual(bucket);
  expect(files['/etc/scs/etcd-backup/secretKey']).toBe('{"secret":{"name":"etcd-backup","key":"secretKey"}}');
  expect(files['/etc/systemd/system/scs-etcd-backup.service']).toContain('Environment="https_proxy=http://proxy.example.org:3128"\n');
  expect(etcdBackupSecrets(resolved(descriptionWith({ etcd: S3 }), profile()))).toEqual([expect.objectContaining({ namespace: 'shop', name: 'etcd-backup' })]);
});

it('opens the metrics to nodes only where the profile says so', () => {
  const rules = (metrics: string): unknown => {
    const cluster = manifests(descriptionWith({}), profileWith({ etcd: { metrics } })).find(({ kind }) => kind === 'OpenStackCluster');
    const { managedSecurityGroups } = cluster?.spec as { readonly managedSecurityGroups: { readonly controlPlaneNodesSecurityGroupRules?: unknown } };
    return managedSecurityGroups.controlPlaneNodesSecurityGroupRules;
  };
  const opened = { name: 'metrics-etcd', portRangeMin: 2381, portRangeMax: 2381, remoteManagedGroups: ['controlplane', 'worker'] };
  expect(rules('Cluster')).toEqual([expect.objectContaining(opened)]);
  expect(rules('Local')).toBeUndefined();
});

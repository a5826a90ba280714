import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { resolved } from '../fixtures/rendering';

const FLAVORS = [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-16' }, { name: 'SCS-4V-16-50' }, { name: 'SCS-4V-16-n' }];

function machine(pool: Overrides): Overrides {
  const { nodePools } = resolved(descriptionWith({ nodePools: [{ name: 'general', ...pool }] }), profileWith({ flavors: FLAVORS }));
  return nodePools[0].machine as unknown as Overrides;
}

describe('the root disk', () => {
  it.each<[string, Overrides, Overrides]>([
    ["is the flavor's own", { flavor: 'SCS-4V-16-50' }, { diskGiB: 50 }],
    ['is of a size that is not known where the flavor does not say it', { flavor: 'SCS-4V-16-n' }, {}],
    ['is a volume of 50 GiB where the flavor has none', { flavor: 'SCS-4V-16' }, { diskGiB: 50, rootVolume: { sizeGiB: 50 } }],
    ['is a volume of the size that is asked for', { flavor: 'SCS-4V-16-50', rootDisk: { size: '20Gi' } }, { diskGiB: 20, rootVolume: { sizeGiB: 20 } }],
    ['is a volume as large as the flavor where only a type is asked for', { flavor: 'SCS-4V-16-50', rootDisk: { type: 'ssd' } }, { diskGiB: 50, rootVolume: { sizeGiB: 50, type: 'ceph-ssd' } }],
    ['is a volume of 50 GiB and a type', { flavor: 'SCS-4V-16', rootDisk: { type: 'hdd' } }, { diskGiB: 50, rootVolume: { sizeGiB: 50, type: 'hdd' } }],
    ['is as large as the requirements', { requirements: { cpus: 4, memory: '16Gi', disk: '80Gi' } }, { diskGiB: 80, rootVolume: { sizeGiB: 80 } }],
    ['is 50 GiB where the requirements ask for less', { requirements: { cpus: 4, memory: '16Gi', disk: '20Gi' } }, { diskGiB: 50, rootVolume: { sizeGiB: 50 } }],
    ['is of the size that is asked for beside requirements', { requirements: { cpus: 4, memory: '16Gi', disk: '20Gi' }, rootDisk: { size: '30Gi' } }, { diskGiB: 30, rootVolume: { sizeGiB: 30 } }],
    ["is the flavor's own where it is enough", { requirements: { cpus: 2, memory: '4Gi', disk: '20Gi' } }, { diskGiB: 20 }],
    ['counts in whole GiB', { flavor: 'SCS-4V-16', rootDisk: { size: '102400Mi' } }, { diskGiB: 100, rootVolume: { sizeGiB: 100 } }],
  ])('%s', (_name, pool, expected) => {
    const { diskGiB, rootVolume } = machine(pool);
    expect({ ...(diskGiB !== undefined && { diskGiB }), ...(rootVolume !== undefined && { rootVolume }) }).toEqual(expected);
  });
});

describe('times', () => {
  const inSeconds = { drainSeconds: 300, volumeDetachSeconds: 300, deletionSeconds: 300 };

  it.each<[string, Overrides, Overrides]>([
    ['five minutes where nothing is said', {}, {}],
    ['minutes', { drain: '10m' }, { drainSeconds: 600 }],
    ['hours and days', { drain: '2h', volumeDetach: '1d' }, { drainSeconds: 7200, volumeDetachSeconds: 86400 }],
    ['milliseconds that are whole seconds', { deletion: '2000ms' }, { deletionSeconds: 2 }],
    ['nothing, which waits for ever', { drain: '0s' }, { drainSeconds: 0 }],
    ['the longest that fits', { drain: '2147483647s' }, { drainSeconds: 2147483647 }],
  ])('are seconds: %s', (_name, timeouts, expected) => {
    const { nodePools, controlPlane } = resolved(descriptionWith({ controlPlane: { timeouts }, nodePools: [{ name: 'a', flavor: 'SCS-4V-16', timeouts }] }), profileWith({}));
    expect([controlPlane.timeouts, nodePools[0].timeouts]).toEqual([{ ...inSeconds, ...expected }, { ...inSeconds, ...expected }]);
  });

  it('of health checks are seconds', () => {
    const healthCheck = { unhealthyAfter: '2m', startupTimeout: '30s', maxUnhealthy: '3' };
    const { nodePools } = resolved(descriptionWith({ nodePools: [{ name: 'a', flavor: 'SCS-4V-16', healthCheck }] }), profileWith({}));
    expect(nodePools[0].healthCheck).toEqual({ unhealthyAfterSeconds: 120, startupTimeoutSeconds: 30, maxUnhealthy: '3' });
  });

  it('of a health check that is off are nowhere', () => {
    const off = { enabled: false };
    const { nodePools, controlPlane } = resolved(descriptionWith({ controlPlane: { remediation: off }, nodePools: [{ name: 'a', flavor: 'SCS-4V-16', healthCheck: off }] }), profileWith({}));
    expect([nodePools[0].healthCheck, controlPlane.healthCheck]).toEqual([undefined, undefined]);
  });

  it.each([[1, '1'], [3, '1'], [5, '2'], [9, '4']])('of %i control-plane machines, a minority is replaced at most: %s', (replicas, maxUnhealthy) => {
    const { controlPlane } = resolved(descriptionWith({ controlPlane: { replicas, antiAffinity: 'Preferred' } }), profileWith({}));
    expect(controlPlane.healthCheck!.maxUnhealthy).toBe(maxUnhealthy);
  });

  it.each([
    ['2026-12-01T02:00:00Z', '2026-12-01T02:00:00Z'],
    ['2026-12-01T02:00:00.75+01:00', '2026-12-01T01:00:00Z'],
    ['2028-02-29T23:30:00-05:00', '2028-03-01T04:30:00Z'],
  ])('of a rollout are whole seconds of UTC: %s', (rolloutAfter, expected) => {
    expect(resolved(descriptionWith({ maintenance: { rolloutAfter } }), profileWith({})).rolloutAfter).toBe(expected);
  });

  it('and sizes of the control plane have the units of what they go to', () => {
    const { etcd, audit, apiServer, certificates } = resolved(
      descriptionWith({ audit: { maxAge: '14d', maxSize: '1Gi' } }),
      profileWith({
        etcd: { heartbeatInterval: '1s', electionTimeout: '10s', compaction: '90m', quota: '8Gi' },
        apiServer: { minRequestTimeout: '1h' },
        certificates: { renewBefore: '720h' },
      }),
    );
    expect(etcd).toMatchObject({ heartbeatIntervalMs: 1000, electionTimeoutMs: 10000, snapshotCount: 6400, compactionRetention: '1h30m0s', quotaBytes: 8589934592 });
    expect([audit.maxAgeDays, audit.maxSizeMiB, apiServer.minRequestTimeoutSeconds, certificates.renewBeforeDays]).toEqual([14, 1024, 3600, 30]);
  });
});

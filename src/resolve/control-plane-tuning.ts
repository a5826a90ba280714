import type { ScsClusterSpec } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { formatGoDuration, parseDuration, toWholeDuration } from './duration';
import { resolveEtcdBackup } from './etcd-backup';
import { parseBytes } from './quantity';
import type { Report } from './report';
import type { ResolvedCertificates, ResolvedEtcd, ResolvedHardening } from './resolved-cluster';
import { merge, PROFILE_DEFAULTS, type Settings } from './settings';
import { toSystemdCalendar } from './systemd-calendar';

/** etcd waits for several missed heartbeats before it elects a leader; with less than five it starts with a warning or not at all. */
const HEARTBEATS_BEFORE_ELECTION = 5;
/** etcd refuses a longer election timeout (server/etcdmain). */
const ELECTION_MOST_MS = 50_000;
/** Cluster API wants at least a week, and kubeadm's certificates are valid for 365 days. */
const RENEWAL_DAYS = { least: 7, most: 364 };

/** Go's names of Mozilla's intermediate TLS 1.2 suites; those of TLS 1.3 cannot be chosen. */
const INTERMEDIATE_SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

export function resolveEtcd(settings: Settings, spec: ScsClusterSpec, profile: ProviderProfileSpec, report: Report): ResolvedEtcd {
  const etcd = merge(PROFILE_DEFAULTS.etcd, profile.etcd);
  const heartbeatInterval = report.readProfile(parseDuration(etcd.heartbeatInterval), ['etcd', 'heartbeatInterval'], undefined);
  const electionTimeout = report.readProfile(parseDuration(etcd.electionTimeout), ['etcd', 'electionTimeout'], undefined);
  if (heartbeatInterval === 0) {
    report.profileError('InvalidValue', ['etcd', 'heartbeatInterval'], 'etcd needs time between two heartbeats, at least 1ms');
  } else if (heartbeatInterval !== undefined && electionTimeout !== undefined) {
    const least = HEARTBEATS_BEFORE_ELECTION * heartbeatInterval;
    if (electionTimeout < least || electionTimeout > ELECTION_MOST_MS) {
      report.profileError('InvalidValue', ['etcd', 'electionTimeout'], `${etcd.electionTimeout} is not between ${HEARTBEATS_BEFORE_ELECTION} times the heartbeat interval, ${least}ms, and ${ELECTION_MOST_MS}ms`);
    }
  }
  return {
    heartbeatIntervalMs: heartbeatInterval ?? 0,
    electionTimeoutMs: electionTimeout ?? 0,
    snapshotCount: etcd.snapshotCount,
    compactionRetention: compactionText(report.readProfile(parseDuration(etcd.compaction), ['etcd', 'compaction'], 0)),
    quotaBytes: Number(report.readProfile(parseBytes(etcd.quota), ['etcd', 'quota'], 0n)),
    ...(settings.etcd.backup.enabled && { backup: resolveEtcdBackup(settings, spec, report) }),
    defragmentation: report.readProfile(toSystemdCalendar(etcd.defragmentation), ['etcd', 'defragmentation'], ''),
    metrics: etcd.metrics,
  };
}

/** etcd reads a Go duration; whole hours as the standard writes them (scs-0215-v1/etcd-compaction). */
function compactionText(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  return Number.isInteger(hours) ? `${hours}h` : formatGoDuration(milliseconds);
}

export function resolveHardening(profile: ProviderProfileSpec, report: Report): ResolvedHardening {
  const { tlsMinVersion, tlsCipherSuites, profiling } = merge(PROFILE_DEFAULTS.hardening, profile.hardening);
  if (tlsCipherSuites === 'Modern' && profile.hardening?.tlsMinVersion === 'VersionTLS12') {
    report.profileError('ConflictingFields', ['hardening', 'tlsMinVersion'], { message: 'the modern suites are those of TLS 1.3', allowed: ['VersionTLS13'] });
  }
  const version = tlsCipherSuites === 'Modern' ? 'VersionTLS13' : tlsMinVersion;
  return { tlsMinVersion: version, tlsCipherSuites: version === 'VersionTLS12' && tlsCipherSuites === 'Intermediate' ? INTERMEDIATE_SUITES : [], profiling };
}

export function resolveCertificates(profile: ProviderProfileSpec, report: Report): ResolvedCertificates {
  const { renewBefore, algorithm } = merge(PROFILE_DEFAULTS.certificates, profile.certificates);
  const renewBeforeDays = report.readProfile(toWholeDuration(renewBefore, 'd'), ['certificates', 'renewBefore'], RENEWAL_DAYS.least);
  if (renewBeforeDays < RENEWAL_DAYS.least || renewBeforeDays > RENEWAL_DAYS.most) {
    report.profileError('InvalidValue', ['certificates', 'renewBefore'], `${renewBefore} is not between ${RENEWAL_DAYS.least}d and ${RENEWAL_DAYS.most}d`);
  }
  return { renewBeforeDays, algorithm };
}

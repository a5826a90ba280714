import type { ScsClusterSpec } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { supportsCertificateValidityPeriod } from '../versions/kubernetes-features';
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
/** Cluster API wants at least a week. */
const RENEWAL_LEAST_DAYS = 7;
/** Of the fields of Cluster API. */
const VALIDITY_DAYS = { ofKubeadm: 365, most: 1095, mostOfAuthorities: 36_500 };

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

export function resolveCertificates(profile: ProviderProfileSpec, minor: string, report: Report): ResolvedCertificates {
  const { renewBefore, validity, authorityValidity, algorithm } = merge(PROFILE_DEFAULTS.certificates, profile.certificates);
  const days = (text: string, field: string, least: number): number => report.readProfile(toWholeDuration(text, 'd'), ['certificates', field], least);
  const tell = (field: string, message: string): void => report.profileError('InvalidValue', ['certificates', field], message);
  const validityDays = days(validity, 'validity', VALIDITY_DAYS.most);
  const authorityValidityDays = days(authorityValidity, 'authorityValidity', VALIDITY_DAYS.mostOfAuthorities);
  const renewBeforeDays = days(renewBefore, 'renewBefore', RENEWAL_LEAST_DAYS);
  if (validityDays <= RENEWAL_LEAST_DAYS || validityDays > VALIDITY_DAYS.most) {
    tell('validity', `${validity} is not between ${RENEWAL_LEAST_DAYS + 1}d and ${VALIDITY_DAYS.most}d`);
  } else if (renewBeforeDays < RENEWAL_LEAST_DAYS || renewBeforeDays >= validityDays) {
    tell('renewBefore', `${renewBefore} is not between ${RENEWAL_LEAST_DAYS}d and ${validityDays - 1}d`);
  }
  if (authorityValidityDays < validityDays || authorityValidityDays > VALIDITY_DAYS.mostOfAuthorities) {
    tell('authorityValidity', `${authorityValidity} is not between ${validityDays}d, for which certificates are valid, and ${VALIDITY_DAYS.mostOfAuthorities}d`);
  }
  if (validityDays !== VALIDITY_DAYS.ofKubeadm && !supportsCertificateValidityPeriod(minor)) {
    report.profileError('VersionTooOld', ['certificates', 'validity'], `kubeadm of Kubernetes ${minor} makes certificates for ${VALIDITY_DAYS.ofKubeadm}d only; it needs 1.31 or newer`);
  }
  return { renewBeforeDays, validityDays, authorityValidityDays, algorithm };
}

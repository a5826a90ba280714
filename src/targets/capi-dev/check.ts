import { ProfileCertificateAlgorithm, type ProviderProfileSpec } from '../../profile';
import { parseDuration } from '../../resolve/duration';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { checkCertificateAuthorities } from '../capi/certificate-authorities';
import { checkPatches } from '../capi/check-patches';
import { checkSizes } from '../capi/check-sizes';
import { backendOf } from './backend';

const ALGORITHMS = Object.values(ProfileCertificateAlgorithm).filter((algorithm) => algorithm.startsWith('RSA'));

/** Rules that need the development provider's words. */
export function check(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  checkSizes(cluster, report);
  checkPatches(cluster, profile, report);
  checkCertificateAuthorities(cluster, profile, report);
  if (profile.credentials?.applicationCredentials !== undefined) {
    const tell = profile.onUnsupported === 'Warn' ? report.profileWarning.bind(report) : report.profileError.bind(report);
    tell('UnsupportedSetting', ['credentials', 'applicationCredentials'], `target ${profile.target} has no cloud that would make credentials: it has no effect there`);
  }
  checkAuthorities(cluster, profile, report);
  if (profile.dev?.startupDuration !== undefined) report.readProfile(parseDuration(profile.dev.startupDuration), ['dev', 'startupDuration'], 0);
  if (profile.dev?.backend === 'Docker' && profile.dev.startupDuration !== undefined) {
    report.profileWarning('FieldWithoutEffect', ['dev', 'startupDuration'], 'containers start as fast as they can; the time is for simulated machines');
  }
}

/** The development provider reads no other keys of authorities (seen with 1.14.2): the first machine would wait for ever. */
function checkAuthorities({ certificates: { algorithm } }: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  const { ca, etcd } = profile.certificates?.authorities ?? {};
  if (backendOf(profile) !== 'InMemory' || algorithm.startsWith('RSA') || (ca !== undefined && etcd !== undefined)) return;
  report.profileError('UnsupportedSetting', ['certificates', 'algorithm'], {
    message: `simulated machines cannot start with keys of ${algorithm}, only with those of RSA`,
    allowed: ALGORITHMS,
  });
}

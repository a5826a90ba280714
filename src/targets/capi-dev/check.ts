import type { ProviderProfileSpec } from '../../profile';
import { parseDuration } from '../../resolve/duration';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { checkCertificateAuthorities } from '../capi/certificate-authorities';
import { checkPatches } from '../capi/check-patches';
import { checkSizes } from '../capi/check-sizes';

/** Rules that need the development provider's words. */
export function check(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  checkSizes(cluster, report);
  checkPatches(cluster, profile, report);
  checkCertificateAuthorities(cluster, profile, report);
  if (profile.credentials?.applicationCredentials !== undefined) {
    const tell = profile.onUnsupported === 'Warn' ? report.profileWarning.bind(report) : report.profileError.bind(report);
    tell('UnsupportedSetting', ['credentials', 'applicationCredentials'], `target ${profile.target} has no cloud that would make credentials: it has no effect there`);
  }
  if (profile.dev?.startupDuration !== undefined) report.readProfile(parseDuration(profile.dev.startupDuration), ['dev', 'startupDuration'], 0);
  if (profile.dev?.backend === 'Docker' && profile.dev.startupDuration !== undefined) {
    report.profileWarning('FieldWithoutEffect', ['dev', 'startupDuration'], 'containers start as fast as they can; the time is for simulated machines');
  }
}

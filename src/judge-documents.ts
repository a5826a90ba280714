import type { Diagnostic, FieldPath } from './diagnostics/diagnostic';
import { valueAt } from './objects/value-at';
import type { ScsClusterDocument } from './params';
import type { ProviderProfileDocument } from './profile';
import { withProfileSettings } from './resolve/features';
import { resolveCluster } from './resolve/resolve';
import { Report } from './resolve/report';
import type { ResolvedCluster } from './resolve/resolved-cluster';
import { target as capiDev } from './targets/capi-dev';
import { target as capiOpenStack } from './targets/capi-openstack';
import type { RequiredImage } from './targets/required-image';
import type { RequiredSecret } from './targets/required-secret';
import type { Target } from './targets/target';

/** What two documents mean: the decided cluster unless something is wrong, and all that is to be said. */
export interface Judgement {
  readonly cluster?: ResolvedCluster;
  readonly diagnostics: readonly Diagnostic[];
}

/** The targets of this release. */
const TARGETS: Readonly<Record<string, Target>> = { 'capi-openstack': capiOpenStack, 'capi-dev': capiDev };

/** Finds everything that is wrong with a description and a profile, both of the right shape, without making objects. A pure function. */
export function judgeDocuments(description: ScsClusterDocument, profile: ProviderProfileDocument): Judgement {
  const { cluster, diagnostics, spec, placesOfEffects } = resolveCluster(description, profile);
  const report = new Report(description, profile, placesOfEffects);
  report.add(diagnostics);
  const target = targetOf(profile, report);
  if (target !== undefined && cluster !== undefined) {
    tellUnsupported(target, { ...description, spec }, profile, report);
    target.check(cluster, withProfileSettings(profile.spec, cluster.profileSettings), report);
  }
  return { ...(cluster !== undefined && !report.hasErrors && { cluster }), diagnostics: report.diagnostics };
}

/** Settings of a description that the target of a profile cannot express; undefined, and told, where this release has no such target. */
export function unsupportedSettings(profile: ProviderProfileDocument, report: Report): readonly string[] | undefined {
  return targetOf(profile, report)?.unsupported;
}

function targetOf({ spec: { target } }: ProviderProfileDocument, report: Report): Target | undefined {
  const known = Object.hasOwn(TARGETS, target) ? TARGETS[target] : undefined;
  if (known === undefined) {
    report.profileError('NotYetSupported', ['target'], {
      message: `target ${target} is part of the API, but this release cannot build it yet`,
      allowed: Object.keys(TARGETS),
    });
  }
  return known;
}

/** A setting that the target cannot express is an error, or a warning where the profile says so; it is never ignored without a word. */
function tellUnsupported(target: Target, description: ScsClusterDocument, profile: ProviderProfileDocument, report: Report): void {
  const isWarning = profile.spec.onUnsupported === 'Warn';
  const tell = isWarning ? report.warning.bind(report) : report.error.bind(report);
  const tellOfProfile = isWarning ? report.profileWarning.bind(report) : report.profileError.bind(report);
  for (const setting of target.unsupported) {
    for (const path of placesOf(setting, description)) {
      const message = `target ${profile.spec.target} cannot express this setting: it has no effect there`;
      if (valueAt(description.spec, path) !== undefined || valueAt(profile.spec.defaults, path) !== undefined) tell('UnsupportedSetting', path, message);
      // Of the blocks of a description, a profile has this one itself.
      if (path[0] === 'expert' && valueAt(profile.spec, path) !== undefined) tellOfProfile('UnsupportedSetting', path, message);
    }
  }
}

function placesOf(setting: string, { spec }: ScsClusterDocument): FieldPath[] {
  const [list, field] = setting.split('[].');
  return field === undefined ? [setting.split('.')] : spec.nodePools.map((_, index) => [list, index, ...field.split('.')]);
}

/** The Secrets that people must make for a cluster in which nothing is wrong. A pure function. */
export function requiredSecrets(cluster: ResolvedCluster, profile: ProviderProfileDocument): readonly RequiredSecret[] {
  return TARGETS[profile.spec.target].secrets(cluster, withProfileSettings(profile.spec, cluster.profileSettings));
}

/** The container images that a cluster needs in which nothing is wrong. A pure function. */
export function requiredImages(cluster: ResolvedCluster, profile: ProviderProfileDocument): readonly RequiredImage[] {
  return TARGETS[profile.spec.target].images(cluster, withProfileSettings(profile.spec, cluster.profileSettings));
}

import type { ProviderProfileDocument, ProviderProfileSpec } from '../profile';
import { checkFeatureDefinitions } from '../resolve/feature-definitions';
import { readFlavorCatalogue } from '../resolve/flavors';
import { isSupportedByManagement, managementMinors } from '../resolve/kubernetes-version';
import type { Report } from '../resolve/report';
import { parseScsFlavor } from '../resolve/scs-flavor';
import { KUBERNETES_RELEASES, KUBERNETES_RELEASES_DATE, type KubernetesRelease } from '../versions/kubernetes-releases';
import { compareMinors, isEndOfLife, kubernetesRelease, resolveKubernetesVersion } from '../versions/kubernetes-versions';
import { portableFeatures, reservedFeatures } from './portable-features';
import { wireFeatureSchema, wireNameOf, type JsonSchema } from './provider-features';

/**
 * How a provider describes itself by the draft of the SCS community (standards issue 1264 and the hackathon of September 2026). A
 * sketch: the number of the standard is not known yet, and the names of fields may change.
 */
export interface DiscoveryDocument {
  readonly 'scs-02XX': 'v1';
  readonly conformances: readonly string[];
  readonly endpointUrl: string;
  readonly regions: Readonly<Record<string, { readonly availabilityZones: readonly string[] }>>;
  readonly versions: readonly string[];
  readonly nodeTypes: readonly string[];
  readonly features: Readonly<Record<string, JsonSchema>>;
}

/** The draft asks for the latest three. */
const LEAST_MINORS = 3;
/** In which a provider can prepare for a new minor (scs-0210-v2/minor-recency). */
const MONTHS_FOR_NEW_MINOR = 4;

/**
 * The self-description of a provider unless something is wrong, from its profile and the table of Kubernetes releases alone. `unsupported` are settings that
 * the profile's target cannot express. A pure function. Nothing is in it but what the profile says of regions, versions, flavors,
 * features, certificates and the address for orders: no credential, Secret, image, default or address of the management cluster.
 */
export function discoveryDocument(profile: ProviderProfileDocument, unsupported: readonly string[], report: Report): DiscoveryDocument | undefined {
  const { spec } = profile;
  const document: DiscoveryDocument = {
    'scs-02XX': 'v1',
    conformances: conformances(spec, report),
    endpointUrl: endpointUrl(spec, report),
    regions: regions(spec, report),
    versions: versions(spec, report),
    nodeTypes: nodeTypes(spec, report),
    features: features(spec, unsupported, report),
  };
  return report.hasErrors ? undefined : document;
}

function conformances({ conformances: certificates = [] }: ProviderProfileSpec, report: Report): string[] {
  if (certificates.length === 0) report.profileError('ProfileIncomplete', ['conformances'], 'a self-description names at least one certificate of conformance, such as scs-0502-v1');
  return certificates.map(({ scope }) => scope);
}

function endpointUrl({ endpoint }: ProviderProfileSpec, report: Report): string {
  if (endpoint === undefined) report.profileError('ProfileIncomplete', ['endpoint'], 'a self-description says where clusters are ordered');
  return endpoint?.url ?? '';
}

function regions({ regions: known = [] }: ProviderProfileSpec, report: Report): DiscoveryDocument['regions'] {
  if (known.length === 0) report.profileError('ProfileIncomplete', ['regions'], 'a self-description lists the regions and their zones');
  return Object.fromEntries(known.map(({ name, zones }) => [name, { availabilityZones: [...new Set(zones)] }]));
}

/** The newest patch of each minor: what an order of the minor would get. */
function versions(spec: ProviderProfileSpec, report: Report): string[] {
  const offered = offeredMinors(spec, report);
  if (offered.length < LEAST_MINORS) {
    report.profileError('ProfileIncomplete', ['kubernetesVersions'], `a self-description lists at least ${LEAST_MINORS} Kubernetes minors, and there are ${offered.length}`);
  }
  for (const { minor } of KUBERNETES_RELEASES.filter(mustBeOffered).filter((release) => !offered.includes(release.minor))) {
    report.profileWarning('NotConformant', ['kubernetesVersions'], `Kubernetes ${minor} is maintained and not offered (scs-0210-v2/branches-offered)`);
  }
  return offered.map((minor) => `${minor}.${kubernetesRelease(minor)!.newestPatch}`);
}

/** Oldest first. Where the profile lists none: those that the management cluster supports, as long as they are maintained. */
function offeredMinors(spec: ProviderProfileSpec, report: Report): string[] {
  const { kubernetesVersions } = spec;
  if (kubernetesVersions === undefined) return managementMinors(spec).filter((minor) => !isEndOfLife(kubernetesRelease(minor)!));
  return kubernetesVersions.map(({ minor }, index) => {
    const path = ['kubernetesVersions', index, 'minor'];
    const read = resolveKubernetesVersion(minor);
    const release = read.ok ? kubernetesRelease(minor)! : undefined;
    if (!read.ok) report.profileError('VersionUnknown', path, read.problem);
    else if (!isSupportedByManagement(spec, minor)) {
      report.profileError('VersionNotOffered', path, { message: `Cluster API of the management cluster does not support Kubernetes ${minor}`, allowed: managementMinors(spec) });
    }
    if (release && isEndOfLife(release)) report.profileWarning('VersionEndOfLife', path, `Kubernetes ${minor} gets no fixes since ${release.endOfLife} (scs-0210-v2/eol-branch)`);
    return release && minor;
  }).filter((minor) => minor !== undefined).sort(compareMinors);
}

/** By the date of the table, so that the same profile gives the same messages on any day. */
function mustBeOffered(release: KubernetesRelease): boolean {
  const since = new Date(`${release.released}T00:00:00Z`);
  since.setUTCMonth(since.getUTCMonth() + MONTHS_FOR_NEW_MINOR);
  return !isEndOfLife(release) && since.toISOString().slice(0, 10) <= KUBERNETES_RELEASES_DATE;
}

/** Clients read CPUs, memory and disk from the name, so a name outside of the SCS grammar would tell them nothing. */
function nodeTypes(spec: ProviderProfileSpec, report: Report): string[] {
  readFlavorCatalogue(spec, (index, problem) => report.profileError('InvalidFlavor', ['flavors', index], problem));
  const names = (spec.flavors ?? []).map(({ name }) => name);
  names.forEach((name, index) => {
    if (parseScsFlavor(name) === undefined) {
      report.profileWarning('FieldWithoutEffect', ['flavors', index, 'name'], `"${name}" is not published: clients of the draft read the size of machines from SCS names (scs-0100-v3)`);
    }
  });
  const published = names.filter((name) => parseScsFlavor(name) !== undefined);
  if (published.length === 0) report.profileError('ProfileIncomplete', ['flavors'], 'a self-description lists the flavors that can be ordered, by SCS names');
  return published;
}

function features(spec: ProviderProfileSpec, unsupported: readonly string[], report: Report): DiscoveryDocument['features'] {
  const sound = checkFeatureDefinitions(spec, report);
  const reserved = reservedFeatures();
  (spec.features ?? []).forEach((feature, index) => {
    if (reserved.includes(wireNameOf(feature))) {
      report.profileError('NameTaken', ['features', index], `"${wireNameOf(feature)}" is the feature by which bodies set the field of that name; give it another wireName`);
    }
  });
  return { ...Object.fromEntries(sound.map((feature) => [wireNameOf(feature), wireFeatureSchema(feature)])), ...portableFeatures(unsupported, sound) };
}

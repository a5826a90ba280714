import type { Diagnostic } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { ScsClusterDefaults, ScsClusterDocument, ScsClusterSpec, SecretKeyRef } from '../params';
import type { ProfileRegion, ProviderProfileDocument, ProviderProfileSpec } from '../profile';
import { CLUSTER_API_MINORS } from '../versions/kubernetes-releases';
import { resolveKubernetesVersion } from '../versions/kubernetes-versions';
import { resolveApiServer } from './api-server';
import { resolveAudit } from './audit';
import { resolveAuthentication } from './authentication';
import { resolveClusterAutoscaler } from './cluster-autoscaler';
import { resolveControlPlane } from './control-plane';
import { resolveCertificates, resolveEtcd, resolveHardening } from './control-plane-tuning';
import { resolveExpert, resolveNodeExperts } from './expert';
import { expertSources } from './expert-source';
import { applyFeatures, checkFeatureRequirements } from './features';
import { readFlavorCatalogue } from './flavors';
import { checkPodAddresses } from './kubelet';
import { clusterApiOf, resolveVersion } from './kubernetes-version';
import { resolveRolloutAfter } from './maintenance';
import { checkCapacity, resolveNetwork } from './network';
import { checkObjectLabels, readExpression } from './node-metadata';
import { resolveNodePools } from './node-pools';
import { resolveNodeSystem } from './node-system';
import { operatingSystem } from './operating-system';
import { checkBesideEnforced, checkEnforced, checkExpertAllowed, checkExpertBesideEnforced, checkMaxNodes, hasSettings } from './policy';
import { parseBytes } from './quantity';
import { Report, type PlaceOfEffect } from './report';
import type { ResolvedCluster } from './resolved-cluster';
import { LIBRARY_DEFAULTS, merge, PROFILE_DEFAULTS, type Settings } from './settings';
import { zoneInName } from './zones';

/** By its rules what depends on the version is judged, where the version has an error. */
const NEWEST_MINOR = '1.36';

/** What resolving gives: the cluster unless something is wrong, and all that is to be said. */
export interface Resolution {
  readonly cluster?: ResolvedCluster;
  readonly diagnostics: readonly Diagnostic[];
  /** The settings of the description with those that features set. */
  readonly spec: ScsClusterSpec;
  /** Where features set fields. */
  readonly placesOfEffects: readonly PlaceOfEffect[];
}

/** Decides everything that a description leaves open, by the profile and the library's defaults. Both documents have the right shape already. */
export function resolveCluster(description: ScsClusterDocument, profileDocument: ProviderProfileDocument): Resolution {
  const report = new Report(description, profileDocument);
  const { metadata } = description;
  const features = applyFeatures(description.spec, profileDocument.spec, report);
  const { spec, profile } = features;

  checkProfile(profile, report);
  checkEnforced(spec, profile, report);
  checkBesideEnforced(spec, profile, report);
  checkExpertAllowed(spec, profile, report);
  checkExpertBesideEnforced(spec, profile, report);
  const settings = settingsOf(spec, profile);

  const version = resolveVersion(spec.kubernetesVersion, ['kubernetesVersion'], profile, report);
  const region = resolveRegion(settings, profile, report);
  const catalogue = readFlavorCatalogue(profile, (index, problem) => report.profileError('InvalidFlavor', ['flavors', index], problem));
  const sources = expertSources(profile, spec.expert, report);
  const minor = version?.minor ?? NEWEST_MINOR;
  const minorOf = (index: number): string => minorOfText(spec.nodePools[index].kubernetesVersion) ?? minor;
  const experts = resolveNodeExperts(sources, spec.nodePools, minorOf, report);
  const expert = resolveExpert(sources, minor, [minor, ...spec.nodePools.map((_, index) => minorOf(index))]);
  const controlPlane = resolveControlPlane(settings, profile, region.zones, catalogue, experts.controlPlane, report);
  const nodePools = resolveNodePools(spec.nodePools, {
    clusterName: metadata.name, version, profile, regionZones: region.zones, catalogue, experts: experts.nodePools, report,
    osOf: (pool) => operatingSystem(profile, features.poolSettings[spec.nodePools.indexOf(pool)]),
  });
  const network = resolveNetwork(settings, profile, report);
  checkPodAddresses(spec.nodePools, nodePools, network, profile, report);
  const apiServer = resolveApiServer(settings, profile, sources, report);
  const authentication = resolveAuthentication(settings, minor, report);
  const encryptionConfig = resolveEncryption(settings, spec, report);

  if (controlPlane !== undefined) {
    checkMaxNodes(controlPlane, nodePools, profile, report);
    checkCapacity(network, controlPlane.replicas, nodePools, report);
  }

  const audit = resolveAudit(settings, report);
  const etcd = resolveEtcd(settings, spec, profile, report);
  const hardening = resolveHardening(profile, report);
  const certificates = resolveCertificates(profile, minor, report);
  const nodeSystem = resolveNodeSystem(profile, network, apiServer, report);
  settings.tags.forEach((tag, index) => {
    if (settings.tags.indexOf(tag) !== index) report.error('DuplicateItem', ['tags', index], `tag "${tag}" is listed twice`);
  });
  checkObjectLabels(metadata.labels ?? {}, report);
  const rolloutAfter = resolveRolloutAfter(settings, report);
  const autoscaler = resolveClusterAutoscaler(profile, minor, nodePools, report);
  checkFeatureRequirements(features, {
    ...(version && { minor: version.minor }),
    flavors: (pool) => {
      const groups = pool === undefined ? [controlPlane, ...nodePools] : nodePools.filter(({ name }) => name === spec.nodePools[pool].name);
      return groups.flatMap((group) => group?.machine.flavor ?? []);
    },
  }, report);
  const told = { diagnostics: report.diagnostics, spec, placesOfEffects: report.placesOfEffects };
  if (report.hasErrors || controlPlane === undefined || version === undefined) return told;
  return {
    ...told,
    cluster: {
      name: metadata.name,
      namespace: metadata.namespace ?? metadata.name,
      labels: metadata.labels ?? {},
      annotations: metadata.annotations ?? {},
      kubernetesVersion: version.version,
      ...(region.name !== undefined && { region: region.name }),
      controlPlane,
      nodePools: nodePools.map((pool, index) => ({ ...pool, profileSettings: features.poolSettings[index] })),
      network,
      apiServer,
      authentication,
      audit,
      ...(encryptionConfig && { encryptionConfig }),
      podSecurity: settings.podSecurity,
      etcd,
      hardening,
      certificates,
      metricsExposed: merge(PROFILE_DEFAULTS.metrics, profile.metrics).expose === 'Cluster',
      nodeSystem,
      ...(autoscaler && { autoscaler }),
      expert,
      deletionProtection: settings.deletionProtection,
      tags: settings.tags,
      ...(rolloutAfter !== undefined && { rolloutAfter }),
      patches: [...(profile.expert?.patches ?? []), ...(spec.expert?.patches ?? [])],
      poolPatches: spec.nodePools.flatMap(({ name, expert: ofPool }, index) =>
        (ofPool?.patches ?? []).map((patch, at) => ({ patch, pool: name, path: ['nodePools', index, 'expert', 'patches', at] }))),
      featurePatches: features.patches,
      profileSettings: features.profileSettings,
    },
  };
}

/** Description over the profile's defaults over the library's; what the profile enforces holds in any case. */
function settingsOf(spec: ScsClusterSpec, profile: ProviderProfileSpec): Settings {
  const { kubernetesVersion: _version, nodePools: _pools, ...described } = spec;
  const layers: (ScsClusterDefaults | undefined)[] = [withoutAlternatives(profile.defaults, described), described, profile.policy?.enforce];
  return layers.reduce<Settings>((settings, layer) => merge(settings, layer) as Settings, LIBRARY_DEFAULTS as unknown as Settings);
}

/** Of two fields that exclude each other, the one that the description names puts the profile's default of the other out of force. */
function withoutAlternatives(defaults: ScsClusterDefaults | undefined, { controlPlane, network }: ScsClusterDefaults): ScsClusterDefaults {
  return {
    ...defaults,
    controlPlane: {
      ...defaults?.controlPlane,
      ...(controlPlane?.flavor !== undefined && { requirements: undefined }),
      ...(controlPlane?.requirements !== undefined && { flavor: undefined }),
    },
    network: {
      ...defaults?.network,
      ...(network?.nodeCidr !== undefined && { existing: undefined }),
      ...(network?.existing !== undefined && { nodeCidr: undefined }),
    },
  };
}

/** A profile may name the configuration for descriptions that switch encryption on; a description that names one means to use it. */
function resolveEncryption({ encryption: { enabled, configRef } }: Settings, spec: ScsClusterSpec, report: Report): SecretKeyRef | undefined {
  if (enabled && configRef === undefined) {
    report.error('MissingField', ['encryption'], { message: 'encryption needs a Secret with an EncryptionConfiguration; keys are never made here', allowed: ['configRef'] });
  } else if (!enabled && spec.encryption?.configRef !== undefined) {
    report.error('ConflictingFields', ['encryption', 'configRef'], 'a configuration is named, and encryption is off: set enabled to true, or remove configRef');
  }
  return enabled ? configRef : undefined;
}

/** Without regions in the profile, the credential's region is used, and the cloud chooses zones. After an error the zones are not known. */
function resolveRegion(settings: Settings, profile: ProviderProfileSpec, report: Report): { name?: string; zones?: readonly string[] } {
  const { regions } = profile;
  if (regions === undefined) return { ...(settings.region !== undefined && { name: settings.region }), zones: [] };
  const names = regions.map((region) => region.name);
  if (settings.region === undefined) {
    if (regions.length === 1) return withDistinctZones(regions[0]);
    report.error('RegionUnknown', ['region'], { message: 'the profile has several regions; name one', allowed: names });
    return {};
  }
  const region = regions.find(({ name }) => name === settings.region);
  if (region !== undefined) return withDistinctZones(region);
  const guess = didYouMean(settings.region, names);
  report.error('RegionUnknown', ['region'], { message: `region "${settings.region}" is not offered`, allowed: names, ...(guess !== undefined && { didYouMean: guess }) });
  return {};
}

/** A zone that is listed twice has its message already. */
function withDistinctZones({ name, zones }: ProfileRegion): { name: string; zones: readonly string[] } {
  return { name, zones: [...new Set(zones)] };
}

/** Of a version that may have an error, which is told elsewhere. */
function minorOfText(text: string | undefined): string | undefined {
  const read = text === undefined ? undefined : resolveKubernetesVersion(text);
  return read?.ok ? read.value.minor : undefined;
}

/** What can be said of a profile alone, whatever the target. */
function checkProfile(profile: ProviderProfileSpec, report: Report): void {
  for (const field of ['syncedLabels', 'syncedAnnotations'] as const) {
    profile.management?.[field]?.forEach((expression, index) => report.readProfile(readExpression(expression), ['management', field, index], undefined));
  }
  const minMemory = profile.policy?.minFlavor?.memory;
  if (minMemory !== undefined) report.readProfile(parseBytes(minMemory), ['policy', 'minFlavor', 'memory'], undefined);
  if (clusterApiOf(profile) === undefined) {
    report.profileError('InvalidValue', ['management', 'clusterApi'], { message: `the objects are not made for Cluster API ${profile.management?.clusterApi}`, allowed: CLUSTER_API_MINORS });
  }
  profile.regions?.forEach(({ zones }, region) => zones.forEach((zone, index) => {
    const path = ['regions', region, 'zones', index];
    if (zones.indexOf(zone) !== index) report.profileError('DuplicateItem', path, `zone "${zone}" is listed twice`);
    if (zoneInName(zone) === '') report.profileError('InvalidValue', path, `"${zone}" has no letter from a to z and no digit, which names of objects could be made of`);
  }));
  for (const [path, settings] of [[['defaults'], profile.defaults], [['policy', 'enforce'], profile.policy?.enforce]] as const) {
    if (hasSettings(settings?.expert)) {
      report.profileError('FieldWithoutEffect', [...path, 'expert'], 'expert settings for all clusters stand in the expert field of the profile itself');
    }
  }
  if (profile.composition !== undefined && profile.composition !== 'Plain') {
    report.profileError('NotYetSupported', ['composition'], { message: `composition ${profile.composition} is part of the API, but this release cannot build it yet`, allowed: ['Plain'] });
  }
  const delivery = profile.addons?.delivery;
  if (delivery !== undefined && delivery !== 'None') {
    report.profileError('NotYetSupported', ['addons', 'delivery'], { message: `delivery of addons by ${delivery} is part of the API, but this release cannot do it yet`, allowed: ['None'] });
  }
}

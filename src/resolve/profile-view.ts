import { valueAt } from '../objects/value-at';
import type { ProviderProfileSpec } from '../profile';
import { managementMinors } from './kubernetes-version';

/** What a profile says of one setting of a description. */
export interface ProfileView {
  /** What holds where the description leaves the setting out. */
  readonly value?: unknown;
  /** Field of the profile that says so. */
  readonly from?: 'spec.policy.enforce' | 'spec.defaults';
  /** What else the profile says, each a clause. */
  readonly notes: readonly string[];
}

/** A clause about a setting, where its path below `spec` ends so. */
interface Note {
  readonly setting: RegExp;
  readonly of: (profile: ProviderProfileSpec) => string | undefined;
}

const NOTES: readonly Note[] = [
  { setting: /^(?:nodePools\.)?kubernetesVersion$/, of: (profile) => offered(versions(profile)) },
  { setting: /^region$/, of: ({ regions }) => offered(regions?.map(({ name }) => name)) },
  { setting: /^(?:controlPlane|nodePools)\.zones$/, of: ({ regions }) => offered(regions?.map(({ name, zones }) => `${zones.join(', ')} in ${name}`)) },
  { setting: /^(?:controlPlane|nodePools)\.flavor$/, of: ({ flavors }) => (flavors === undefined ? 'offered: every name that follows the SCS grammar' : offered(flavors.map(({ name }) => name))) },
  { setting: /^(?:controlPlane|nodePools)\.(?:flavor|requirements.*)$/, of: ({ policy }) => smallest(policy?.minFlavor) },
  { setting: /(?:\.rootDisk|\.volumes|\.dedicatedVolume|^storageClasses)\.type$/, of: ({ volumeTypes }) => offered(volumeTypes?.map(({ name }) => name)) },
  { setting: /^(?:nodePools\.)?features$/, of: ({ features }) => offered(features?.map(({ name }) => name)) },
  { setting: /^(?:controlPlane|nodePools)\.replicas$|^nodePools\.autoscaling\.max$/, of: ({ policy }) => most(policy?.maxNodes) },
  { setting: /^apiServer\.allowedCidrs$/, of: ({ policy }) => (policy?.requireAllowedCidrs ? 'a description must say it' : undefined) },
  { setting: /^(?:nodePools\.)?expert(?:$|\.)/, of: ({ policy }) => (policy?.allowExpert ? undefined : 'refused: descriptions may have no expert settings (policy.allowExpert)') },
];

/** What a profile makes of a setting of a description, by its names below `spec`. `unsupported` are those that its target cannot express. */
export function profileView(names: readonly string[], profile: ProviderProfileSpec, unsupported: readonly string[]): ProfileView {
  const setting = names.join('.');
  const enforced = valueAt(profile.policy?.enforce, names);
  const value = enforced ?? valueAt(profile.defaults, names);
  const isUnsupported = unsupported.map((text) => text.replaceAll('[]', '')).some((other) => setting === other || setting.startsWith(`${other}.`));
  return {
    ...(value !== undefined && { value, from: enforced === undefined ? 'spec.defaults' : 'spec.policy.enforce' }),
    notes: [
      ...NOTES.filter((note) => note.setting.test(setting)).flatMap((note) => note.of(profile) ?? []),
      ...(isUnsupported ? [`${profile.onUnsupported === 'Warn' ? 'left out with a warning' : 'refused'}: the target ${profile.target} cannot express it`] : []),
    ],
  };
}

function versions(profile: ProviderProfileSpec): readonly string[] {
  return profile.kubernetesVersions?.map(({ minor, state = 'Supported' }) => `${minor} (${state})`) ?? managementMinors(profile);
}

function offered(names: readonly string[] | undefined): string | undefined {
  return names === undefined || names.length === 0 ? undefined : `offered: ${names.join(', ')}`;
}

function most(nodes: number | undefined): string | undefined {
  return nodes === undefined ? undefined : `a cluster has ${nodes} machines at most`;
}

function smallest(least: { readonly cpus?: number; readonly memory?: string } | undefined): string | undefined {
  const parts = [...(least?.cpus === undefined ? [] : [`${least.cpus} CPUs`]), ...(least?.memory === undefined ? [] : [`${least.memory} of memory`])];
  return parts.length === 0 ? undefined : `at least ${parts.join(' and ')}`;
}

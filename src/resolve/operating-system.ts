import { ProfileOs, type ProviderProfileSpec } from '../profile';
import { withProfileSettings } from './features';
import type { ResolvedProfileSetting } from './resolved-cluster';

/** The operating system of machines, with what features set for them. */
export function operatingSystem(profile: ProviderProfileSpec, settings: readonly ResolvedProfileSetting[] = []): ProfileOs {
  return withProfileSettings(profile, settings).openstack?.os ?? ProfileOs.UBUNTU;
}

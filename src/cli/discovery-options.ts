/** How a self-description can be written. */
export const DISCOVERY_FORMATS = ['yaml', 'json'] as const;

export interface DiscoveryOptions {
  readonly profile: string;
  readonly format: (typeof DISCOVERY_FORMATS)[number];
}

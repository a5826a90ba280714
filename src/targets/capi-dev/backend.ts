import type { ProviderProfileSpec } from '../../profile';

/** Where the machines of a development cluster are: simulated in the provider's memory, or containers on a laptop. */
export function backendOf({ dev }: ProviderProfileSpec): 'InMemory' | 'Docker' {
  return dev?.backend === 'Docker' ? 'Docker' : 'InMemory';
}

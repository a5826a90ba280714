import type { Arbitrary } from 'fast-check';
import type { ProviderProfileDocument } from '../../src/profile';
import { drawDescription, type Documents } from './descriptions';
import { drawn, type Draw } from './draw';
import { drawProfile } from './profiles';

/** Valid descriptions, each with a profile of the development provider, which tells what of them has no meaning there. */
export const devDocumentsArbitrary: Arbitrary<Documents> = drawn((draw) => {
  const profile = forDevelopment(draw, drawProfile(draw));
  return { description: drawDescription(draw, profile), profile };
});

function forDevelopment(draw: Draw, { spec, ...document }: ProviderProfileDocument): ProviderProfileDocument {
  const { openstack: _openstack, credentials: _credentials, dev: _dev, ...rest } = spec;
  const dev = draw.oneOf<object>({}, { dev: {} }, { dev: { backend: 'InMemory', startupDuration: '1500ms' } }, { dev: { startupDuration: '0s' } }, { dev: { backend: 'Docker' } });
  // Simulated machines start with RSA keys only.
  const isRefused = spec.certificates?.algorithm?.startsWith('RSA') === false;
  const certificates = isRefused ? { certificates: { ...spec.certificates, algorithm: 'RSA-3072' } } : {};
  return { ...document, spec: { ...rest, ...dev, ...certificates, target: 'capi-dev', onUnsupported: 'Warn', management: { ...spec.management, clusterApi: '1.14' } } } as ProviderProfileDocument;
}

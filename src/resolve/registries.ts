import type { ProfileRegistries } from '../profile';
import { isCertificates, NO_CERTIFICATE } from './certificates';
import type { Report } from './report';
import type { ResolvedMirror, ResolvedNodeSystem } from './resolved-cluster';

/** The registry of the images of Kubernetes itself. */
export const UPSTREAM_REGISTRY = 'registry.k8s.io';

/** Decides where nodes get container images from. */
export function resolveRegistries(registries: ProfileRegistries | undefined, report: Report): Pick<ResolvedNodeSystem, 'mirrors' | 'imagePrefix'> {
  registries?.mirrors?.forEach(({ endpoints, ca }, index) => {
    const path = ['registries', 'mirrors', index];
    endpoints.forEach((endpoint, at) => {
      if (!URL.canParse(endpoint)) report.profileError('InvalidValue', [...path, 'endpoints', at], `"${endpoint}" is not an address of a server`);
      else if (endpoints.indexOf(endpoint) !== at) report.profileError('DuplicateItem', [...path, 'endpoints', at], `endpoint "${endpoint}" is listed twice`);
    });
    if (ca && !isCertificates(ca)) report.profileError('InvalidValue', [...path, 'ca'], NO_CERTIFICATE);
  });
  const mirrors = (registries?.mirrors ?? []).map(({ host, endpoints, ca, authRef }): ResolvedMirror => ({
    host, endpoints, ...(ca && { ca }), ...(authRef && { authRef: { name: authRef.name, key: authRef.key } }),
  }));
  const prefix = registries?.prefix;
  if (!prefix) return { mirrors };
  if (prefix === UPSTREAM_REGISTRY) {
    report.profileError('FieldWithoutEffect', ['registries', 'prefix'], `${UPSTREAM_REGISTRY} is where the images come from anyway`);
  }
  return { mirrors: mirrors.some(({ host }) => host === UPSTREAM_REGISTRY) ? mirrors : [...mirrors, mirrorOfPrefix(prefix, mirrors)], imagePrefix: prefix };
}

/**
 * containerd pulls the image `pause` by a name of its own, which is in the machine image (image-builder writes registry.k8s.io). As a
 * mirror of that registry the prefix serves it, and whatever else is asked for there, with every release of containerd.
 */
function mirrorOfPrefix(prefix: string, mirrors: readonly ResolvedMirror[]): ResolvedMirror {
  const [registry, ...folders] = prefix.split('/');
  const { endpoints, ...login } = mirrors.find(({ host }) => host === registry) ?? { endpoints: [`https://${registry}`] };
  return { ...login, host: UPSTREAM_REGISTRY, endpoints: endpoints.map((endpoint) => [apiRoot(endpoint), ...folders].join('/')) };
}

/** Where an endpoint has the API of registries, unless its path names that. */
function apiRoot(endpoint: string): string {
  const address = endpoint.replace(/\/+$/, '');
  return /\/v2(\/|$)/.test(address) ? address : `${address}/v2`;
}

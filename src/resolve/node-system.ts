import type { ProviderProfileSpec } from '../profile';
import { isCertificates, NO_CERTIFICATE } from './certificates';
import { resolveRegistries } from './registries';
import type { Report } from './report';
import type { ResolvedApiServer, ResolvedNetwork, ResolvedNodeSystem } from './resolved-cluster';
import { PROFILE_DEFAULTS } from './settings';

/** What must never go through a proxy on any node. */
const ALWAYS_DIRECT = ['localhost', '127.0.0.1', '169.254.169.254', '.svc'];

/** Decides what the system of every node gets: mirrors, trusted certificates, proxy, time servers. */
export function resolveNodeSystem(profile: ProviderProfileSpec, network: ResolvedNetwork, apiServer: ResolvedApiServer, report: Report): ResolvedNodeSystem {
  const { proxy, registries, trust, ntp, kubelet } = profile;
  const hasProxy = proxy?.http !== undefined || proxy?.https !== undefined;
  const exceptions = proxy?.noProxy ?? [];
  if (exceptions.length > 0 && !hasProxy) {
    report.profileWarning('FieldWithoutEffect', ['proxy', 'noProxy'], 'without a proxy, exceptions from it have no effect');
  }
  if (hasProxy && network.existing !== undefined && exceptions.length === 0) {
    report.profileWarning('ProxyCatchesNodes', ['proxy'], "the range of an existing network is not known here: add it to the profile's proxy.noProxy, or traffic between nodes goes through the proxy");
  }
  trust?.certificates?.forEach((certificate, index) => {
    if (!isCertificates(certificate)) report.profileError('InvalidValue', ['trust', 'certificates', index], NO_CERTIFICATE);
  });
  const direct = [
    ...ALWAYS_DIRECT, `.${network.serviceDomain}`, ...(network.nodeCidr === undefined ? [] : [network.nodeCidr]), ...network.podCidrs, ...network.serviceCidrs,
    ...[apiServer.address, apiServer.internalAddress, apiServer.endpoint?.host].filter((host) => host !== undefined), ...exceptions,
  ];
  return {
    ...resolveRegistries(registries, report),
    trustedCertificates: trust?.certificates ?? [],
    ...(hasProxy && { proxy: { ...(proxy.http && { http: proxy.http }), ...(proxy.https && { https: proxy.https }), noProxy: [...new Set(direct)] } }),
    ntpServers: ntp?.servers ?? [],
    kubeletServingCertificates: kubelet?.servingCertificates ?? PROFILE_DEFAULTS.kubelet.servingCertificates,
  };
}


import { compareMinors } from './kubernetes-versions';

/*
 * What depends on the Kubernetes minor in files and fields that the library writes. Stages of feature gates: k8s.io/apiserver,
 * pkg/features/kube_features.go (StructuredAuthenticationConfiguration, AnonymousAuthConfigurableEndpoints).
 */

/** API version of the AuthenticationConfiguration to write; undefined where it needs an alpha feature gate (1.29). */
export function authenticationConfigurationApiVersion(minor: string): string | undefined {
  if (compareMinors(minor, '1.34') >= 0) {
    return 'apiserver.config.k8s.io/v1';
  }
  return compareMinors(minor, '1.30') >= 0 ? 'apiserver.config.k8s.io/v1beta1' : undefined;
}

/** May AuthenticationConfiguration say for which paths anonymous requests are allowed? (Alpha, off, in 1.31.) */
export function supportsAnonymousConditions(minor: string): boolean {
  return compareMinors(minor, '1.32') >= 0;
}

/** May KubeadmConfig set `clusterConfiguration.certificateValidityPeriodDays`? (Needs kubeadm's v1beta4.) */
export function supportsCertificateValidityPeriod(minor: string): boolean {
  return compareMinors(minor, '1.31') >= 0;
}

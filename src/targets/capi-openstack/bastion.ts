import type { FieldPath } from '../../diagnostics/diagnostic';
import type { ProfileOpenStack, ProviderProfileSpec } from '../../profile';
import { checkCloudRef } from '../../resolve/cloud-ref';
import { parseIpAddress } from '../../resolve/cidr';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { cloudParam } from './cloud-param';

/**
 * The field of an OpenStackCluster. One that is switched off stays there, as the webhook does not let it go before, and with its
 * address, as otherwise the provider gives an address that was allocated before back to the cloud.
 */
export function bastion(openstack: ProfileOpenStack = {}) {
  if (openstack.bastion === undefined) return {};
  const { enabled = false, flavor, image, sshKeyName = openstack.sshKeyName, floatingIP } = openstack.bastion;
  return {
    bastion: {
      enabled,
      ...(flavor !== undefined && image !== undefined && { spec: { flavor, image: cloudParam(image), ...(sshKeyName !== undefined && { sshKeyName }) } }),
      ...(floatingIP !== undefined && { floatingIp: floatingIP }),
    },
  };
}

/** Rules of the machine for logins. */
export function checkBastion({ network }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  if (openstack?.bastion === undefined) return;
  const { enabled, flavor, image, sshKeyName, floatingIP } = openstack.bastion;
  const path: FieldPath = ['openstack', 'bastion'];
  if (image !== undefined) checkCloudRef(image, [...path, 'image'], report.profileError.bind(report));
  if (floatingIP !== undefined) {
    const address = report.readProfile(parseIpAddress(floatingIP), [...path, 'floatingIP'], undefined);
    if (address?.family === 'IPv6') report.profileError('InvalidValue', [...path, 'floatingIP'], 'a floating address is IPv4');
    if (openstack.externalNetworkEnabled === false) {
      report.profileError('ConflictingFields', [...path, 'floatingIP'], 'without the external network there are no floating addresses (externalNetworkEnabled)');
    }
  }
  if (!enabled) return;
  const needed = Object.entries({ flavor, image, sshKeyName: sshKeyName ?? openstack.sshKeyName });
  const missing = needed.filter(([, value]) => value === undefined).map(([field]) => field);
  if (missing.length > 0) report.profileError('MissingField', path, { message: 'a machine for logins needs a flavor, an image and the SSH key that it accepts', allowed: missing });
  if (network.existing !== undefined && network.existing.router === undefined && openstack.externalNetworkEnabled !== false) {
    report.error('MissingField', ['network', 'existing'], { message: "the profile's machine for logins gets a floating address, which needs the network's router", allowed: ['router'] });
  }
}

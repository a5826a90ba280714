import type { KeyTemplate } from '../required-secret';

type Placeholder = KeyTemplate['placeholders'][number];

/** Roles of a member of a project; Octavia has one of its own where the cloud keeps to its older rules (octavia/policies/base.py). */
const ROLES = '--role member --role load-balancer_member';

export const AUTH_URL: Placeholder = { name: '<AUTH_URL>', meaning: 'address of Keystone, such as https://keystone.example.org:5000/v3' };
export const CREDENTIAL_ID = '<APPLICATION_CREDENTIAL_ID>';
export const CREDENTIAL_SECRET = '<APPLICATION_CREDENTIAL_SECRET>';
export const PASSWORD = '<PASSWORD>';
export const PROJECT_ID = '<PROJECT_ID>';
const REGION: Placeholder = { name: '<REGION>', meaning: 'name of the region, from: openstack region list' };

/** What only the user knows of a credential: how it is made, and where the cloud is. A profile may leave the region to the credential. */
export function credentialPlaceholders(region: string | undefined, options = ''): Placeholder[] {
  return [
    AUTH_URL,
    { name: CREDENTIAL_ID, meaning: `id from: openstack application credential create ${ROLES}${options} NAME (without roles that the cloud does not have)` },
    { name: CREDENTIAL_SECRET, meaning: 'secret from the same command; OpenStack shows it once' },
    ...(region === undefined ? [REGION] : []),
  ];
}

/** Of a credential that ORC makes, whose secret the user chooses. */
export function madeCredentialPlaceholders(region: string | undefined, valueSecret: string): Placeholder[] {
  return [
    AUTH_URL,
    { name: CREDENTIAL_SECRET, meaning: `what is in the Secret ${valueSecret} under the key value` },
    ...(region === undefined ? [REGION] : []),
  ];
}

/** Of the user whom ORC makes credentials for. */
export function passwordPlaceholders(region: string | undefined): Placeholder[] {
  return [
    AUTH_URL,
    { name: PASSWORD, meaning: 'password of the user' },
    { name: PROJECT_ID, meaning: 'id of the project that the credentials are for, from: openstack project list --my-projects' },
    ...(region === undefined ? [REGION] : []),
  ];
}

/** The region, or its placeholder. */
export function regionText(region: string | undefined): string {
  return region ?? REGION.name;
}

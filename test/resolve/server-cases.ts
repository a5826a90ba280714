import type { DiagnosticCase, DiagnosticCases, ExpectedDiagnostic } from '../fixtures/diagnostic-case';
import type { Overrides } from '../fixtures/documents';

const ALLOWED = { policy: { allowExpert: true } };
const ID = '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11';
const BY_NAME_OR_ID = { message: 'a reference is either by name or by id', allowed: ['name', 'id'] };

function row(name: string, expert: Overrides, told: ExpectedDiagnostic): DiagnosticCase {
  return { name, cluster: { expert }, profile: ALLOWED, gives: [told] };
}

/** Each rule of what expert settings say of servers. */
export const SERVER_CASES: DiagnosticCases = {
  'security groups and ports of servers': [
    row('a group by nothing', { securityGroups: [{}] }, { code: 'MissingField', path: 'spec.expert.securityGroups[0]', ...BY_NAME_OR_ID }),
    row('a group twice', { securityGroups: [{ name: 'a' }, { name: 'a' }] }, { code: 'DuplicateItem', path: 'spec.expert.securityGroups[1]', message: 'a is listed twice' }),
    row('two first ports', { ports: [{ trunk: true }, { vnicType: 'direct' }] }, {
      code: 'DuplicateItem', path: 'spec.expert.ports[1]', allowed: ['network'],
      message: "there is one port in the cluster's network, and an entry without network is about it already; name a network",
    }),
    row('two ports of one name', { ports: [{ nameSuffix: 'a' }, { network: { id: ID }, nameSuffix: 'a' }] }, {
      code: 'DuplicateItem', path: 'spec.expert.ports[1].nameSuffix', message: 'there are two ports whose names end in "a"',
    }),
    row('a suffix that is a number', { ports: [{ nameSuffix: '1' }] }, {
      code: 'InvalidValue', path: 'spec.expert.ports[0].nameSuffix', message: 'ports without a suffix are numbered, so a suffix has a letter in it',
    }),
    row('an address by nothing', { ports: [{ network: { name: 'a' }, fixedIPs: [{}] }] }, {
      code: 'MissingField', path: 'spec.expert.ports[0].fixedIPs[0]', message: 'this says nothing of the address', allowed: ['subnet', 'ipAddress'],
    }),
    row('an address of all machines', { ports: [{ network: { name: 'a' }, fixedIPs: [{ ipAddress: '10.0.0.1' }] }] }, {
      code: 'RolloutStalls', path: 'spec.expert.ports[0].fixedIPs[0].ipAddress',
      message: 'all machines of the cluster would have the address 10.0.0.1, and only the first would start; give it in nodePools[].expert.ports, to a pool of one machine',
    }),
    {
      name: 'an address without a subnet or network', profile: ALLOWED,
      cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', replicas: 1, rollout: { maxSurge: '0', maxUnavailable: '1' }, expert: { ports: [{ fixedIPs: [{ ipAddress: '10.8.0.300' }] }] } }] },
      gives: [
        { code: 'InvalidValue', path: 'spec.nodePools[0].expert.ports[0].fixedIPs[0].ipAddress', message: '"10.8.0.300" is not an IP address such as 10.8.0.10 or fd00:10::10' },
        {
          code: 'MissingField', path: 'spec.nodePools[0].expert.ports[0].fixedIPs[0]', message: "Cluster API's provider finds the network of a port with addresses by a subnet",
          allowed: ['subnet'],
        },
      ],
    },
    row('groups without port security', { ports: [{ network: { name: 'a' }, portSecurity: false, securityGroups: [{ name: 'a' }] }] }, {
      code: 'ConflictingFields', path: 'spec.expert.ports[0].securityGroups',
      message: "a port without port security filters nothing, and Cluster API's provider leaves this out without a word",
    }),
    row('a tag of a port twice', { ports: [{ tags: ['a', 'a'] }] }, { code: 'DuplicateItem', path: 'spec.expert.ports[0].tags[1]', message: 'tag "a" is listed twice' }),
    {
      name: 'a tag of servers twice', profile: ALLOWED, cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', expert: { tags: ['a', 'a'] } }] },
      gives: [{ code: 'DuplicateItem', path: 'spec.nodePools[0].expert.tags[1]', message: 'tag "a" is listed twice' }],
    },
    {
      name: 'an image by name and id', profile: ALLOWED, cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', expert: { image: { name: 'a', id: ID } } }] },
      gives: [{ code: 'ConflictingFields', path: 'spec.nodePools[0].expert.image', ...BY_NAME_OR_ID }],
    },
  ],
  'hints, addresses and the port of the API server': [
    row('the hint of the server group', { schedulerHints: [{ name: 'group', value: 'a' }] }, {
      code: 'NameTaken', path: 'spec.expert.schedulerHints[0].name', message: 'antiAffinity decides the server group of the machines',
    }),
    row('a number that is none', { schedulerHints: [{ name: 'a', type: 'Number', value: '1.5' }] }, {
      code: 'InvalidValue', path: 'spec.expert.schedulerHints[0].value', message: '"1.5" is no whole number',
    }),
    row('neither true nor false', { schedulerHints: [{ name: 'a', type: 'Bool', value: 'yes' }] }, {
      code: 'InvalidValue', path: 'spec.expert.schedulerHints[0].value', message: '"yes" is neither true nor false', allowed: ['true', 'false'],
    }),
    row('a floating address of IPv6', { floatingIPs: { enabled: true, addresses: ['fd00::1'] } }, {
      code: 'InvalidValue', path: 'spec.expert.floatingIPs.addresses[0]', message: 'a floating address is IPv4',
    }),
    row('a floating address twice', { floatingIPs: { enabled: true, addresses: ['203.0.113.1', '203.0.113.1'] } }, {
      code: 'DuplicateItem', path: 'spec.expert.floatingIPs.addresses[1]', message: 'address 203.0.113.1 is listed twice',
    }),
    row('the port of another component', { apiServer: { port: 10250 } }, {
      code: 'NameTaken', path: 'spec.expert.apiServer.port', message: 'the kubelet may have port 10250 on the same machine',
    }),
    {
      name: 'a port of services', profile: { expert: { apiServer: { port: 30443 } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.expert.apiServer.port',
        message: 'ports from 30000 to 32767 are given to services, and one of them could get 30443',
      }],
    },
    {
      name: 'a patch of a pool of what the provider fixes',
      profile: { policy: { allowExpert: true, enforce: { network: { serviceDomain: 'cluster.local' } } } },
      cluster: {
        nodePools: [{
          name: 'general', flavor: 'SCS-4V-16',
          expert: { patches: [{ target: { kind: 'KubeadmConfigTemplate' }, patch: [{ op: 'remove', path: '/spec/template/spec/joinConfiguration' }] }] },
        }],
      },
      gives: [{
        code: 'PolicyViolation', path: 'spec.nodePools[0].expert.patches[0].patch[0].path',
        message: 'the provider, not the library, fixes network, and a patch of this field could undo it',
      }],
    },
  ],
};

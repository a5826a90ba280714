import type { FieldPath } from '../diagnostics/diagnostic';
import type { Result } from '../diagnostics/result';
import { canonicalJson } from '../objects/content-hash';
import {
  type CloudRef, type ExpertFloatingIPs, type ExpertImage, type ExpertPort, type ExpertSchedulerHint, ExpertSchedulerHintType, type ExpertServerMetadata,
} from '../params';
import { parseCidr, parseIpAddress } from './cidr';
import { checkCloudRef } from './cloud-ref';
import type { ExpertSource, Tell } from './expert-source';
import type { ResolvedServerExpert } from './resolved-cluster';

/** What expert settings say of machines as servers of a cloud, of the cluster or of one pool. */
export interface ServerExpert {
  readonly securityGroups?: CloudRef[];
  readonly ports?: ExpertPort[];
  readonly schedulerHints?: ExpertSchedulerHint[];
  readonly serverMetadata?: ExpertServerMetadata[];
  readonly floatingIPs?: ExpertFloatingIPs;
  readonly tags?: string[];
  readonly image?: ExpertImage;
  readonly configDrive?: boolean;
}

/** Where the server group of a machine is told to the scheduler. */
const GROUP_HINT = 'group';

/** Refuses what the cloud would refuse when the first machine is made, or what would be ignored without a word. */
export function checkServerExpert({ expert, tell }: ExpertSource<ServerExpert>): void {
  expert.securityGroups?.forEach((group, index, all) => checkListedRef(group, index, all, ['securityGroups'], tell));
  expert.ports?.forEach((port, index, all) => checkPort(port, index, all, tell));
  expert.schedulerHints?.forEach((hint, index) => checkHint(hint, ['schedulerHints', index], tell));
  expert.tags?.forEach((tag, index, all) => {
    if (all.indexOf(tag) !== index) tell('DuplicateItem', ['tags', index], `tag "${tag}" is listed twice`);
  });
  if (expert.image !== undefined) checkCloudRef(expert.image, ['image'], tell);
  if (expert.floatingIPs !== undefined) checkFloatingIPs(expert.floatingIPs, tell);
}

function checkListedRef(ref: CloudRef, index: number, all: readonly CloudRef[], path: FieldPath, tell: Tell): void {
  checkCloudRef(ref, [...path, index], tell);
  if (all.findIndex((other) => canonicalJson(other) === canonicalJson(ref)) !== index) tell('DuplicateItem', [...path, index], `${ref.name ?? ref.id} is listed twice`);
}

function checkPort(port: ExpertPort, index: number, all: readonly ExpertPort[], tell: Tell): void {
  const path: FieldPath = ['ports', index];
  if (port.network !== undefined) checkCloudRef(port.network, [...path, 'network'], tell);
  if (port.network === undefined && all.findIndex(({ network }) => network === undefined) !== index) {
    tell('DuplicateItem', path, { message: "there is one port in the cluster's network, and an entry without network is about it already; name a network", allowed: ['network'] });
  }
  if (port.nameSuffix !== undefined && all.findIndex(({ nameSuffix }) => nameSuffix === port.nameSuffix) !== index) {
    tell('DuplicateItem', [...path, 'nameSuffix'], `there are two ports whose names end in "${port.nameSuffix}"`);
  }
  // Otherwise it would be taken for the place of another port in the list.
  if (/^\d+$/.test(port.nameSuffix ?? '')) tell('InvalidValue', [...path, 'nameSuffix'], 'ports without a suffix are numbered, so a suffix has a letter in it');
  port.fixedIPs?.forEach(({ subnet, ipAddress }, at) => {
    const place = [...path, 'fixedIPs', at];
    if (subnet === undefined && ipAddress === undefined) tell('MissingField', place, { message: 'this says nothing of the address', allowed: ['subnet', 'ipAddress'] });
    if (subnet !== undefined) checkCloudRef(subnet, [...place, 'subnet'], tell);
    if (ipAddress !== undefined) read(parseIpAddress(ipAddress), [...place, 'ipAddress'], tell);
  });
  if (port.network === undefined && port.fixedIPs !== undefined && port.fixedIPs.length > 0 && port.fixedIPs.every(({ subnet }) => subnet === undefined)) {
    tell('MissingField', [...path, 'fixedIPs', 0], { message: "Cluster API's provider finds the network of a port with addresses by a subnet", allowed: ['subnet'] });
  }
  port.allowedAddressPairs?.forEach(({ ipAddress }, at) => {
    read<unknown>(ipAddress.includes('/') ? parseCidr(ipAddress) : parseIpAddress(ipAddress), [...path, 'allowedAddressPairs', at, 'ipAddress'], tell);
  });
  port.securityGroups?.forEach((group, at, groups) => checkListedRef(group, at, groups, [...path, 'securityGroups'], tell));
  port.tags?.forEach((tag, at, tags) => {
    if (tags.indexOf(tag) !== at) tell('DuplicateItem', [...path, 'tags', at], `tag "${tag}" is listed twice`);
  });
  if (port.portSecurity !== false) return;
  for (const field of ['securityGroups', 'allowedAddressPairs'] as const) {
    if ((port[field] ?? []).length > 0) tell('ConflictingFields', [...path, field], "a port without port security filters nothing, and Cluster API's provider leaves this out without a word");
  }
}

function checkHint({ name, type = ExpertSchedulerHintType.STRING, value }: ExpertSchedulerHint, path: FieldPath, tell: Tell): void {
  if (name === GROUP_HINT) tell('NameTaken', [...path, 'name'], 'antiAffinity decides the server group of the machines');
  if (type === ExpertSchedulerHintType.NUMBER && !(/^-?\d+$/.test(value) && Number.isSafeInteger(Number(value)))) {
    tell('InvalidValue', [...path, 'value'], `"${value}" is no whole number`);
  } else if (type === ExpertSchedulerHintType.BOOL && !['true', 'false'].includes(value)) {
    tell('InvalidValue', [...path, 'value'], { message: `"${value}" is neither true nor false`, allowed: ['true', 'false'] });
  }
}

function checkFloatingIPs({ network, addresses }: ExpertFloatingIPs, tell: Tell): void {
  if (network !== undefined) checkCloudRef(network, ['floatingIPs', 'network'], tell);
  addresses?.forEach((text, index, all) => {
    const path = ['floatingIPs', 'addresses', index];
    const address = read(parseIpAddress(text), path, tell);
    if (address?.family === 'IPv6') tell('InvalidValue', path, 'a floating address is IPv4');
    if (all.indexOf(text) !== index) tell('DuplicateItem', path, `address ${text} is listed twice`);
  });
}

function read<T>(result: Result<T>, path: FieldPath, tell: Tell): T | undefined {
  if (result.ok) return result.value;
  tell('InvalidValue', path, result.problem);
  return undefined;
}

/** Checked before. The port in the cluster's network is the first one. */
export function resolveServerExpert(expert: ServerExpert): ResolvedServerExpert {
  const { securityGroups = [], ports = [], schedulerHints = [], serverMetadata = [], floatingIPs, tags = [], image, configDrive } = expert;
  return {
    securityGroups,
    ports: ports.length === 0 ? [] : [ports.find(({ network }) => network === undefined) ?? {}, ...ports.filter(({ network }) => network !== undefined)],
    schedulerHints,
    serverMetadata,
    ...(floatingIPs?.enabled && { floatingIPs }),
    tags,
    ...(image !== undefined && { image }),
    ...(configDrive !== undefined && { configDrive }),
  };
}

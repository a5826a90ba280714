import type { DiagnosticCases } from '../fixtures/diagnostic-case';
import type { Overrides } from '../fixtures/documents';
import { EXPERT_CASES } from './expert-cases';
import { FEATURE_CASES } from './feature-diagnostic-cases';
import { NODE_CASES } from './node-cases';
import { POLICY_CASES } from './policy-cases';
import { SERVER_CASES } from './server-cases';

const EXISTING = { dnsServers: [], existing: { network: { name: 'corp' }, router: { name: 'corp' } } };

const NOT_A_CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

/** The pool of the smallest description with other settings. */
function pool(settings: Overrides): Overrides {
  return { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', ...settings }] };
}

/** The pool with further disks. */
function volumes(...disks: Overrides[]): Overrides {
  return pool({ volumes: disks });
}

function issuer(settings: Overrides): Overrides {
  return { authentication: { oidc: [{ issuerURL: 'https://dex.example.org', audiences: ['kubectl'], ...settings }] } };
}

/** Both families, in a network with a subnet of each. */
const DUAL_STACK = {
  dnsServers: [],
  existing: { network: { name: 'corp' }, subnets: [{ name: 'corp-v4' }, { name: 'corp-v6' }], router: { name: 'corp' } },
  podCidrs: ['10.244.0.0/16', 'fd00:244::/56'],
  serviceCidrs: ['10.96.0.0/12', 'fd00:96::/108'],
};

/** Each rule of resolving, and what is said where it is broken. */
export const RESOLVE_CASES: DiagnosticCases = {
  ...NODE_CASES,
  ...EXPERT_CASES,
  ...POLICY_CASES,
  ...SERVER_CASES,
  'kubernetes version': [
    {
      name: 'a minor that is not in the table', cluster: { kubernetesVersion: '1.99' },
      gives: [{
        code: 'VersionUnknown', path: 'spec.kubernetesVersion',
        message: 'Kubernetes 1.99 is not in the version table of this release (of 2026-11-23)',
        allowed: ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'],
      }],
    },
    {
      name: 'a patch that is not in the table', cluster: { kubernetesVersion: '1.36.99' },
      gives: [{
        code: 'VersionPatchUnknown', severity: 'Warning', path: 'spec.kubernetesVersion',
        message: 'v1.36.99 is not in the version table of 2026-11-23, whose newest is v1.36.6',
      }],
    },
    {
      name: 'a minor that the profile does not offer',
      cluster: { kubernetesVersion: '1.36' },
      profile: { kubernetesVersions: [{ minor: '1.35' }, { minor: '1.34' }] },
      gives: [{
        code: 'VersionNotOffered', path: 'spec.kubernetesVersion',
        message: 'Kubernetes 1.36 is not offered',
        allowed: ['1.35', '1.34'],
      }],
    },
    {
      name: 'a minor that Cluster API does not support',
      cluster: { kubernetesVersion: '1.37' },
      profile: { management: { clusterApi: '1.12' } },
      gives: [{
        code: 'VersionNotOffered', path: 'spec.kubernetesVersion',
        message: 'Cluster API 1.12 of the management cluster does not support Kubernetes 1.37',
        allowed: ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'],
      }],
    },
    {
      name: 'a minor that needs a newer patch of Cluster API',
      cluster: { kubernetesVersion: '1.37' },
      profile: { management: { clusterApi: '1.13.5' } },
      gives: [{
        code: 'VersionNotOffered', path: 'spec.kubernetesVersion',
        message: 'Cluster API 1.13.5 of the management cluster does not support Kubernetes 1.37, which needs 1.13.6 or newer',
        allowed: ['1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'],
      }],
    },
    {
      name: 'a minor that needs some patch of Cluster API',
      cluster: { kubernetesVersion: '1.37' },
      profile: { management: { clusterApi: '1.13' } },
      gives: [{
        code: 'ManagementClusterVersion', severity: 'Warning', path: 'spec.kubernetesVersion',
        message: 'Kubernetes 1.37 needs Cluster API 1.13.6 or newer in the management cluster',
      }],
    },
    {
      name: 'nothing where the patch of Cluster API is new enough',
      cluster: { kubernetesVersion: '1.37' },
      profile: { management: { clusterApi: '1.13.6' } },
      gives: [],
    },
    {
      name: 'a release of Cluster API that objects are not made for', profile: { management: { clusterApi: '1.15' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.management.clusterApi',
        message: 'the objects are not made for Cluster API 1.15',
        allowed: ['1.12', '1.13', '1.14'],
      }],
    },
    {
      name: 'a minor that upstream has ended', cluster: { kubernetesVersion: '1.33' },
      gives: [{
        code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion',
        message: 'Kubernetes 1.33 gets no fixes since 2026-06-28 (scs-0210-v2/eol-branch)',
      }],
    },
    {
      name: 'a minor that the provider is about to withdraw',
      profile: { kubernetesVersions: [{ minor: '1.36', state: 'Deprecated' }] },
      gives: [{
        code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion',
        message: 'the provider has deprecated Kubernetes 1.36',
      }],
    },
    {
      name: 'a minor that is a preview', profile: { kubernetesVersions: [{ minor: '1.36', state: 'Preview' }] },
      gives: [{
        code: 'VersionPreview', severity: 'Warning', path: 'spec.kubernetesVersion',
        message: 'Kubernetes 1.36 is a preview at this provider',
      }],
    },
    {
      name: 'a pool that is newer than the control plane',
      cluster: { kubernetesVersion: '1.35', ...pool({ kubernetesVersion: '1.36' }) },
      gives: [{
        code: 'VersionSkew', path: 'spec.nodePools[0].kubernetesVersion',
        message: "v1.36.6 is newer than the control plane's v1.35.10; upgrade the control plane first",
      }],
    },
    {
      name: 'a pool with a newer patch than the control plane',
      cluster: { kubernetesVersion: '1.36.1', ...pool({ kubernetesVersion: '1.36.2' }) },
      gives: [{
        code: 'VersionSkew', path: 'spec.nodePools[0].kubernetesVersion',
        message: "v1.36.2 is newer than the control plane's v1.36.1; upgrade the control plane first",
      }],
    },
    {
      name: 'a pool that is too far behind the control plane',
      cluster: { kubernetesVersion: '1.36', ...pool({ kubernetesVersion: '1.32' }) },
      gives: [
        {
          code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.nodePools[0].kubernetesVersion',
          message: 'Kubernetes 1.32 gets no fixes since 2026-02-28 (scs-0210-v2/eol-branch)',
        },
        {
          code: 'VersionSkew', path: 'spec.nodePools[0].kubernetesVersion',
          message: "v1.32.13 is 4 minors behind the control plane's v1.36.6; at most 3 are supported",
        },
      ],
    },
    {
      name: 'a minor without structured authentication',
      cluster: { kubernetesVersion: '1.29', authentication: { anonymous: 'Allowed' } },
      profile: { management: { clusterApi: '1.12' } },
      gives: [
        {
          code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion',
          message: 'Kubernetes 1.29 gets no fixes since 2025-02-28 (scs-0210-v2/eol-branch)',
        },
        {
          code: 'VersionTooOld', path: 'spec.kubernetesVersion',
          message: 'Kubernetes 1.29 has no structured authentication; use 1.30 or newer',
        },
      ],
    },
    {
      name: 'a minor that cannot limit anonymous requests', cluster: { kubernetesVersion: '1.31' },
      gives: [
        {
          code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion',
          message: 'Kubernetes 1.31 gets no fixes since 2025-10-28 (scs-0210-v2/eol-branch)',
        },
        {
          code: 'VersionTooOld', path: 'spec.authentication.anonymous',
          message: 'Kubernetes 1.31 cannot limit anonymous requests to paths, which it can from 1.32 on; use a newer version, or set authentication.anonymous to Allowed',
        },
      ],
    },
  ],
  'region and zones': [
    {
      name: 'a region that is not offered', cluster: { region: 'regionone' },
      gives: [{
        code: 'RegionUnknown', path: 'spec.region',
        message: 'region "regionone" is not offered',
        allowed: ['RegionOne'], didYouMean: 'RegionOne',
      }],
    },
    {
      name: 'no region where there are several',
      profile: { regions: [{ name: 'a', zones: ['a1'] }, { name: 'b', zones: ['b1'] }] },
      gives: [{ code: 'RegionUnknown', path: 'spec.region', message: 'the profile has several regions; name one', allowed: ['a', 'b'] }],
    },
    {
      name: 'a wrong region, but not its zones', cluster: { region: 'Elsewhere', controlPlane: { zones: ['x1'] } },
      gives: [{ code: 'RegionUnknown', path: 'spec.region', message: 'region "Elsewhere" is not offered', allowed: ['RegionOne'] }],
    },
    {
      name: 'a zone that the region does not have', cluster: { controlPlane: { zones: ['az1', 'az4'] } },
      gives: [{
        code: 'ZoneUnknown', path: 'spec.controlPlane.zones[1]',
        message: 'zone "az4" is not in the region',
        allowed: ['az1', 'az2', 'az3'], didYouMean: 'az1',
      }],
    },
    {
      name: 'a zone of a pool that the region does not have', cluster: pool({ zones: ['AZ-1'] }),
      gives: [{
        code: 'ZoneUnknown', path: 'spec.nodePools[0].zones[0]',
        message: 'zone "AZ-1" is not in the region',
        allowed: ['az1', 'az2', 'az3'], didYouMean: 'az1',
      }],
    },
    {
      name: 'zones where the profile lists no regions', cluster: pool({ zones: ['az1'] }), profile: { regions: undefined },
      gives: [{
        code: 'ZoneUnknown', path: 'spec.nodePools[0].zones[0]',
        message: 'the profile lists no regions, so their zones are not known; leave zones out, and the cloud chooses',
      }],
    },
    {
      name: 'a zone that is named twice', cluster: { controlPlane: { zones: ['az1', 'az1'] } },
      gives: [{ code: 'InvalidValue', path: 'spec.controlPlane.zones[1]', message: 'zone "az1" is listed twice' }],
    },
    {
      name: 'a zone that the profile lists twice', profile: { regions: [{ name: 'RegionOne', zones: ['az1', 'az1'] }] },
      gives: [{ code: 'DuplicateItem', document: 'profile', path: 'spec.regions[0].zones[1]', message: 'zone "az1" is listed twice' }],
    },
    {
      name: 'a zone that names cannot be made of', profile: { regions: [{ name: 'RegionOne', zones: ['é'] }] },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.regions[0].zones[0]',
        message: '"é" has no letter from a to z and no digit, which names of objects could be made of',
      }],
    },
  ],
  'flavors and disks': [
    {
      name: 'a flavor that is not offered', cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-32' }] },
      gives: [{
        code: 'FlavorNotOffered', path: 'spec.nodePools[0].flavor',
        message: 'flavor "SCS-4V-32" is not offered',
        allowed: ['SCS-4V-16', 'SCS-4V-8', 'SCS-2V-4-20s'],
      }],
    },
    {
      name: 'a misspelt flavor', cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-l6' }] },
      gives: [{
        code: 'FlavorNotOffered', path: 'spec.nodePools[0].flavor',
        message: 'flavor "SCS-4V-l6" is not offered',
        allowed: ['SCS-2V-4-20s', 'SCS-4V-8', 'SCS-4V-16'], didYouMean: 'SCS-4V-16',
      }],
    },
    {
      name: 'the default flavor of the control plane where it is not offered', profile: { flavors: [{ name: 'SCS-4V-16' }] },
      gives: [{
        code: 'FlavorNotOffered', path: 'spec.controlPlane.flavor',
        message: 'flavor "SCS-2V-4-20s" is not offered, and it is the default here; name another',
        allowed: ['SCS-4V-16'],
      }],
    },
    {
      name: 'no SCS name where the profile lists no flavors',
      cluster: { nodePools: [{ name: 'general', flavor: 'm1.large' }] },
      profile: { flavors: undefined },
      gives: [{
        code: 'FlavorNotOffered', path: 'spec.nodePools[0].flavor',
        message: '"m1.large" is no SCS flavor name, and the profile lists no flavors that it could be',
        allowed: ['SCS-2V-4-20s', 'SCS-4V-16'],
      }],
    },
    {
      name: 'a misspelt SCS name where the profile lists no flavors',
      cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4v-16' }] },
      profile: { flavors: undefined },
      gives: [{
        code: 'FlavorNotOffered', path: 'spec.nodePools[0].flavor',
        message: '"SCS-4v-16" starts with "SCS-" but is not an SCS flavor name: its CPU part "4v" is not a number of CPUs followed by C, T, V or L, and i where protection is insufficient',
        didYouMean: 'SCS-4V-16',
      }],
    },
    {
      name: 'a flavor of the profile outside of the scheme that lacks fields, and nothing about who uses it',
      cluster: { nodePools: [{ name: 'general', flavor: 'gpu-large' }] },
      profile: { flavors: [{ name: 'SCS-2V-4-20s' }, { name: 'gpu-large', cpus: 8 }] },
      gives: [{
        code: 'InvalidFlavor', document: 'profile', path: 'spec.flavors[1]',
        message: 'a flavor whose name does not follow the SCS scheme says what it has; missing: memory, disk',
      }],
    },
    {
      name: 'a misspelt flavor of the profile',
      profile: { flavors: [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-16' }, { name: 'SCS-4v-8' }] },
      gives: [{
        code: 'InvalidFlavor', document: 'profile', path: 'spec.flavors[2]',
        message: 'a flavor whose name does not follow the SCS scheme says what it has; missing: cpus, memory, disk',
        didYouMean: 'SCS-4V-8',
      }],
    },
    {
      name: 'a flavor of the profile with less than its name says',
      profile: { flavors: [{ name: 'SCS-2V-4-20s', memory: '2Gi' }, { name: 'SCS-4V-16' }] },
      gives: [{
        code: 'InvalidFlavor', document: 'profile', path: 'spec.flavors[0]',
        message: 'the profile gives "SCS-2V-4-20s" less than its name promises: 2 CPUs, 4Gi memory, 20Gi disk',
      }],
    },
    {
      name: 'a flavor of the profile whose memory is no size',
      profile: { flavors: [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-16', memory: '100m' }] },
      gives: [{ code: 'InvalidFlavor', document: 'profile', path: 'spec.flavors[1]', message: '"100m" is not a whole number of bytes' }],
    },
    {
      name: 'a flavor of the profile whose disk is no whole number of GiB',
      profile: { flavors: [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-16', disk: '1500Mi' }] },
      gives: [{
        code: 'InvalidFlavor', document: 'profile', path: 'spec.flavors[1]',
        message: '"1500Mi" is not a whole number of GiB; the nearest sizes are 1Gi and 2Gi',
      }],
    },
    {
      name: 'a flavor that a zone of the pool does not have',
      cluster: pool({ zones: ['az1', 'az2'] }),
      profile: { flavors: [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-16', zones: ['az1'] }] },
      gives: [{
        code: 'FlavorNotInZone', path: 'spec.nodePools[0].flavor',
        message: 'flavor "SCS-4V-16" is not offered in az2; choose other zones or another flavor',
        allowed: ['az1'],
      }],
    },
    {
      name: 'requirements that no flavor has', cluster: pool({ flavor: undefined, requirements: { cpus: 16, memory: '64Gi' } }),
      gives: [{
        code: 'NoFlavorFits', path: 'spec.nodePools[0].requirements',
        message: 'no offered flavor has all of this',
        allowed: ['SCS-4V-16 (4 CPUs, 16Gi memory, no disk)', 'SCS-4V-8 (4 CPUs, 8Gi memory, no disk)', 'SCS-2V-4-20s (2 CPUs, 4Gi memory, 20Gi disk)'],
      }],
    },
    {
      name: 'requirements without a list of flavors',
      cluster: pool({ flavor: undefined, requirements: { cpus: 2, memory: '4Gi' } }),
      profile: { flavors: undefined },
      gives: [{
        code: 'NoFlavorFits', path: 'spec.nodePools[0].requirements',
        message: 'requirements need a list of flavors in the profile to choose from; name a flavor, or list the flavors',
      }],
    },
    {
      name: 'required memory that is no size', cluster: pool({ flavor: undefined, requirements: { cpus: 2, memory: '100m' } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].requirements.memory', message: '"100m" is not a whole number of bytes' }],
    },
    {
      name: 'a required disk that is no whole number of GiB',
      cluster: pool({ flavor: undefined, requirements: { cpus: 2, memory: '4Gi', disk: '1500Mi' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].requirements.disk',
        message: '"1500Mi" is not a whole number of GiB; the nearest sizes are 1Gi and 2Gi',
      }],
    },
    {
      name: 'a flavor and requirements', cluster: pool({ requirements: { cpus: 2, memory: '4Gi' } }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.nodePools[0].requirements',
        message: 'a flavor and requirements exclude each other: keep one of them',
      }],
    },
    {
      name: 'neither a flavor nor requirements', cluster: { nodePools: [{ name: 'general', flavor: undefined }] },
      gives: [{
        code: 'MissingField', path: 'spec.nodePools[0]',
        message: 'a node pool says which machines it has',
        allowed: ['flavor', 'requirements'],
      }],
    },
    {
      name: 'a flavor and requirements of the control plane',
      cluster: { controlPlane: { flavor: 'SCS-4V-8', requirements: { cpus: 2, memory: '4Gi' } } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.controlPlane.requirements',
        message: 'a flavor and requirements exclude each other: keep one of them',
      }],
    },
    {
      name: 'a root disk that is no whole number of GiB', cluster: pool({ rootDisk: { size: '50G' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].rootDisk.size',
        message: '"50G" is not a whole number of GiB; the nearest sizes are 46Gi and 47Gi',
      }],
    },
    {
      name: 'a root disk that is smaller than the requirements',
      cluster: pool({ flavor: undefined, requirements: { cpus: 4, memory: '8Gi', disk: '80Gi' }, rootDisk: { size: '40Gi' } }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.nodePools[0].rootDisk.size',
        message: 'the root disk is smaller than the 80Gi that the requirements ask for',
      }],
    },
    {
      name: 'a volume type that is not offered', cluster: pool({ rootDisk: { type: 'sdd' } }),
      gives: [{
        code: 'VolumeTypeUnknown', path: 'spec.nodePools[0].rootDisk.type',
        message: 'volume type "sdd" is not offered',
        allowed: ['ssd', 'hdd'], didYouMean: 'ssd',
      }],
    },
    {
      name: 'a volume type where none are offered',
      cluster: { controlPlane: { rootDisk: { type: 'ssd' } } },
      profile: { volumeTypes: undefined },
      gives: [{
        code: 'VolumeTypeUnknown', path: 'spec.controlPlane.rootDisk.type',
        message: 'volume type "ssd" is not offered: the profile lists no volumeTypes',
        allowed: [],
      }],
    },
  ],
  'volumes': [
    {
      name: 'sizes and types that there are not',
      cluster: volumes({ name: 'data', size: '1500Mi', type: 'fast' }),
      gives: [
        { code: 'InvalidValue', path: 'spec.nodePools[0].volumes[0].size', message: '"1500Mi" is not a whole number of GiB; the nearest sizes are 1Gi and 2Gi' },
        { code: 'VolumeTypeUnknown', path: 'spec.nodePools[0].volumes[0].type', message: 'volume type "fast" is not offered', allowed: ['ssd', 'hdd'] },
      ],
    },
    {
      name: 'names of disks of the machine itself',
      cluster: volumes({ name: 'root', size: '1Gi' }, { name: 'etcd', size: '1Gi' }),
      gives: [
        { code: 'NameTaken', path: 'spec.nodePools[0].volumes[0].name', message: '"root" is the name of a disk of the machine itself; choose another' },
        { code: 'NameTaken', path: 'spec.nodePools[0].volumes[1].name', message: '"etcd" is the name of a disk of the machine itself; choose another' },
      ],
    },
    {
      name: 'a file system that nothing is mounted from',
      cluster: volumes({ name: 'data', size: '1Gi', filesystem: 'xfs' }),
      gives: [{
        code: 'FieldWithoutEffect', path: 'spec.nodePools[0].volumes[0].filesystem',
        message: 'a disk without mountPath is left raw, without a file system',
      }],
    },
    {
      name: 'folders of the system',
      cluster: volumes({ name: 'a', size: '1Gi', mountPath: '/var/lib/' }, { name: 'b', size: '1Gi', mountPath: '/run/data' }, { name: 'c', size: '1Gi', mountPath: '/' }),
      gives: ['/var/lib', '/run/data', '/'].map((folder, index) => ({
        code: 'InvalidValue', path: `spec.nodePools[0].volumes[${index}].mountPath`,
        message: `${folder} belongs to the system, which runs already when disks are mounted: choose a folder of your own, such as /var/lib/data`,
      })),
    },
    {
      name: 'paths that are none of a folder',
      cluster: volumes({ name: 'a', size: '1Gi', mountPath: '/srv/../etc' }, { name: 'b', size: '1Gi', mountPath: '/srv//data' }),
      gives: ['/srv/../etc', '/srv//data'].map((folder, index) => ({
        code: 'InvalidValue', path: `spec.nodePools[0].volumes[${index}].mountPath`,
        message: `"${folder}" has an empty part, "." or ".." in it: write the folder itself`,
      })),
    },
    {
      name: 'two disks at one folder, and nothing about one in the other',
      cluster: volumes({ name: 'a', size: '1Gi', mountPath: '/srv' }, { name: 'b', size: '1Gi', mountPath: '/srv/' }, { name: 'c', size: '1Gi', mountPath: '/srv/.hidden' }),
      gives: [{ code: 'DuplicateItem', path: 'spec.nodePools[0].volumes[1].mountPath', message: 'the disk "a" is mounted at /srv already' }],
    },
    {
      name: "a disk of etcd that its database does not fit on",
      cluster: { etcd: { dedicatedVolume: { size: '8Gi' } } }, profile: { etcd: { quota: '8Gi' } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.etcd.dedicatedVolume.size',
        message: "etcd's database may grow to 8Gi by the profile's etcd.quota, and its log and snapshots need room beside it: the disk must be larger",
      }],
    },
  ],
  'control plane': [
    {
      name: 'an even number of machines', cluster: { controlPlane: { replicas: 2 } },
      gives: [{
        code: 'EvenReplicas', path: 'spec.controlPlane.replicas',
        message: '2 control-plane machines tolerate no more failures than 1: etcd runs on them and needs a majority',
        allowed: ['1', '3'],
      }],
    },
    {
      name: 'a single machine', cluster: { controlPlane: { replicas: 1 } },
      gives: [{
        code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.replicas',
        message: 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production',
      }],
    },
    {
      name: 'machines that may share a host', cluster: { controlPlane: { antiAffinity: 'None', zones: ['az1'] } },
      gives: [{
        code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.antiAffinity',
        message: 'without anti-affinity or several zones, scs-0214-v2/cp-multi-host is not satisfied: all control-plane machines may share a host',
      }],
    },
    {
      name: 'a rollout without a surge and with too few machines',
      cluster: { controlPlane: { replicas: 1, rollout: { maxSurge: '0' } } },
      gives: [
        {
          code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.replicas',
          message: 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production',
        },
        {
          code: 'RolloutStalls', path: 'spec.controlPlane.rollout.maxSurge',
          message: 'a rollout without a surge needs at least 3 replicas, not 1',
        },
      ],
    },
    {
      name: 'a taint twice',
      cluster: { controlPlane: { taints: [{ key: 'a', value: 'x', effect: 'NoSchedule' }, { key: 'a', value: 'y', effect: 'NoSchedule' }] } },
      gives: [{ code: 'DuplicateItem', path: 'spec.controlPlane.taints[1]', message: 'taint a:NoSchedule is there already, at index 0' }],
    },
    {
      name: 'the taint that the control plane has already',
      cluster: { controlPlane: { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] } },
      gives: [{
        code: 'DuplicateItem', path: 'spec.controlPlane.taints[0]',
        message: 'every control-plane node has this taint already, as long as schedulable is false',
      }],
    },
    {
      name: 'a label that the cloud controller sets',
      cluster: { controlPlane: { labels: { 'topology.kubernetes.io/zone': 'az1' } } },
      gives: [{
        code: 'LabelNotSettable', path: 'spec.controlPlane.labels["topology.kubernetes.io/zone"]',
        message: 'this label is set by the cloud controller or the kubelet from what the machine really is',
      }],
    },
    {
      name: 'a time that is no whole number of seconds', cluster: { controlPlane: { remediation: { retryPeriod: '1500ms' } } },
      gives: [{
        code: 'InvalidValue', path: 'spec.controlPlane.remediation.retryPeriod',
        message: '"1500ms" is not a whole number of seconds; the nearest durations are 1s and 2s',
      }],
    },
    {
      name: 'a time that is shorter than Cluster API accepts',
      cluster: { controlPlane: { remediation: { startupTimeout: '10s' } } },
      gives: [{
        code: 'InvalidValue', path: 'spec.controlPlane.remediation.startupTimeout',
        message: '"10s" is not between 30s and 2147483647s',
      }],
    },
    {
      name: 'a time that does not fit into the field', cluster: { controlPlane: { timeouts: { drain: '30000d' } } },
      gives: [{ code: 'InvalidValue', path: 'spec.controlPlane.timeouts.drain', message: '"30000d" is not between 0s and 2147483647s' }],
    },
  ],
  'node pools': [
    {
      name: 'the name of the control plane', cluster: { nodePools: [{ name: 'control-plane', flavor: 'SCS-4V-16' }] },
      gives: [{
        code: 'NameTaken', path: 'spec.nodePools[0].name',
        message: `"control-plane" is the name of the control plane's own objects; choose another`,
      }],
    },
    {
      name: 'a pool with the name of a zone of another',
      cluster: { nodePools: [{ name: 'a', flavor: 'SCS-4V-16' }, { name: 'a-az1', flavor: 'SCS-4V-16', zones: [] }] },
      gives: [{
        code: 'NameTaken', path: 'spec.nodePools[1].name',
        message: 'pool "a-az1" and pool "a" would both have objects named "a-az1"; rename the pool',
      }],
    },
    {
      name: 'a pool whose zone makes it the control plane',
      cluster: { nodePools: [{ name: 'control', flavor: 'SCS-4V-16' }] },
      profile: { regions: [{ name: 'RegionOne', zones: ['plane'] }] },
      gives: [{
        code: 'NameTaken', path: 'spec.nodePools[0].name',
        message: 'pool "control" and the control plane would both have objects named "control-plane"; rename the pool',
      }],
    },
    {
      name: 'zones that become one in names', profile: { regions: [{ name: 'RegionOne', zones: ['az1', 'AZ1'] }] },
      gives: [{
        code: 'NameTaken', path: 'spec.nodePools[0].zones',
        message: 'two zones of pool "general" both become "general-az1" in names',
      }],
    },
    {
      name: 'names that are too long together, also after a pool with an error',
      cluster: { nodePools: [{ name: 'broken', flavor: 'SCS-9V-9' }, { name: 'general', flavor: 'SCS-4V-16' }] },
      profile: { regions: [{ name: 'RegionOne', zones: ['z'.repeat(60)] }] },
      gives: [
        {
          code: 'FlavorNotOffered', path: 'spec.nodePools[0].flavor',
          message: 'flavor "SCS-9V-9" is not offered',
          allowed: ['SCS-4V-8', 'SCS-4V-16', 'SCS-2V-4-20s'],
        },
        {
          code: 'NameTooLong', path: 'spec.nodePools[1].name',
          message: '"shop-general-zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz" has 73 characters, 63 are allowed; shorten the name of the pool or the cluster',
        },
      ],
    },
    {
      name: 'an argument by which the autoscaler finds its groups', profile: { autoscaler: { extraArgs: [{ name: 'expander', value: 'random' }, { name: 'nodes', value: '1:2:a' }] } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.autoscaler.extraArgs[1].name',
        message: '--nodes is decided here, and the autoscaler would not work with another value: remove it',
      }],
    },
    {
      name: 'replicas and autoscaling', cluster: pool({ replicas: 3, autoscaling: { min: 3, max: 9 } }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.nodePools[0].autoscaling',
        message: 'replicas and autoscaling exclude each other: the autoscaler decides the number of machines',
      }],
    },
    {
      name: 'autoscaling that ends below its begin', cluster: pool({ autoscaling: { min: 9, max: 3 } }),
      gives: [{ code: 'InvalidValue', path: 'spec.nodePools[0].autoscaling.max', message: 'max 3 is below min 9' }],
    },
    {
      name: 'autoscaling with fewer machines than zones', cluster: pool({ autoscaling: { min: 0, max: 2 } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].autoscaling.max',
        message: 'max 2 is below the number of zones, 3: a zone would never get a machine; raise max or list fewer zones',
      }],
    },
    {
      name: 'a rollout that can replace no machine', cluster: pool({ rollout: { maxSurge: '0', maxUnavailable: '0%' } }),
      gives: [{
        code: 'RolloutStalls', path: 'spec.nodePools[0].rollout',
        message: 'maxSurge and maxUnavailable are both 0: no machine could ever be replaced',
      }],
    },
    {
      name: 'a share of machines that is less than one',
      cluster: pool({ replicas: 6, rollout: { maxSurge: '0%', maxUnavailable: '40%' } }),
      gives: [{
        code: 'RolloutStalls', severity: 'Warning', path: 'spec.nodePools[0].rollout.maxUnavailable',
        message: '40% of the machines of "general-az1" is less than one, and maxSurge is 0: Cluster API takes one machine at a time then',
      }],
    },
    {
      name: 'a taint twice',
      cluster: pool({ taints: [{ key: 'a', effect: 'NoExecute' }, { key: 'a', value: 'x', effect: 'NoExecute' }] }),
      gives: [{ code: 'DuplicateItem', path: 'spec.nodePools[0].taints[1]', message: 'taint a:NoExecute is there already, at index 0' }],
    },
    {
      name: 'a label that would keep the kubelet from starting', cluster: pool({ labels: { 'kubernetes.io/role': 'web' } }),
      gives: [{
        code: 'LabelNotSettable', path: 'spec.nodePools[0].labels["kubernetes.io/role"]',
        message: 'a kubelet does not start with a label of this domain, and Cluster API does not sync it',
        allowed: ['node-role.kubernetes.io/…', 'node-restriction.kubernetes.io/…', 'node.cluster.x-k8s.io/…', 'kubelet.kubernetes.io/…', 'node.kubernetes.io/…', 'a domain of your own'],
      }],
    },
    {
      name: 'a label of the cloud controller', cluster: pool({ labels: { 'node.kubernetes.io/instance-type': 'large' } }),
      gives: [{
        code: 'LabelNotSettable', path: 'spec.nodePools[0].labels["node.kubernetes.io/instance-type"]',
        message: 'this label is set by the cloud controller or the kubelet from what the machine really is',
      }],
    },
    {
      name: 'a label of Cluster API',
      cluster: pool({ labels: { 'cluster.x-k8s.io/cluster-name': 'other' } }),
      profile: { management: { syncedLabels: ['.*'] } },
      gives: [{
        code: 'LabelNotSettable', path: 'spec.nodePools[0].labels["cluster.x-k8s.io/cluster-name"]',
        message: 'by the labels of this domain Cluster API and this library find their own machines',
      }],
    },
    {
      name: 'an annotation that never reaches the node',
      cluster: pool({ annotations: { 'example.org/owner': 'shop' } }),
      profile: { management: { syncedAnnotations: ['^example\\.com/'] } },
      gives: [{
        code: 'AnnotationNotSynced', path: 'spec.nodePools[0].annotations["example.org/owner"]',
        message: "Cluster API does not sync this annotation to nodes; use an allowed domain, or let the operator list it in the profile's management.syncedAnnotations",
        allowed: ['node.cluster.x-k8s.io/…', '^example\\.com/'],
      }],
    },
    {
      name: 'a time that is no whole number of seconds', cluster: pool({ timeouts: { deletion: '100ms' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].timeouts.deletion',
        message: '"100ms" is not a whole number of seconds; the nearest duration is 1s',
      }],
    },
    {
      name: 'a start that is given less time than usual', cluster: { controlPlane: { remediation: { startupTimeout: '9m' } }, ...pool({ healthCheck: { startupTimeout: '31s' } }) },
      gives: [
        {
          code: 'RolloutStalls', severity: 'Warning', path: 'spec.controlPlane.remediation.startupTimeout',
          message: "a machine that takes longer than 9m to become a node is deleted and made anew, again and again, also while it waits for others or pulls its first images; Cluster API's own default is 10m",
        },
        {
          code: 'RolloutStalls', severity: 'Warning', path: 'spec.nodePools[0].healthCheck.startupTimeout',
          message: "a machine that takes longer than 31s to become a node is deleted and made anew, again and again, also while it waits for others or pulls its first images; Cluster API's own default is 10m",
        },
      ],
    },
    {
      name: 'nothing of it where nobody looks', cluster: pool({ healthCheck: { enabled: false, startupTimeout: '1m', maxUnhealthy: '100%' } }), gives: [],
    },
    {
      name: 'a health check without a limit', cluster: pool({ healthCheck: { maxUnhealthy: '100%' } }),
      gives: [{
        code: 'RolloutStalls', severity: 'Warning', path: 'spec.nodePools[0].healthCheck.maxUnhealthy',
        message: 'with 100% there is no limit: a fault of the network that makes all machines look broken has all of them replaced at once',
      }],
    },
    {
      name: 'a start that may take less than Cluster API accepts', cluster: pool({ healthCheck: { startupTimeout: '29s' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].healthCheck.startupTimeout',
        message: '"29s" is not between 30s and 2147483647s',
      }],
    },
  ],
  'network': [
    {
      name: 'no network', cluster: { network: { nodeCidr: '10.8.1.0/20' } },
      gives: [{
        code: 'InvalidValue', path: 'spec.network.nodeCidr',
        message: '"10.8.1.0/20" has bits set after its prefix; the network address of that range is 10.8.0.0',
        didYouMean: '10.8.0.0/20',
      }],
    },
    {
      name: 'a reserved range', cluster: { network: { podCidrs: ['169.254.0.0/16'] } },
      gives: [{
        code: 'CidrReserved', path: 'spec.network.podCidrs[0]',
        message: '169.254.0.0/16 touches 169.254.0.0/16, which is link-local and holds the OpenStack metadata service 169.254.169.254, which nodes boot from',
      }],
    },
    {
      name: 'a range for documentation', cluster: { network: { nodeCidr: '198.51.100.0/24' } },
      gives: [{
        code: 'CidrReserved', severity: 'Warning', path: 'spec.network.nodeCidr',
        message: '198.51.100.0/24 touches 198.51.100.0/24, which is for documentation only (RFC 5737)',
      }],
    },
    {
      name: 'IPv6 for the nodes', cluster: { network: { nodeCidr: 'fd00:8::/64' } },
      gives: [{ code: 'InvalidValue', path: 'spec.network.nodeCidr', message: 'a network that is made for the cluster is IPv4' }],
    },
    {
      name: 'IPv6 for pods and services, and nothing about its size',
      cluster: { network: { podCidrs: ['fd00:244::/56'], serviceCidrs: ['fd00:96::/108'] } },
      gives: [
        {
          code: 'NotYetSupported', path: 'spec.network.podCidrs[0]',
          message: 'IPv4 comes first, as the address of the API server is IPv4; this release cannot build clusters of IPv6 alone, or with IPv6 first',
        },
        {
          code: 'NotYetSupported', path: 'spec.network.serviceCidrs[0]',
          message: 'IPv4 comes first, as the address of the API server is IPv4; this release cannot build clusters of IPv6 alone, or with IPv6 first',
        },
      ],
    },
    {
      name: 'Calico in the place of kube-proxy', profile: { cni: { type: 'calico', kubeProxyReplacement: true } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.cni.kubeProxyReplacement',
        message: 'Calico as it is set up here, with IP-in-IP, needs kube-proxy', allowed: ['false'],
      }],
    },
    {
      name: 'two families of the pods, and one of the services',
      cluster: { network: { ...DUAL_STACK, serviceCidrs: ['10.96.0.0/12'] } },
      gives: [{ code: 'ConflictingFields', path: 'spec.network.podCidrs[1]', message: 'pods and services have the same address families; give both a range of IPv6, or none' }],
    },
    {
      name: 'ranges of IPv6 that are too large',
      cluster: { network: { ...DUAL_STACK, podCidrs: ['10.244.0.0/16', 'fd00:244::/40'], serviceCidrs: ['10.96.0.0/12', 'fd00:96::/64'] } },
      gives: [
        {
          code: 'CidrTooLarge', path: 'spec.network.serviceCidrs[1]',
          message: 'fd00:96::/64 has more than the 1048576 addresses that kubeadm accepts for services; use a prefix of 108 or longer',
        },
        { code: 'CidrTooLarge', path: 'spec.network.podCidrs[1]', message: 'kubeadm divides fd00:244::/40 into at most 2^16 ranges; use a prefix of 48 or longer' },
      ],
    },
    {
      name: 'a part of IPv6 for nodes that does not fit', cluster: { network: { ...DUAL_STACK, nodeCidrMaskSizeIPv6: 48 } },
      gives: [{ code: 'CidrTooSmall', path: 'spec.network.nodeCidrMaskSizeIPv6', message: "a /48 for each node does not fit into the pods' range fd00:244::/56" }],
    },
    {
      name: 'a range of IPv6 that is too small for the cluster', cluster: { network: { ...DUAL_STACK, nodeCidrMaskSizeIPv6: 58 } },
      gives: [{ code: 'CidrTooSmall', path: 'spec.network.podCidrs[1]', message: 'fd00:244::/56 has room for 4 nodes with a /58 each, and the cluster can have 6' }],
    },
    {
      name: 'a part of IPv6 for nodes without IPv6', cluster: { network: { nodeCidrMaskSizeIPv6: 80 } },
      gives: [{ code: 'FieldWithoutEffect', severity: 'Warning', path: 'spec.network.nodeCidrMaskSizeIPv6', message: 'the pods have no range of IPv6' }],
    },
    {
      name: 'two ranges of one family', cluster: { network: { podCidrs: ['10.244.0.0/16', '10.245.0.0/16'] } },
      gives: [{
        code: 'InvalidValue', path: 'spec.network.podCidrs[1]',
        message: 'there is one range for each address family, and IPv4 has one already',
      }],
    },
    {
      name: 'ranges that overlap', cluster: { network: { podCidrs: ['10.96.0.0/16'] } },
      gives: [{
        code: 'CidrOverlap', path: 'spec.network.podCidrs[0]',
        message: 'the range of the services 10.96.0.0/12 overlaps that of the pods 10.96.0.0/16',
      }],
    },
    {
      name: 'a range that overlaps a default, where it was written', cluster: { network: { nodeCidr: '10.244.0.0/20' } },
      gives: [{
        code: 'CidrOverlap', path: 'spec.network.nodeCidr',
        message: 'the range of the pods 10.244.0.0/16 overlaps that of the nodes 10.244.0.0/20',
      }],
    },
    {
      name: 'a range of nodes that no cluster fits into, once', cluster: { network: { nodeCidr: '10.8.0.0/30' } },
      gives: [{ code: 'CidrTooSmall', path: 'spec.network.nodeCidr', message: '10.8.0.0/30 has 4 addresses, which is too few for a cluster' }],
    },
    {
      name: 'a range of nodes that the cluster does not fit into', cluster: { network: { nodeCidr: '10.8.0.0/29' } },
      gives: [{
        code: 'CidrTooSmall', path: 'spec.network.nodeCidr',
        message: '10.8.0.0/29 has too few addresses for the 6 nodes that the cluster can have',
      }],
    },
    {
      name: 'a range of services that is too small', cluster: { network: { serviceCidrs: ['10.96.0.0/29'] } },
      gives: [{
        code: 'CidrTooSmall', path: 'spec.network.serviceCidrs[0]',
        message: "10.96.0.0/29 has 8 addresses; services need at least 10, as the tenth is that of the cluster's DNS",
      }],
    },
    {
      name: 'a range of services that is too large', cluster: { network: { serviceCidrs: ['10.96.0.0/11'] } },
      gives: [{
        code: 'CidrTooLarge', path: 'spec.network.serviceCidrs[0]',
        message: '10.96.0.0/11 has more than the 1048576 addresses that kubeadm accepts for services; use a prefix of 12 or longer',
      }],
    },
    {
      name: 'a range of pods that no node fits into', cluster: { network: { podCidrs: ['10.244.0.0/26'] } },
      gives: [{
        code: 'CidrTooSmall', path: 'spec.network.podCidrs[0]',
        message: "a /24 for each node does not fit into the pods' range 10.244.0.0/26",
      }],
    },
    {
      name: 'a range of pods that is too large', cluster: { network: { podCidrs: ['10.128.0.0/9'], nodeCidrMaskSize: 26 } },
      gives: [{
        code: 'CidrTooLarge', path: 'spec.network.podCidrs[0]',
        message: 'kubeadm divides 10.128.0.0/9 into at most 2^16 ranges; use a prefix of 10 or longer',
      }],
    },
    {
      name: 'a range of pods that is too small for the cluster', cluster: { network: { podCidrs: ['10.244.0.0/22'] } },
      gives: [{
        code: 'CidrTooSmall', path: 'spec.network.podCidrs[0]',
        message: '10.244.0.0/22 has room for 4 nodes with a /24 each, and the cluster can have 6',
      }],
    },
    {
      name: 'a DNS server that is no address', cluster: { network: { dnsServers: ['9.9.9'] } },
      gives: [{
        code: 'InvalidValue', path: 'spec.network.dnsServers[0]',
        message: '"9.9.9" is not an IP address such as 10.8.0.10 or fd00:10::10',
      }],
    },
    {
      name: 'a DNS server twice', cluster: { network: { dnsServers: ['9.9.9.9', '9.9.9.9'] } },
      gives: [{ code: 'DuplicateItem', path: 'spec.network.dnsServers[1]', message: 'DNS server "9.9.9.9" is listed twice' }],
    },
    {
      name: 'a range and an existing network',
      cluster: { network: { nodeCidr: '10.8.0.0/20', existing: { network: { name: 'corp' }, router: { name: 'corp' } }, dnsServers: [] } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.network.existing',
        message: 'an existing network has its ranges already; remove nodeCidr',
      }],
    },
    {
      name: 'a reference by nothing',
      cluster: { network: { dnsServers: [], existing: { network: {}, subnets: [{}], router: { name: 'corp' } } } },
      gives: [
        {
          code: 'MissingField', path: 'spec.network.existing.network',
          message: 'a reference is either by name or by id',
          allowed: ['name', 'id'],
        },
        {
          code: 'MissingField', path: 'spec.network.existing.subnets[0]',
          message: 'a reference is either by name or by id',
          allowed: ['name', 'id'],
        },
      ],
    },
    {
      name: 'a reference by name and id',
      cluster: { network: { dnsServers: [], existing: { network: { name: 'corp' }, router: { name: 'corp', id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' } } } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.network.existing.router',
        message: 'a reference is either by name or by id',
        allowed: ['name', 'id'],
      }],
    },
    {
      name: 'a public API server in a network without a router',
      cluster: { network: { dnsServers: [], existing: { network: { name: 'corp' } } } },
      gives: [{
        code: 'MissingField', path: 'spec.network.existing',
        message: 'a public API server in an existing network needs its router; name the router, or set apiServer.exposure to Internal',
        allowed: ['router'],
      }],
    },
    {
      name: 'DNS servers of an existing network',
      cluster: { network: { dnsServers: ['9.9.9.9'], existing: { network: { name: 'corp' }, router: { name: 'corp' } } } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', path: 'spec.network.dnsServers',
        message: 'an existing subnet has its own DNS servers; these have no effect',
      }],
    },
  ],
  'API server': [
    {
      name: 'a range of IPv6 that may reach it', cluster: { apiServer: { allowedCidrs: ['2001:db8::/32'] } },
      gives: [{ code: 'InvalidValue', path: 'spec.apiServer.allowedCidrs[0]', message: 'the address of the API server is IPv4, and its load balancer refuses a range of IPv6' }],
    },
    {
      name: 'an admission plugin that is none', profile: { admission: { plugins: ['NodeRestrictions', 'ImagePolicyWebhook', 'PodSecurity'] } },
      gives: [
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.admission.plugins[0]',
          message: 'the API server has no admission plugin "NodeRestrictions" that can be switched on so', didYouMean: 'NodeRestriction',
        },
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.admission.plugins[1]',
          message: 'the API server has no admission plugin "ImagePolicyWebhook" that can be switched on so',
        },
      ],
    },
    {
      name: 'an address that is none', cluster: { apiServer: { address: '203.0.113' } },
      gives: [{
        code: 'InvalidValue', path: 'spec.apiServer.address',
        message: '"203.0.113" is not an IP address such as 10.8.0.10 or fd00:10::10',
      }],
    },
    {
      name: 'an IPv6 address', cluster: { apiServer: { address: '2001:db8::1' } },
      gives: [{ code: 'InvalidValue', path: 'spec.apiServer.address', message: 'the address of the API server is IPv4' }],
    },
    {
      name: 'a range that is none', cluster: { apiServer: { allowedCidrs: ['198.51.100.1/24'] } },
      gives: [{
        code: 'InvalidValue', path: 'spec.apiServer.allowedCidrs[0]',
        message: '"198.51.100.1/24" has bits set after its prefix; the network address of that range is 198.51.100.0',
        didYouMean: '198.51.100.0/24',
      }],
    },
    {
      name: 'a list that locks the management cluster out',
      cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } },
      profile: { management: { egressCidrs: undefined } },
      gives: [{
        code: 'AllowListLockout', path: 'spec.apiServer.allowedCidrs',
        message: "the profile does not say from which addresses the management cluster comes, and the list would lock it out: set the profile's management.egressCidrs ([] where it reaches the API server from the nodes' network)",
      }],
    },
    {
      name: 'a range of the management cluster that is none',
      cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } },
      profile: { management: { egressCidrs: ['203.0.113.7/33'] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.management.egressCidrs[0]',
        message: '"203.0.113.7/33" is not a network in CIDR notation: after the slash comes a number, for IPv4 at most 32',
      }],
    },
    {
      name: 'a list that the policy wants', profile: { policy: { requireAllowedCidrs: true } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.apiServer.allowedCidrs',
        message: "the provider's policy wants a list of ranges that may reach the API server",
      }],
    },
    {
      name: 'a time that is no whole number of seconds', profile: { apiServer: { minRequestTimeout: '1800001ms' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.apiServer.minRequestTimeout',
        message: '"1800001ms" is not a whole number of seconds; the nearest durations are 1800s and 1801s',
      }],
    },
  ],
  'authentication': [
    {
      name: 'an issuer with half an escape', cluster: issuer({ issuerURL: 'https://dex.example.org/%zz' }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].issuerURL',
        message: '"https://dex.example.org/%zz" is not an address: "%" begins an escape of two hexadecimal digits',
      }],
    },
    {
      name: 'an empty prefix', cluster: issuer({ groups: { claim: 'roles', prefix: '' } }),
      gives: [{
        code: 'UnsafePrefix', severity: 'Warning', path: 'spec.authentication.oidc[0].groups.prefix',
        message: 'without a prefix, whoever controls the claim "roles" can take any name, also one of Kubernetes itself such as system:masters',
      }],
    },
    {
      name: 'a frame without a certificate', cluster: issuer({ ca: NOT_A_CERTIFICATE }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].ca',
        message: 'what stands between the lines of the frame is not a certificate, and what reads it would not start',
      }],
    },
    {
      name: 'an audience twice',
      cluster: issuer({ issuerURL: 'https://dex.example.org', audiences: ['kubectl', 'web', 'kubectl'] }),
      gives: [{ code: 'DuplicateItem', path: 'spec.authentication.oidc[0].audiences[2]', message: 'audience "kubectl" is listed twice' }],
    },
    {
      name: 'a rule about nothing', cluster: issuer({ claimRules: [{ requiredValue: 'x' }] }),
      gives: [{
        code: 'MissingField', path: 'spec.authentication.oidc[0].claimRules[0]',
        message: 'a rule has a claim or an expression',
        allowed: ['claim', 'expression'],
      }],
    },
    {
      name: 'a message for a claim', cluster: issuer({ claimRules: [{ claim: 'hd', message: 'no' }] }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.authentication.oidc[0].claimRules[0].message',
        message: 'the message goes with an expression, and this rule has none',
      }],
    },
    {
      name: 'a rule with claim and expression', cluster: issuer({ claimRules: [{ claim: 'hd', expression: 'claims.hd == "x"' }] }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.authentication.oidc[0].claimRules[0].claim',
        message: 'a rule has a claim with its value or an expression, not both',
      }],
    },
    {
      name: 'a rule with value and expression', cluster: issuer({ claimRules: [{ requiredValue: 'x', expression: 'claims.hd == "x"' }] }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.authentication.oidc[0].claimRules[0].requiredValue',
        message: 'a rule has a claim with its value or an expression, not both',
      }],
    },
    {
      name: 'an expression twice', cluster: issuer({ claimRules: [{ expression: 'has(claims.hd)' }, { expression: 'has(claims.hd)' }] }),
      gives: [{
        code: 'DuplicateItem', path: 'spec.authentication.oidc[0].claimRules[1].expression',
        message: 'there is a rule with this expression already, at index 0',
      }],
    },
    {
      name: 'a rule that is not true or false', cluster: issuer({ claimRules: [{ expression: 'claims.email_verified' }] }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].claimRules[0].expression',
        message: 'the expression becomes whatever the claim is, and a rule must become true or false: compare it, as in claims.hd == "example.org"',
      }],
    },
    {
      name: 'an expression that does not compile', cluster: issuer({ username: { expression: '"oidc:" + claim.sub' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].username.expression',
        message: 'the expression does not compile: Unknown variable: claim',
      }],
    },
    {
      name: 'a loop over a claim without a type', cluster: issuer({ groups: { expression: 'claims.roles.map(r, "oidc:" + r)' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].groups.expression',
        message: 'the expression does not compile: the API server has no type for claims.roles in "map"; write dyn(claims.roles)',
      }],
    },
    {
      name: 'an expression that names two things', cluster: issuer({ username: { claim: 'sub', expression: '"oidc:" + claims.sub' } }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.authentication.oidc[0].username.claim',
        message: 'beside an expression, the API server takes no claim: make it part of the expression',
      }],
    },
    {
      name: 'an expression with a prefix beside it', cluster: issuer({ groups: { prefix: 'oidc:', expression: '["oidc:all"]' } }),
      gives: [{
        code: 'ConflictingFields', path: 'spec.authentication.oidc[0].groups.prefix',
        message: 'beside an expression, the API server takes no prefix: make it part of the expression',
      }],
    },
    {
      name: 'a user name that is a list', cluster: issuer({ username: { expression: 'dyn(claims.roles).map(r, "oidc:" + r)' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].username.expression',
        message: 'the expression becomes list<string>, with which every login would fail: a user name is a string',
      }],
    },
    {
      name: 'groups that are a number', cluster: issuer({ groups: { expression: '1' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].groups.expression',
        message: 'the expression becomes int, with which every login would fail: groups are a string or a list of strings',
      }],
    },
    {
      name: 'an address that nobody has verified', cluster: issuer({ username: { expression: '"oidc:" + claims.email' } }),
      gives: [{
        code: 'MissingField', path: 'spec.authentication.oidc[0].username.expression',
        message: 'the API server does not start with an address from claims.email as long as nothing asks for claims.email_verified: add to claimRules {expression: "claims.?email_verified.orValue(true) == true", message: "the address must be verified"}',
      }],
    },
    {
      name: 'nothing where the address is verified',
      cluster: issuer({ username: { expression: '"oidc:" + claims.email' }, claimRules: [{ expression: 'claims.email_verified == true', message: 'verify it' }] }),
      gives: [],
    },
    {
      name: 'an expression that makes users of Kubernetes', cluster: issuer({ groups: { expression: 'dyn(claims.roles).map(r, "system:" + r)' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].groups.expression',
        message: 'names that start with "system:" belong to Kubernetes itself: an issuer could make anybody an administrator',
      }],
    },
    {
      name: 'a user name without a text before it', cluster: issuer({ username: { expression: 'claims.sub' } }),
      gives: [{
        code: 'UnsafePrefix', severity: 'Warning', path: 'spec.authentication.oidc[0].username.expression',
        message: 'nothing in the expression keeps these names apart from others: whoever controls the claims can take any name, also one of Kubernetes itself such as system:masters; begin with a text, as in "oidc:" + claims.sub',
      }],
    },
    {
      name: 'groups without a text before them', cluster: issuer({ groups: { expression: 'claims.roles' } }),
      gives: [{
        code: 'UnsafePrefix', severity: 'Warning', path: 'spec.authentication.oidc[0].groups.expression',
        message: 'nothing in the expression keeps these names apart from others: whoever controls the claims can take any name, also one of Kubernetes itself such as system:masters; begin with a text, as in dyn(claims.groups).map(g, "oidc:" + g)',
      }],
    },
    {
      name: 'a claim with two rules', cluster: issuer({ claimRules: [{ claim: 'hd', requiredValue: 'x' }, { claim: 'hd' }] }),
      gives: [{
        code: 'DuplicateItem', path: 'spec.authentication.oidc[0].claimRules[1].claim',
        message: 'there is a rule for the claim "hd" already, at index 0',
      }],
    },
    {
      name: 'users with the prefix of Kubernetes', cluster: issuer({ username: { prefix: 'system:' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].username.prefix',
        message: 'names that start with "system:" belong to Kubernetes itself: an issuer could make anybody an administrator',
      }],
    },
    {
      name: 'groups with the prefix of Kubernetes', cluster: issuer({ groups: { prefix: 'system:x:' } }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].groups.prefix',
        message: 'names that start with "system:" belong to Kubernetes itself: an issuer could make anybody an administrator',
      }],
    },
    {
      name: 'an issuer with a query', cluster: issuer({ issuerURL: 'https://dex.example.org/?a=b', audiences: ['kubectl'] }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].issuerURL',
        message: 'the URL of an issuer has no query and no fragment, and this one has a query',
      }],
    },
    {
      name: 'an issuer with a fragment', cluster: issuer({ issuerURL: 'https://dex.example.org/#a', audiences: ['kubectl'] }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].issuerURL',
        message: 'the URL of an issuer has no query and no fragment, and this one has a fragment',
      }],
    },
    {
      name: "the issuer of the cluster's own tokens",
      cluster: issuer({ issuerURL: 'https://kubernetes.default.svc.cluster.local', audiences: ['kubectl'] }),
      gives: [{
        code: 'InvalidValue', path: 'spec.authentication.oidc[0].issuerURL',
        message: "this is the issuer of the cluster's own service accounts, whose tokens are accepted in any case",
      }],
    },
  ],
  'etcd backup': [
    {
      name: 'a backup without a bucket', cluster: { etcd: { backup: { target: 'S3' } } },
      gives: [{ code: 'MissingField', path: 'spec.etcd.backup', message: 'a backup to S3 needs a bucket', allowed: ['s3'] }],
    },
    {
      name: 'a bucket that nothing goes to', cluster: { etcd: { backup: { s3: { bucket: 'shop', endpoint: 'https://s3.example.org', credentialsRef: { name: 'shop' } } } } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', path: 'spec.etcd.backup.s3',
        message: 'a bucket is named, and backups stay on the node: set target to S3, or remove s3',
      }],
    },
    {
      name: 'an object store with a query',
      cluster: { etcd: { backup: { target: 'S3', s3: { bucket: 'shop', endpoint: 'https://s3.example.org/?a', credentialsRef: { name: 'shop' } } } } },
      gives: [{ code: 'InvalidValue', path: 'spec.etcd.backup.s3.endpoint', message: 'the address of an object store has no query and no fragment' }],
    },
    {
      name: 'a backup that is dropped at once', cluster: { etcd: { backup: { retention: '0d' } } },
      gives: [{ code: 'InvalidValue', path: 'spec.etcd.backup.retention', message: 'a backup that is kept for no time is none' }],
    },
    {
      name: 'a schedule that systemd cannot express', cluster: { etcd: { backup: { schedule: '0 3 1 * 0' } } },
      gives: [{
        code: 'InvalidValue', path: 'spec.etcd.backup.schedule',
        message: '"0 3 1 * 0" names days of the month and of the week, which systemd cannot express as cron means it: name one of the two',
      }],
    },
    {
      name: 'a defragmentation that never comes', profile: { etcd: { defragmentation: '0 3 31 2 *' } },
      gives: [{ code: 'InvalidValue', document: 'profile', path: 'spec.etcd.defragmentation', message: '"0 3 31 2 *" never comes: no such month has that day' }],
    },
  ],
  'audit log': [
    {
      name: 'a rule for paths and for resources',
      cluster: { audit: { rules: [{ level: 'None', nonResourceURLs: ['/healthz*'], namespaces: ['default'] }] } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.audit.rules[0].nonResourceURLs',
        message: 'a rule is for paths, or for resources and namespaces, not for both',
      }],
    },
    {
      name: 'a star inside of a path', cluster: { audit: { rules: [{ level: 'None', nonResourceURLs: ['/api/*/nodes'] }] } },
      gives: [{
        code: 'InvalidValue', path: 'spec.audit.rules[0].nonResourceURLs[0]',
        message: '"/api/*/nodes" has a "*" before its end; only the last character can be one',
      }],
    },
    {
      name: 'a group with its version', cluster: { audit: { rules: [{ level: 'None', resources: [{ group: 'apps/v1' }] }] } },
      gives: [{
        code: 'InvalidValue', path: 'spec.audit.rules[0].resources[0].group',
        message: '"apps/v1" is not an API group, which has no version and no upper-case letters, such as apps or rbac.authorization.k8s.io',
      }],
    },
    {
      name: 'names without resources', cluster: { audit: { rules: [{ level: 'None', resources: [{ resourceNames: ['x'] }] }] } },
      gives: [{
        code: 'MissingField', path: 'spec.audit.rules[0].resources[0]',
        message: 'resourceNames need the resources that they are names of',
        allowed: ['resources'],
      }],
    },
    {
      name: 'a policy in a Secret beside rules and a level',
      cluster: { audit: { level: 'Request', rules: [{ level: 'None', users: ['admin'] }], policyRef: { name: 'audit', key: 'policy.yaml' } } },
      gives: [
        { code: 'ConflictingFields', path: 'spec.audit.rules', message: 'the policy of policyRef is used instead: keep one of the two' },
        { code: 'ConflictingFields', path: 'spec.audit.level', message: 'the policy of policyRef says how much is kept: keep one of the two' },
      ],
    },
    {
      name: 'a size that is no whole number of MiB', cluster: { audit: { maxSize: '100k' } },
      gives: [{ code: 'InvalidValue', path: 'spec.audit.maxSize', message: '"100k" is not a whole number of MiB; the nearest size is 1Mi' }],
    },
    {
      name: 'an age that is no whole number of days', cluster: { audit: { maxAge: '36h' } },
      gives: [{
        code: 'InvalidValue', path: 'spec.audit.maxAge',
        message: '"36h" is not a whole number of days; the nearest durations are 1d and 2d',
      }],
    },
  ],
  'encryption and maintenance': [
    {
      name: 'encryption without a configuration', cluster: { encryption: { enabled: true } },
      gives: [{
        code: 'MissingField', path: 'spec.encryption',
        message: 'encryption needs a Secret with an EncryptionConfiguration; keys are never made here',
        allowed: ['configRef'],
      }],
    },
    {
      name: 'a configuration without encryption',
      cluster: { encryption: { configRef: { name: 'shop-encryption-1', key: 'config.yaml' } } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.encryption.configRef',
        message: 'a configuration is named, and encryption is off: set enabled to true, or remove configRef',
      }],
    },
    {
      name: 'nothing of a configuration that the profile names for others',
      cluster: { encryption: { enabled: false } },
      profile: { defaults: { encryption: { enabled: true, configRef: { name: 'encryption-1', key: 'config.yaml' } } } },
      gives: [],
    },
    {
      name: 'a day that no calendar has', cluster: { maintenance: { rolloutAfter: '2027-02-29T02:00:00Z' } },
      gives: [{ code: 'InvalidValue', path: 'spec.maintenance.rolloutAfter', message: 'there is no time "2027-02-29T02:00:00Z"' }],
    },
    {
      name: 'a month that no calendar has', cluster: { maintenance: { rolloutAfter: '2027-13-01T02:00:00Z' } },
      gives: [{ code: 'InvalidValue', path: 'spec.maintenance.rolloutAfter', message: 'there is no time "2027-13-01T02:00:00Z"' }],
    },
  ],
  'tags': [
    {
      name: 'a tag twice', cluster: { tags: ['a', 'b', 'a'] },
      gives: [{ code: 'DuplicateItem', path: 'spec.tags[2]', message: 'tag "a" is listed twice' }],
    },
  ],
  'profile': [
    {
      name: 'mirrors that are no servers, or twice the same',
      profile: { registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://a.example.org', 'https://a.example.org', 'https://[::1'], ca: NOT_A_CERTIFICATE }] } },
      gives: [
        { code: 'DuplicateItem', document: 'profile', path: 'spec.registries.mirrors[0].endpoints[1]', message: 'endpoint "https://a.example.org" is listed twice' },
        { code: 'InvalidValue', document: 'profile', path: 'spec.registries.mirrors[0].endpoints[2]', message: '"https://[::1" is not an address of a server' },
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.registries.mirrors[0].ca',
          message: 'what stands between the lines of the frame is not a certificate, and what reads it would not start',
        },
      ],
    },
    {
      name: 'a trusted certificate that is none', profile: { trust: { certificates: [NOT_A_CERTIFICATE] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.trust.certificates[0]',
        message: 'what stands between the lines of the frame is not a certificate, and what reads it would not start',
      }],
    },
    {
      name: 'an expression that is none, and nothing else of it',
      cluster: pool({ labels: { 'example.org/tier': 'web' } }),
      profile: { management: { syncedLabels: ['('], syncedAnnotations: ['['] } },
      gives: [
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.management.syncedLabels[0]',
          message: '"(" is not a regular expression',
        },
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.management.syncedAnnotations[0]',
          message: '"[" is not a regular expression',
        },
      ],
    },
    {
      name: 'a composition that does not work yet', profile: { composition: 'Topology' },
      gives: [{
        code: 'NotYetSupported', document: 'profile', path: 'spec.composition',
        message: 'composition Topology is part of the API, but this release cannot build it yet',
        allowed: ['Plain'],
      }],
    },
    {
      name: 'a delivery of addons that does not work yet', profile: { addons: { delivery: 'Flux' } },
      gives: [{
        code: 'NotYetSupported', document: 'profile', path: 'spec.addons.delivery',
        message: 'delivery of addons by Flux is part of the API, but this release cannot do it yet',
        allowed: ['None'],
      }],
    },
    {
      name: 'a time between heartbeats that is nothing', profile: { etcd: { heartbeatInterval: '0ms' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.etcd.heartbeatInterval',
        message: 'etcd needs time between two heartbeats, at least 1ms',
      }],
    },
    {
      name: 'a time between heartbeats that is too long to read, once', profile: { etcd: { heartbeatInterval: '200000d' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.etcd.heartbeatInterval',
        message: '"200000d" is longer than the longest duration, 106751d',
      }],
    },
    {
      name: 'an election before five heartbeats', profile: { etcd: { heartbeatInterval: '600ms' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.etcd.electionTimeout',
        message: '2500ms is not between 5 times the heartbeat interval, 3000ms, and 50000ms',
      }],
    },
    {
      name: 'an election that etcd refuses', profile: { etcd: { electionTimeout: '51s' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.etcd.electionTimeout',
        message: '51s is not between 5 times the heartbeat interval, 1250ms, and 50000ms',
      }],
    },
    {
      name: 'a compaction that is too long', profile: { etcd: { compaction: '200000d' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.etcd.compaction',
        message: '"200000d" is longer than the longest duration, 106751d',
      }],
    },
    {
      name: 'a quota that is no size', profile: { etcd: { quota: '100m' } },
      gives: [{ code: 'InvalidValue', document: 'profile', path: 'spec.etcd.quota', message: '"100m" is not a whole number of bytes' }],
    },
    {
      name: 'modern suites with an old version',
      profile: { hardening: { tlsCipherSuites: 'Modern', tlsMinVersion: 'VersionTLS12' } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.hardening.tlsMinVersion',
        message: 'the modern suites are those of TLS 1.3',
        allowed: ['VersionTLS13'],
      }],
    },
    {
      name: 'a renewal that is too early', profile: { certificates: { renewBefore: '365d' } },
      gives: [{ code: 'InvalidValue', document: 'profile', path: 'spec.certificates.renewBefore', message: '365d is not between 7d and 364d' }],
    },
    {
      name: 'a renewal before there is a certificate', profile: { certificates: { renewBefore: '90d', validity: '90d' } },
      gives: [{ code: 'InvalidValue', document: 'profile', path: 'spec.certificates.renewBefore', message: '90d is not between 7d and 89d' }],
    },
    {
      name: 'certificates that are valid for too short', profile: { certificates: { validity: '7d' } },
      gives: [{ code: 'InvalidValue', document: 'profile', path: 'spec.certificates.validity', message: '7d is not between 8d and 1095d' }],
    },
    {
      name: 'certificates that outlive their authority', profile: { certificates: { authorityValidity: '364d' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.certificates.authorityValidity',
        message: '364d is not between 365d, for which certificates are valid, and 36500d',
      }],
    },
    {
      name: 'a validity that kubeadm does not know', cluster: { kubernetesVersion: '1.30', authentication: { anonymous: 'Allowed' } },
      profile: { management: { clusterApi: '1.13' }, certificates: { validity: '180d' } },
      gives: [
        { code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion', message: 'Kubernetes 1.30 gets no fixes since 2025-06-28 (scs-0210-v2/eol-branch)' },
        { code: 'VersionTooOld', document: 'profile', path: 'spec.certificates.validity', message: 'kubeadm of Kubernetes 1.30 makes certificates for 365d only; it needs 1.31 or newer' },
      ],
    },
    {
      name: 'a renewal that is no whole number of days', profile: { certificates: { renewBefore: '100h' } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.certificates.renewBefore',
        message: '"100h" is not a whole number of days; the nearest durations are 4d and 5d',
      }],
    },
    {
      name: 'exceptions from no proxy', profile: { proxy: { noProxy: ['.example.org'] } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.proxy.noProxy',
        message: 'without a proxy, exceptions from it have no effect',
      }],
    },
    {
      name: 'a proxy that could catch the traffic of an existing network',
      cluster: { network: EXISTING },
      profile: { proxy: { http: 'http://proxy.example.org:3128' } },
      gives: [{
        code: 'ProxyCatchesNodes', severity: 'Warning', document: 'profile', path: 'spec.proxy',
        message: "the range of an existing network is not known here: add it to the profile's proxy.noProxy, or traffic between nodes goes through the proxy",
      }],
    },
    {
      name: 'expert settings where they do nothing',
      profile: { defaults: { expert: { patches: [{ target: { kind: 'Cluster' }, patch: [{ op: 'remove', path: '/spec/paused' }] }] } }, policy: { enforce: { expert: { patches: [{ target: { kind: 'Cluster' }, patch: [{ op: 'remove', path: '/spec/paused' }] }] } } } },
      gives: [
        {
          code: 'FieldWithoutEffect', document: 'profile', path: 'spec.defaults.expert',
          message: 'expert settings for all clusters stand in the expert field of the profile itself',
        },
        {
          code: 'FieldWithoutEffect', document: 'profile', path: 'spec.policy.enforce.expert',
          message: 'expert settings for all clusters stand in the expert field of the profile itself',
        },
      ],
    },
  ],
  'policy': [
    {
      name: 'a setting that is fixed',
      cluster: { audit: { level: 'None' } },
      profile: { policy: { enforce: { audit: { level: 'Metadata' } } } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.audit.level',
        message: 'the provider, not the library, fixes audit.level',
        allowed: ['"Metadata"'],
      }],
    },
    {
      name: 'a list that is fixed',
      cluster: { network: { podCidrs: ['10.100.0.0/16'] } },
      profile: { policy: { enforce: { network: { podCidrs: ['10.200.0.0/16'] } } } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.network.podCidrs',
        message: 'the provider, not the library, fixes network.podCidrs',
        allowed: ['["10.200.0.0/16"]'],
      }],
    },
    {
      name: 'a default of the profile that its own policy forbids',
      profile: { defaults: { audit: { level: 'None' } }, policy: { enforce: { audit: { level: 'Metadata' } } } },
      gives: [{
        code: 'PolicyViolation', document: 'profile', path: 'spec.defaults.audit.level',
        message: "the profile's own policy.enforce fixes audit.level",
        allowed: ['"Metadata"'],
      }],
    },
    {
      name: 'expert settings',
      cluster: { expert: { patches: [{ target: { kind: 'Cluster' }, patch: [{ op: 'remove', path: '/spec/paused' }] }] } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.expert',
        message: "the provider's policy does not allow expert settings (policy.allowExpert)",
      }],
    },
    {
      name: 'too many machines',
      cluster: { nodePools: [{ name: 'a', flavor: 'SCS-4V-16', replicas: 4 }, { name: 'b', flavor: 'SCS-4V-16', autoscaling: { min: 0, max: 4 } }] },
      profile: { policy: { maxNodes: 10 } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.nodePools',
        message: "the cluster can have 11 machines, and the provider's policy allows 10",
      }],
    },
    {
      name: 'a machine that is too small', profile: { policy: { minFlavor: { cpus: 4, memory: '4Gi' } } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.controlPlane.flavor',
        message: `flavor "SCS-2V-4-20s" (2 CPUs, 4Gi memory, 20Gi disk) is smaller than the provider's policy allows: at least 4 CPUs and 4Gi memory`,
      }],
    },
    {
      name: 'a machine with too little memory', profile: { policy: { minFlavor: { memory: '8Gi' } } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.controlPlane.flavor',
        message: `flavor "SCS-2V-4-20s" (2 CPUs, 4Gi memory, 20Gi disk) is smaller than the provider's policy allows: at least 8Gi memory`,
      }],
    },
    {
      name: 'a smallest machine that is none', profile: { policy: { minFlavor: { memory: '100m' } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.policy.minFlavor.memory',
        message: '"100m" is not a whole number of bytes',
      }],
    },
  ],
  ...FEATURE_CASES,
};

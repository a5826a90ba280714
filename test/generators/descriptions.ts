import type { Arbitrary } from 'fast-check';
import type { ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import { judgeDocuments } from '../../src/judge-documents';
import { kubernetesRelease } from '../../src/versions/kubernetes-versions';
import { defined, drawn, type Draw } from './draw';
import { expert, forIgnition, poolExpert } from './expert';
import { duration, labels, rootDisk, taints, timeouts, volumes } from './machine-settings';
import { kubelet, sysctls } from './node-settings';
import { cpusEverywhere, drawProfile, gpuModelEverywhere, MINORS, obeying, profileArbitrary, withAuditPolicy } from './profiles';
import { serverOffer } from './servers';
import { allowedCidrs, settings, type Offer } from './settings';

export { profileArbitrary };

/** A description and the profile that it is for. */
export interface Documents {
  readonly description: ScsClusterDocument;
  readonly profile: ProviderProfileDocument;
}

/** Descriptions for a profile that `profileArbitrary` has made; they cover all fields that work. All are valid, unless they are too much for Ignition. */
export function descriptionArbitrary(profile: ProviderProfileDocument): Arbitrary<ScsClusterDocument> {
  return drawn((draw) => drawDescription(draw, profile));
}

/** Valid descriptions, each with its profile. */
export const documentsArbitrary: Arbitrary<Documents> = drawn(drawDocuments);

/** With Ignition, everything at once can be more than the user data of a machine holds: others are drawn then. */
function drawDocuments(draw: Draw): Documents {
  const profile = drawProfile(draw);
  const description = drawDescription(draw, profile);
  const fits = judgeDocuments(description, profile).diagnostics.every(({ code }) => code !== 'ContentTooLarge');
  return fits ? { description, profile } : drawDocuments(draw);
}

/** A valid description for a profile. */
export function drawDescription(draw: Draw, { spec: profile }: ProviderProfileDocument): ScsClusterDocument {
  const region = drawRegion(draw, profile);
  const zones = profile.regions?.find(({ name }) => name === (region ?? profile.defaults?.region ?? profile.regions?.[0].name))?.zones ?? [];
  const offer: Offer = {
    zones,
    flavors: profile.flavors?.filter((flavor) => flavor.zones === undefined).map(({ name }) => name) ?? ['SCS-4V-8', 'SCS-2V-4-20'],
    requiredCpus: cpusEverywhere(profile.flavors),
    gpuModel: gpuModelEverywhere(profile.flavors),
    volumeTypes: profile.volumeTypes?.map(({ name }) => name) ?? [],
    allowList: canAllow(profile),
    allocationPools: profile.openstack?.allocationPools !== undefined,
    features: profile.features !== undefined,
  };
  const drawnSettings = obeying(draw.fields(settings(draw, offer)), profile.policy?.enforce) as Record<string, Record<string, unknown> | undefined>;
  const isInternal = mustBeInternal(profile);
  const joined = isInternal || (profile.policy?.enforce?.network?.nodeCidr === undefined && draw.boolean()) ? drawExisting(draw, profile, drawnSettings) : {};
  const version = drawVersion(draw, profile);
  const single = profile.openstack?.apiLoadBalancer?.provider === 'none';
  const name = draw.oneOf('shop', 'a', 'shop-prod-with-a-name-of-30-ch');
  const poolNames = draw.some(['general', 'b', 'gpu-1', 'pool-name-of-15'], 1, 3);
  const addresses = poolNames.length === 1 ? ['203.0.113.8', '203.0.113.9'] : [];
  const document = {
    apiVersion: 'kaas.scs.community/v1alpha1',
    kind: 'ScsCluster',
    metadata: {
      name,
      ...draw.fields({
        namespace: () => draw.oneOf('shops', 'a'),
        labels: () => draw.map(['team', 'example.org/cost-centre'], () => draw.oneOf('', 'shop')),
        annotations: () => draw.map(['kaas.scs.community/display-name', 'note'], () => draw.oneOf('', 'Shop: "production"\n#1')),
      }),
    },
    spec: defined({
      ...drawnSettings,
      ...joined,
      region,
      kubernetesVersion: version,
      ...(single && {
        controlPlane: { ...drawnSettings.controlPlane, replicas: 1, rollout: { maxSurge: '1' } },
        apiServer: { ...drawnSettings.apiServer, address: '203.0.113.10' },
      }),
      ...(profile.policy?.requireAllowedCidrs && { apiServer: { ...drawnSettings.apiServer, ...joined.apiServer, allowedCidrs: allowedCidrs(draw) } }),
      ...(profile.policy?.allowExpert && draw.fields({
        expert: () => suited(expert(draw, serverOffer(profile), addresses, name, profile.policy?.enforce), profile),
      })),
      nodePools: poolNames.map((pool) => drawPool(draw, pool, name, version, offer, profile)),
    }),
  } as unknown as ScsClusterDocument;
  return { ...document, spec: drawEndpoint(draw, drawAuditPolicy(draw, document.spec, profile), profile) };
}

/** Where the profile has one among its defaults, no description can have a level or rules. */
function drawAuditPolicy(draw: Draw, spec: ScsClusterDocument['spec'], { defaults, policy }: Profile): ScsClusterDocument['spec'] {
  if (defaults?.audit?.policyRef === undefined) return withAuditPolicy(draw, spec, policy?.enforce);
  const { level: _level, rules: _rules, ...audit } = spec.audit ?? {};
  return { ...spec, ...(spec.audit && { audit }) };
}

/** An endpoint where there is no load balancer, with whatever takes its place; an address inside beside a public one. */
function drawEndpoint(draw: Draw, spec: ScsClusterDocument['spec'], profile: Profile): ScsClusterDocument['spec'] {
  const { provider } = profile.openstack?.apiLoadBalancer ?? {};
  const { address, exposure, ...apiServer } = spec.apiServer ?? {};
  const defaults = profile.defaults?.apiServer;
  const drawnNow = draw.integer(0, 3) === 3;
  const host = draw.oneOf('api.shop.example.org', '192.0.2.10', 'fd00::10');
  if (provider === 'none') {
    if (defaults?.endpoint === undefined && (!drawnNow || defaults?.address !== undefined)) return spec;
    const endpoint = drawnNow ? { host, ...draw.fields({ port: () => draw.oneOf(443, 6443) }) } : undefined;
    return {
      ...spec,
      controlPlane: { ...spec.controlPlane, replicas: draw.oneOf(1, 3) },
      apiServer: { ...apiServer, ...(exposure && { exposure }), ...(endpoint && { endpoint }) },
    };
  }
  if (provider === 'kube-vip') return drawnNow ? { ...spec, apiServer: { ...spec.apiServer, endpoint: { host: 'api.shop.example.org' } } } : spec;
  const isInNetwork = profile.openstack?.apiLoadBalancer?.network !== undefined || spec.network?.existing !== undefined;
  const isPublic = { ...spec, apiServer: { ...apiServer, ...(address !== undefined && exposure !== 'Internal' && { address }), exposure: 'Public' } } as typeof spec;
  if (defaults?.internalAddress === undefined && (!drawnNow || !isInNetwork || mustBeInternal(profile))) return spec;
  return drawnNow ? { ...isPublic, apiServer: { ...isPublic.apiServer, internalAddress: draw.oneOf('10.8.0.250', '10.8.0.251') } } : isPublic;
}

type DrawnSettings = Readonly<Record<string, Record<string, unknown> | undefined>>;

/** A network that is there already, and with it an API server that need not be public. */
function drawExisting(draw: Draw, { policy, openstack }: Profile, { network, apiServer }: DrawnSettings): Record<string, Record<string, unknown>> {
  const ref = (): object => draw.oneOf({ name: 'corp' }, { name: 'lan' }, { id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' }, { id: '9d2c5b1e-0b5f-4f0c-9a35-6f2b7a1c4d22' });
  const { nodeCidr: _made, ...rest } = network ?? {};
  const canBeInternal = policy?.enforce?.apiServer?.exposure === undefined && openstack?.apiLoadBalancer?.provider !== 'none';
  return {
    network: {
      ...rest,
      ...(draw.boolean() ? drawDualStack(draw, ref) : { existing: { network: ref(), ...draw.fields({ subnets: () => draw.list(0, 2, ref) }), router: ref() } }),
    },
    ...(canBeInternal && { apiServer: { ...apiServer, exposure: mustBeInternal({ openstack }) ? 'Internal' : draw.oneOf('Internal', 'Public'), ...drawVirtualAddress(draw, { openstack }) } }),
  };
}

/** Without an external network, and with an address that wanders. */
function mustBeInternal({ openstack }: Pick<Profile, 'openstack'>): boolean {
  return openstack?.externalNetworkEnabled === false || openstack?.apiLoadBalancer?.provider === 'kube-vip';
}

/** kube-vip must know it. */
function drawVirtualAddress(draw: Draw, { openstack }: Pick<Profile, 'openstack'>): object {
  return openstack?.apiLoadBalancer?.provider === 'kube-vip' ? { address: draw.oneOf('10.0.0.5', '10.0.0.6') } : {};
}

/** Both address families, with a subnet of each. */
function drawDualStack(draw: Draw, ref: () => object): object {
  return {
    podCidrs: ['10.244.0.0/16', draw.oneOf('fd00:244::/56', 'fd00:245::/54')],
    serviceCidrs: ['10.96.0.0/12', draw.oneOf('fd00:96::/108', 'fd00:96::/112')],
    existing: { network: ref(), subnets: [ref(), ref()], router: ref() },
  };
}

type Profile = ProviderProfileDocument['spec'];

function canAllow({ openstack, management }: Profile): boolean {
  const { provider } = openstack?.apiLoadBalancer ?? {};
  return (provider === undefined || provider === 'amphora') && management?.egressCidrs !== undefined;
}

function suited(drawn: unknown, { openstack }: Profile): unknown {
  return openstack?.os === 'flatcar' ? forIgnition(drawn) : drawn;
}

/** Of several regions one must be named; where the profile knows none, any can be. */
function drawRegion(draw: Draw, { regions, defaults }: Profile): string | undefined {
  if (regions === undefined) return draw.oneOf(undefined, 'RegionOne');
  const names = regions.map(({ name }) => name);
  return regions.length === 1 || defaults?.region !== undefined ? draw.oneOf(undefined, ...names) : draw.oneOf(...names);
}

function drawVersion(draw: Draw, { kubernetesVersions }: Profile): string {
  const minor = draw.oneOf(...(kubernetesVersions?.map((offered) => offered.minor) ?? MINORS));
  return draw.oneOf(minor, `${minor}.x`, `v${minor}.${kubernetesRelease(minor)!.newestPatch}`, `${minor}.1`);
}

/** That of the control plane, or that of an older minor. */
function drawPoolVersion(draw: Draw, version: string, { kubernetesVersions }: Profile): string {
  const number = (text: string): number => Number(text.replace(/^v/, '').split('.')[1]);
  const older = (kubernetesVersions?.map(({ minor }) => minor) ?? MINORS).filter((minor) => number(minor) < number(version));
  return draw.oneOf(version, ...older);
}

function drawPool(draw: Draw, name: string, clusterName: string, version: string, { zones, volumeTypes }: Offer, profile: Profile): unknown {
  const flavors = profile.flavors ?? [{ name: 'SCS-4V-16' }, { name: 'SCS-2V-4-20' }];
  // Those with GPUs twice, as they are rare.
  const flavor = draw.oneOf(...flavors, ...flavors.filter(({ gpus }) => gpus));
  const namedZones = flavor.zones === undefined ? draw.oneOf(undefined, draw.some(zones)) : draw.some(flavor.zones, 1);
  const most = Math.max((namedZones ?? zones).length, draw.integer(1, 15));
  return defined({
    name,
    zones: namedZones,
    ...draw.oneOf<object>({}, { replicas: draw.integer(0, 15) }, { autoscaling: { min: draw.integer(0, most), max: most } }),
    ...(profile.flavors !== undefined && draw.boolean() ? { requirements: drawRequirements(draw, flavor) } : { flavor: flavor.name }),
    ...draw.fields({
      rootDisk: () => rootDisk(draw, volumeTypes),
      volumes: () => volumes(draw, volumeTypes),
      labels: () => labels(draw),
      annotations: () => draw.map(['node.cluster.x-k8s.io/owner', ...(profile.management?.syncedAnnotations ? ['example.org/owner'] : [])], () => draw.oneOf('', 'shop: "x"')),
      taints: () => taints(draw),
      antiAffinity: () => draw.oneOf('Preferred', 'Required', 'None'),
      rollout: () => ({
        ...draw.oneOf({}, { maxSurge: '2' }, { maxSurge: '0', maxUnavailable: '1' }, { maxSurge: '25%', maxUnavailable: '0%' }, { maxUnavailable: '50%' }),
        ...draw.fields({ deleteOrder: () => draw.oneOf('Oldest', 'Newest', 'Random') }),
      }),
      healthCheck: () => draw.fields({
        enabled: () => draw.boolean(), unhealthyAfter: () => duration(draw), startupTimeout: () => duration(draw, 30), maxUnhealthy: () => draw.oneOf('40%', '1', '100%'),
      }),
      timeouts: () => timeouts(draw),
      kubelet: () => kubelet(draw),
      sysctls: () => sysctls(draw),
      ...(profile.policy?.allowExpert && { expert: () => suited(poolExpert(draw, serverOffer(profile), name, clusterName), profile) }),
      kubernetesVersion: () => drawPoolVersion(draw, version, profile),
      ...(profile.features && { features: () => ({ configDrive: { enabled: draw.boolean() } }) }),
    }),
    ...(profile.policy?.allowExpert && draw.integer(0, 7) === 7 && drawSingle(draw, profile, name, clusterName)),
  });
}

/** Never more than one machine, which can have an address of its own. */
function drawSingle(draw: Draw, profile: Profile, name: string, clusterName: string): object {
  const fixedIPs = [{ ipAddress: draw.oneOf('10.20.0.17', 'fd00::17'), ...draw.fields({ subnet: () => ({ name: 'storage-v4' }) }) }];
  return {
    replicas: 1,
    autoscaling: undefined,
    rollout: { maxSurge: '0', maxUnavailable: '1' },
    expert: { ...suited(poolExpert(draw, serverOffer(profile), name, clusterName), profile) as object, ports: [{ network: { name: 'single' }, fixedIPs }] },
  };
}

/** Such that the flavor fulfils them, whatever smaller one is there. */
function drawRequirements(draw: Draw, { gpus, disk, name }: NonNullable<Profile['flavors']>[number]): unknown {
  const diskless = disk === '0' || (disk === undefined && /^SCS-\d+[CTVL]-\d+$/.test(name));
  const cpus = (): number => (name === 'SCS-2V-4-20s' ? 2 : draw.oneOf(2, 4));
  return {
    cpus: cpus(),
    memory: `${2 * cpus()}Gi`,
    ...draw.fields({ disk: () => (diskless ? '40Gi' : draw.oneOf('20Gi', '10Gi')) }),
    ...(gpus && { gpus: { count: draw.integer(1, gpus.count), ...draw.oneOf({}, { model: gpus.model ?? '' }) } }),
  };
}

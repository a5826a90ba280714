import type { ScsClusterDefaults } from '../../src/params';
import { patches } from './settings';
import { defined, type Draw } from './draw';
import { ID } from './machine-settings';
import { floatingIPs, servers, type ServerOffer } from './servers';

/** Expert settings that fit any cluster. Files of the Secret "licence" are there where a token names it. */
export function expert(
  draw: Draw, offer: ServerOffer, addresses: readonly string[] = [], clusterName?: string, fixed: ScsClusterDefaults = {},
): unknown {
  const rolloutTokens = draw.integer(0, 3) === 3 ? [{ secretRef: { name: 'licence' }, token: draw.oneOf('2026-11', 'b') }] : undefined;
  const machine = machineExpert(draw, '/etc/expert', offer);
  return defined({
    ...machine,
    ...draw.fields({
      apiServer: () => draw.fields({
        extraArgs: () => args(draw, 'goaway-chance', ...(fixed.audit === undefined ? ['audit-log-compress'] : [])),
        extraVolumes: () => draw.some(['a', 'b', 'c', 'webhook-config'], 2).map((name) => ({
          name, hostPath: `/etc/${name}`, mountPath: `/etc/kubernetes/${name}`,
          ...draw.fields({ readOnly: () => draw.boolean() }),
          ...draw.oneOf<object>({}, ...['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'].map((pathType) => ({ pathType }))),
        })),
        featureGates: () => gates(draw),
        port: () => draw.oneOf(443, 8443, 6443),
        logLevel: () => draw.integer(0, 10),
        webhookAuthenticationRef: () => draw.oneOf({ name: 'webhook', key: 'kubeconfig' }, { name: 'webhook-2', key: 'config' }),
      }),
      controllerManager: () => draw.fields({ extraArgs: () => args(draw, 'kube-api-qps', 'bind-port'), nodeMonitorGracePeriod: () => draw.oneOf('40s', '1m') }),
      scheduler: () => draw.fields({ extraArgs: () => args(draw, 'kube-api-qps') }),
      kubeProxy: () => draw.fields({ mode: () => draw.oneOf('iptables', 'nftables', 'ipvs') }),
      etcd: () => draw.fields({ extraArgs: () => args(draw, 'max-snapshots', 'max-wals'), prioBoost: () => draw.boolean() }),
      kubeadm: () => draw.fields({
        skipPhases: () => draw.some(['addon/coredns', 'preflight', 'control-plane-prepare/certs']), ignorePreflightErrors: () => draw.some(['NumCPU', 'DirAvailable--var-lib-etcd']),
      }),
      ...floatingIPs(draw, offer, addresses),
      ...(fixed.network === undefined && { patches: () => patches(draw, clusterName) }),
    }),
    ...(rolloutTokens && { rolloutTokens, files: [...(machine.files as unknown[] | undefined ?? []), licence('/etc/licence')] }),
  });
}

/** Those of a pool. */
export function poolExpert(draw: Draw, offer: ServerOffer, pool: string, clusterName: string): unknown {
  return defined({
    ...machineExpert(draw, '/etc/pool', offer),
    ...draw.fields({
      kubeadm: () => draw.fields({ skipPhases: () => draw.some(['preflight', 'kubelet-start']), ignorePreflightErrors: () => draw.some(['NumCPU', 'Mem']) }),
      ...floatingIPs(draw, offer, [1, 2].map((number) => `203.0.113.${10 * pool.length + number}`)),
      tags: () => draw.some(['gpu', 'team-pool']),
      image: () => draw.oneOf({ name: 'gpu-{version}' }, { name: 'gpu' }, { id: ID }, { id: ID.replace('5', '6') }),
      configDrive: () => draw.boolean(),
      patches: () => [poolPatch(draw, `${clusterName}-${pool}`)],
    }),
  });
}

/** Without what machines that are configured by Ignition cannot have. */
export function forIgnition(drawn: unknown): unknown {
  const { commands: { boot: _boot, ...commands } = {}, packages: _packages, files, ...rest } = drawn as {
    commands?: Record<string, unknown>; packages?: unknown; files?: readonly Record<string, unknown>[];
  };
  const whole = files?.filter(({ encoding }) => encoding !== 'Gzip' && encoding !== 'GzipBase64').map(({ append: _append, ...file }) => file);
  return defined({ ...rest, commands: Object.keys(commands).length > 0 ? commands : undefined, files: whole });
}

/** A change that fits the objects of any pool, and that no policy here forbids. */
function poolPatch(draw: Draw, templateName: string): unknown {
  const label = { op: 'add', path: '/metadata/labels/example.org~1pool', value: 'x' };
  return draw.oneOf<object>(
    { target: { kind: 'KubeadmConfigTemplate', ...draw.fields({ name: () => templateName }) }, patch: [label] },
    { target: { kind: 'MachineDeployment' }, patch: [draw.oneOf<object>(label, { op: 'replace', path: '/spec/deletion/order', value: 'Newest' }, { op: 'remove', path: '/spec/deletion' })] },
  );
}

function machineExpert(draw: Draw, folder: string, offer: ServerOffer): Record<string, unknown> {
  const files = draw.some(['a', 'b.conf', 'c', 'd'], 1).map((name) => file(draw, `${folder}/${name}`));
  const rest = draw.fields({
    kubelet: () => draw.fields({ extraArgs: () => args(draw, 'v', 'node-status-max-images'), featureGates: () => gates(draw) }),
    commands: () => draw.fields({
      boot: () => draw.some(['swapoff -a', "echo 'a: \"b\"' # c"], 1), pre: () => draw.some(['modprobe nf_conntrack', 'true'], 1), post: () => draw.some(['systemctl status kubelet', 'true'], 1),
    }),
    packages: () => draw.some(['nfs-common', 'jq=1.7.1-3']),
    ...servers(draw, offer),
  });
  return { ...rest, ...(draw.integer(0, 2) > 0 && { files }) };
}

function args(draw: Draw, ...names: string[]): unknown {
  return draw.some(names, 1).map((name) => ({ name, value: draw.oneOf('1', '2', '') }));
}

/** Known to all minors from 1.32 on, and never locked. */
function gates(draw: Draw): unknown {
  return draw.some(['AllAlpha', 'CPUManagerPolicyAlphaOptions']).map((name) => ({ name, ...draw.fields({ enabled: () => draw.boolean() }) }));
}

function file(draw: Draw, path: string): unknown {
  const secretKeyRef = { name: draw.oneOf('licence', 'other'), key: draw.oneOf('licence.txt', 'b') };
  const content = draw.oneOf<object>(
    { contentFrom: { secretKeyRef } }, { contentFrom: { secretKeyRef } },
    { content: 'Managed by Cluster API\n' }, { content: 'a: "b"\n\n  {{ c }}' }, { content: 'aGVsbG8=', encoding: 'Base64' }, { content: 'H4sIAAAAAAAAAwMAAAAAAAAAAAA=', encoding: 'GzipBase64' },
    { contentFrom: { secretKeyRef: { name: 'licence', key: 'licence.gz' } }, encoding: 'Gzip' },
  );
  return {
    path, ...content,
    ...draw.fields({ owner: () => draw.oneOf('root:root', 'nobody'), permissions: () => draw.oneOf('0600', '644'), append: () => draw.boolean() }),
  };
}

function licence(path: string): unknown {
  return { path, contentFrom: { secretKeyRef: { name: 'licence', key: 'licence.txt' } } };
}

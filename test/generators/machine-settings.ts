import type { Draw } from './draw';
import { CERTIFICATE } from '../fixtures/certificate';

/** Durations, PEM and ids as the documents take them. */
export const ID = '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11';
export const PEM = CERTIFICATE;

export function duration(draw: Draw, leastSeconds = 0): string {
  const seconds = draw.integer(Math.max(leastSeconds, 1), 600);
  return draw.oneOf(`${seconds}s`, `${seconds}m`, `${draw.integer(1, 48)}h`, `${seconds}000ms`);
}

export function timeouts(draw: Draw): unknown {
  return draw.fields({ drain: () => draw.oneOf('0s', duration(draw)), volumeDetach: () => duration(draw), deletion: () => duration(draw) });
}

/** Unique by key and effect. */
export function taints(draw: Draw): unknown {
  const identities = ['dedicated', 'example.org/gpu', 'a'].flatMap((key) => ['NoSchedule', 'PreferNoSchedule', 'NoExecute'].map((effect) => ({ key, effect })));
  return draw.some(identities, 0, 3).map((taint) => ({ ...taint, ...draw.fields({ value: () => draw.oneOf('', 'web', 'x_1') }) }));
}

export function labels(draw: Draw): unknown {
  const keys = ['tier', 'example.org/tier', 'node-role.kubernetes.io/web', 'node-restriction.kubernetes.io/a', 'node.cluster.x-k8s.io/b', 'node.kubernetes.io/c'];
  return draw.map(keys, () => draw.oneOf('', 'web', 'v1.0_x'));
}

/** Disks that fit any machine. */
export function volumes(draw: Draw, volumeTypes: readonly string[]): unknown {
  return draw.some(['data', 'a', 'disk-with-a-name-20c'], 0, 2).map((name, index) => ({
    name,
    size: draw.oneOf('200Gi', '1024Mi'),
    ...draw.fields(volumeTypes.length > 0 ? { type: () => draw.oneOf(...volumeTypes) } : {}),
    ...draw.fields({ mountPath: () => draw.oneOf(`/var/lib/data/${index}`, `/srv/${index}/`, ...(index === 0 ? ['/var/lib/containerd', '/var/lib/data'] : [])) }),
  })).map((volume) => ('mountPath' in volume ? { ...volume, ...draw.fields({ filesystem: () => draw.oneOf('ext4', 'xfs') }) } : volume));
}

export function rootDisk(draw: Draw, volumeTypes: readonly string[]): unknown {
  return draw.fields({
    size: () => draw.oneOf('50Gi', '100Gi', '81920Mi', '1Ti'),
    ...(volumeTypes.length > 0 && { type: () => draw.oneOf(...volumeTypes) }),
  });
}

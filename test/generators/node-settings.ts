import { defined, type Draw } from './draw';
import { duration } from './machine-settings';

/** A kubelet that starts on any machine: of 1 CPU, 1 GiB and 10 GiB at least. */
export function kubelet(draw: Draw): unknown {
  const soft = draw.fields({ memory: () => '300Mi', nodefs: () => draw.oneOf('15%', '12.5%'), imagefs: () => '3Gi' });
  const gracePeriods = Object.fromEntries(Object.keys(soft).filter(() => draw.boolean()).map((signal) => [signal, duration(draw)]));
  const reserved = (): unknown => draw.fields({ cpu: () => draw.oneOf('100m', '0.2'), memory: () => '100Mi', ephemeralStorage: () => '1Gi' });
  return defined({
    ...draw.fields({
      maxPods: () => draw.integer(1, 250),
      systemReserved: reserved,
      kubeReserved: reserved,
      evictionHard: () => draw.fields({ memory: () => draw.oneOf('100Mi', '200Mi', '0%'), nodefs: () => draw.oneOf('5%', '1Gi'), imagefs: () => draw.oneOf('10%', '2G') }),
      evictionSoft: () => soft,
      imageGCHighThreshold: () => draw.integer(85, 100),
      imageGCLowThreshold: () => draw.integer(0, 80),
      serializeImagePulls: () => draw.boolean(),
    }),
    ...(Object.keys(gracePeriods).length > 0 && { evictionSoft: soft, evictionSoftGracePeriod: gracePeriods }),
  });
}

export function sysctls(draw: Draw): unknown {
  return draw.some(['vm.max_map_count', 'net/core/somaxconn', 'kernel.panic']).map((name) => ({ name, value: name === 'kernel.panic' ? '10' : draw.oneOf('262144', '65536') }));
}

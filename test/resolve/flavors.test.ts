import fc from 'fast-check';
import type { ProfileFlavor } from '../../src/profile';
import { chooseFlavor, describe as inWords, findFlavor, readFlavorCatalogue, type WantedMachine } from '../../src/resolve/flavors';
import { profileWith } from '../fixtures/documents';

const GIB = 2 ** 30;

function catalogue(flavors: readonly object[] | undefined): ReturnType<typeof readFlavorCatalogue> {
  return readFlavorCatalogue(profileWith({ flavors }).spec, (index, problem) => {
    throw new Error(`flavor ${index}: ${problem.message}`);
  });
}

interface Wanted extends Partial<WantedMachine> {
  readonly memoryGiB?: number;
}

/** Name of the flavor that is chosen. */
function chosen(flavors: readonly object[], wanted: Wanted, zones: readonly string[] = []): string | undefined {
  const { memoryGiB = 1, ...rest } = wanted;
  const result = chooseFlavor(catalogue(flavors), { cpus: 1, memoryBytes: BigInt(memoryGiB * GIB), ...rest }, zones);
  return result.ok ? result.value.name : undefined;
}

const named = (...names: string[]): Partial<ProfileFlavor>[] => names.map((name) => ({ name }));
const gpu = { name: 'gpu', cpus: 4, memory: '16Gi', disk: '0', gpus: { count: 2, model: 'L40S' } };

describe('the smallest flavor that fits', () => {
  it.each<[string, object[], Wanted, string | undefined]>([
    ['has the fewest CPUs', named('SCS-8V-16', 'SCS-4V-32', 'SCS-2V-4'), { cpus: 4, memoryGiB: 16 }, 'SCS-4V-32'],
    ['has the least memory of those', named('SCS-4V-32', 'SCS-4V-16', 'SCS-4V-8'), { cpus: 4, memoryGiB: 9 }, 'SCS-4V-16'],
    ['has exactly what is asked for, if there is one', named('SCS-4V-16', 'SCS-4V-32'), { cpus: 4, memoryGiB: 16 }, 'SCS-4V-16'],
    ['is not oversubscribed, if there is a choice', named('SCS-4L-16', 'SCS-4T-16', 'SCS-4V-16'), { cpus: 4 }, 'SCS-4V-16'],
    ['has the smallest disk of its own', named('SCS-4V-16-100', 'SCS-4V-16-50', 'SCS-4V-16-20'), { cpus: 4, diskGiB: 50 }, 'SCS-4V-16-50'],
    ['has no disk of its own, if a volume does', named('SCS-4V-16-100', 'SCS-4V-16'), { cpus: 4, diskGiB: 50 }, 'SCS-4V-16'],
    ['has no disk of a size that is not known', named('SCS-4V-16-n', 'SCS-4V-16-50'), { cpus: 4, diskGiB: 20 }, 'SCS-4V-16-50'],
    ['has no GPUs unless they are asked for', [gpu, ...named('SCS-8V-16')], { cpus: 4 }, 'SCS-8V-16'],
    ['has enough GPUs', [...named('SCS-8V-16'), gpu], { gpus: { count: 2 } }, 'gpu'],
    ['has GPUs of the model', [...named('SCS-8V-16_GNa'), gpu], { gpus: { count: 1, model: 'L40S' } }, 'gpu'],
    ['has GPUs of any model where the model is empty', [gpu], { gpus: { count: 1, model: '' } }, 'gpu'],
    ['is none where there are too few GPUs', [gpu], { gpus: { count: 3 } }, undefined],
    ['is none where the model is another', [gpu], { gpus: { count: 1, model: 'H100' } }, undefined],
  ])('%s', (_name, flavors, wanted, expected) => {
    expect(chosen(flavors, wanted)).toBe(expected);
  });

  it('is offered in all zones of the pool', () => {
    const flavors = [{ name: 'SCS-2V-4', zones: ['az1'] }, { name: 'SCS-4V-8' }];
    expect([['az1'], ['az1', 'az2'], []].map((zones) => chosen(flavors, {}, zones))).toEqual(['SCS-2V-4', 'SCS-4V-8', 'SCS-2V-4']);
  });

  it('does not depend on the order of the list', () => {
    const names = ['SCS-1V-2', 'SCS-1L-2', 'SCS-2V-4', 'SCS-2V-4-20s', 'SCS-2C-4', 'SCS-2T-4', 'SCS-4V-8', 'SCS-4V-8-20', 'SCS-4V-16', 'SCS-16V-64'];
    const diskGiB = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
    const wanted = fc.record({ cpus: fc.integer({ min: 1, max: 16 }), memoryGiB: fc.integer({ min: 1, max: 64 }), diskGiB });
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: names.length }), wanted, (shuffled, asked) => {
        expect(chosen(named(...shuffled), asked)).toBe(chosen(named(...names), asked));
      }),
    );
  });
});

describe('what the profile says of a flavor', () => {
  it('wins over what its name says', () => {
    const [flavor] = catalogue([{ name: 'SCS-4V-16', machineType: 'm1', cpus: 8, memory: '32Gi', disk: '50Gi', architecture: 'arm64', gpus: { count: 1 }, zones: ['az1'] }]).offered;
    expect(flavor).toEqual({
      name: 'SCS-4V-16', machineType: 'm1', cpus: 8, cpuType: 'shared-core', memoryBytes: 32 * GIB, architecture: 'arm64',
      disk: { sizeGiB: 50 }, gpus: { count: 1 }, zones: ['az1'],
    });
  });

  it('can be left out where the name says it', () => {
    expect(catalogue(named('SCS-2C-4-20s_a1')).offered).toEqual([
      { name: 'SCS-2C-4-20s_a1', machineType: 'SCS-2C-4-20s_a1', cpus: 2, cpuType: 'dedicated-core', memoryBytes: 4 * GIB, architecture: 'arm64', disk: { sizeGiB: 20 } },
    ]);
  });

  it('is that there is no disk, where the disk is 0', () => {
    expect(catalogue([{ name: 'm1', cpus: 1, memory: '1Gi', disk: '0' }]).offered[0]).not.toHaveProperty('disk');
  });

  it.each([
    ['SCS-4V-16', '4 CPUs, 16Gi memory, no disk'],
    ['SCS-1V-0.5-n', '1 CPU, 512Mi memory, a disk'],
    ['SCS-4V-16-50_GNa-14', '4 CPUs, 16Gi memory, 50Gi disk, 1 GPU'],
  ])('is told of %s as %s', (name, words) => {
    expect(inWords(catalogue(named(name)).offered[0])).toBe(words);
  });
});

describe('without a list of flavors', () => {
  it('every SCS name is offered', () => {
    expect(findFlavor(catalogue(undefined), 'SCS-3V-6-30')).toMatchObject({ ok: true, value: { cpus: 3, memoryBytes: 6 * GIB, disk: { sizeGiB: 30 } } });
  });
});

it('names the five flavors that are most like the wanted one', () => {
  const offered = named('SCS-1V-2', 'SCS-2V-8', 'SCS-16V-64', 'SCS-8V-16', 'SCS-4V-8', 'SCS-4V-32', 'SCS-2V-4');
  expect(findFlavor(catalogue(offered), 'SCS-4V-16')).toEqual({
    ok: false,
    problem: { message: 'flavor "SCS-4V-16" is not offered', allowed: ['SCS-8V-16', 'SCS-4V-8', 'SCS-4V-32', 'SCS-2V-8', 'SCS-2V-4'] },
  });
});

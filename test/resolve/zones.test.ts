import fc from 'fast-check';
import { spread, zoneInName } from '../../src/resolve/zones';
import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { resolved } from '../fixtures/rendering';

/** The groups of a pool, one for each zone. */
function groups(pool: Overrides, zones?: readonly string[]): unknown {
  const regions = zones && [{ name: 'RegionOne', zones }];
  return resolved(descriptionWith({ nodePools: [{ name: 'general', flavor: 'SCS-4V-16', ...pool }] }), profileWith(regions ? { regions } : {})).nodePools[0].groups;
}

describe('machines of a pool', () => {
  it.each([
    [3, [1, 1, 1]],
    [5, [2, 2, 1]],
    [1, [1, 0, 0]],
    [0, [0, 0, 0]],
  ])('are divided evenly, what remains going to the first zones: %i', (replicas, expected) => {
    expect(groups({ replicas })).toEqual(expected.map((count, index) => ({ name: `general-az${index + 1}`, zone: `az${index + 1}`, replicas: count })));
  });

  it('are three where nothing is said', () => {
    expect(groups({})).toEqual(groups({ replicas: 3 }));
  });

  it('are divided by both bounds of autoscaling', () => {
    expect(groups({ autoscaling: { min: 4, max: 8 } })).toEqual([
      { name: 'general-az1', zone: 'az1', autoscaling: { min: 2, max: 3 } },
      { name: 'general-az2', zone: 'az2', autoscaling: { min: 1, max: 3 } },
      { name: 'general-az3', zone: 'az3', autoscaling: { min: 1, max: 2 } },
    ]);
  });

  it('are in the zones that the pool names, in its order', () => {
    expect(groups({ replicas: 3, zones: ['az3', 'az1'] })).toEqual([
      { name: 'general-az3', zone: 'az3', replicas: 2 },
      { name: 'general-az1', zone: 'az1', replicas: 1 },
    ]);
  });

  it('are one group where the cloud chooses', () => {
    expect(groups({ replicas: 5, zones: [] })).toEqual([{ name: 'general', replicas: 5 }]);
  });

  it('are one group where the profile knows no regions', () => {
    const { nodePools, controlPlane, region } = resolved(descriptionWith({}), profileWith({ regions: undefined }));
    expect({ groups: nodePools[0].groups, zones: controlPlane.zones, region }).toEqual({ groups: [{ name: 'general', replicas: 3 }], zones: [], region: undefined });
  });

  it('have the zone in their name as names can have it, and as it is beside it', () => {
    expect(groups({ replicas: 1 }, ['Zone.1_a'])).toEqual([{ name: 'general-zone-1-a', zone: 'Zone.1_a', replicas: 1 }]);
  });
});

describe('the control plane', () => {
  it.each([
    ['all zones of the region', {}, ['az1', 'az2', 'az3']],
    ['the zones that it names', { zones: ['az2', 'az1'] }, ['az2', 'az1']],
    ['no zones where the cloud chooses', { zones: [] }, []],
  ])('has %s', (_name, controlPlane, zones) => {
    expect(resolved(descriptionWith({ controlPlane }), profileWith({})).controlPlane.zones).toEqual(zones);
  });

  it('has those of the region that is named', () => {
    const regions = [{ name: 'a', zones: ['a1', 'a2'] }, { name: 'b', zones: ['b1', 'b2'] }];
    const { region, controlPlane } = resolved(descriptionWith({ region: 'b' }), profileWith({ regions }));
    expect({ region, zones: controlPlane.zones }).toEqual({ region: 'b', zones: ['b1', 'b2'] });
  });
});

it('spreads so that nothing is lost, no two zones differ by more than one, and bounds stay in order', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 32 }), (a, b, zones) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)].map((count) => spread(count, zones));
      expect(min.reduce((sum, count) => sum + count, 0)).toBe(Math.min(a, b));
      expect(Math.max(...max) - Math.min(...max)).toBeLessThanOrEqual(1);
      expect([...max].sort((x, y) => y - x)).toEqual(max);
      expect(min.every((count, index) => count <= max[index])).toBe(true);
    }),
  );
});

it.each([
  ['az1', 'az1'],
  ['AZ-1', 'az-1'],
  ['.nova_West.', 'nova-west'],
  ['é', ''],
])('writes the zone %j as %j in names', (zone, name) => expect(zoneInName(zone)).toBe(name));

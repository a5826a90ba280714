import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { documentsArbitrary } from '../generators/descriptions';
import { ProviderProfile } from '../../src/provider-profile';
import { ScsCluster } from '../../src/scs-cluster';
import type { Manifest } from '../../src/targets/rendered-object';
import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { diagnose, differences, manifests } from '../fixtures/rendering';

const SWITCH = { type: 'object', properties: { enabled: { type: 'boolean', title: 'On', description: 'Switch it on', default: false } } };
const CONFIG_DRIVE = { op: 'add', path: '/spec/template/spec/configDrive', value: true };

function feature(settings: Overrides): Overrides {
  return { name: 'secure', title: 'Secure', description: 'More secure.', mutability: 'RollsPool', schema: SWITCH, ...settings };
}

const POOLS = [{ name: 'general', flavor: 'SCS-4V-16' }, { name: 'secret', flavor: 'SCS-4V-16' }];

/** The machine templates as they are written, by the beginning of their names. */
function templates(cluster: Overrides, profile: Overrides): Record<string, Overrides> {
  const construct = ScsCluster.fromDocument(
    new Chart(new App(), 'chart'), 'shop', descriptionWith({ nodePools: POOLS, ...cluster }), ProviderProfile.fromDocument(profileWith(profile)),
  );
  expect(construct.messages.filter((message) => message.includes(' error '))).toEqual([]);
  const objects = construct.objects.map((object) => object.toJson() as Manifest).filter(({ kind }) => kind === 'OpenStackMachineTemplate');
  return Object.fromEntries(objects.map(({ metadata, spec }) => [
    metadata.name.replace(/^shop-|-[0-9a-f]{8}$/g, ''), (spec as { template: { spec: Overrides } }).template.spec,
  ]));
}

describe('an effect of a feature', () => {
  it('sets a field of the profile, for the whole cluster', () => {
    const effects = [{ type: 'Profile', when: { enabled: true }, path: 'openstack.image.name', value: 'secure-{version}' }];
    const found = templates({ features: { secure: { enabled: true } } }, { features: [feature({ effects })] });
    expect(Object.values(found).map(({ image }) => image)).toEqual(Array(3).fill({ filter: { name: 'secure-1.36.6' } }));
  });

  it('sets a field of the profile for one pool, instead of its alternative', () => {
    const effects = [{ type: 'Profile', when: { enabled: true }, path: 'openstack.image.name', value: 'secure' }];
    const found = templates(
      { nodePools: [POOLS[0], { ...POOLS[1], features: { secure: { enabled: true } } }] },
      { features: [feature({ scope: 'NodePool', effects })], openstack: { image: { id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' } } },
    );
    const id = { id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' };
    expect(Object.fromEntries(Object.entries(found).map(([name, { image }]) => [name, image]))).toEqual({ 'control-plane': id, 'general': id, 'secret': { filter: { name: 'secure' } } });
  });

  it('patches the objects of the pools that have the feature; a pool overrides the cluster', () => {
    const effects = [{ type: 'Object', when: { enabled: true }, match: { kind: 'OpenStackMachineTemplate', pool: true }, patch: [CONFIG_DRIVE] }];
    const found = templates(
      { features: { secure: { enabled: true } }, nodePools: [{ ...POOLS[0], features: { secure: { enabled: false } } }, POOLS[1]] },
      { features: [feature({ scope: 'NodePool', effects })] },
    );
    expect(Object.entries(found).filter(([, { configDrive }]) => configDrive).map(([name]) => name)).toEqual(['secret']);
  });

  it('copies a parameter', () => {
    const effects = [{ type: 'Object', match: { kind: 'OpenStackMachineTemplate' }, patch: [{ op: 'add', path: '/spec/template/spec/configDrive', from: '/enabled' }] }];
    const found = templates({ features: { secure: { enabled: true } } }, { features: [feature({ effects })] });
    expect(Object.values(found).map(({ configDrive }) => configDrive)).toEqual([true, true, true]);
  });

  it('sets what the description leaves out, before the defaults of the profile', () => {
    const effects = [{ type: 'Description', when: { enabled: true }, path: 'tags', value: ['secure'] }];
    const profile = profileWith({ features: [feature({ effects })], defaults: { network: { dnsServers: ['9.9.9.9'] }, tags: ['plain'], features: { secure: { enabled: true } } } });
    const [cluster] = manifests(descriptionWith({}), profile).filter(({ kind }) => kind === 'OpenStackCluster');
    expect(cluster.spec).toMatchObject({ tags: expect.arrayContaining(['secure']) as unknown });
    expect(JSON.stringify(cluster.spec)).not.toContain('plain');
  });
});

it('changes nothing by a feature that is offered, or switched off', () => {
  const effects = [{ type: 'Profile', when: { enabled: true }, path: 'openstack.configDrive', value: true }];
  const before = manifests(descriptionWith({}), profileWith({}));
  const offered = profileWith({ features: [feature({ effects })] });
  expect(differences(before, manifests(descriptionWith({}), offered))).toEqual({ gone: [], added: [], changed: [] });
  expect(differences(before, manifests(descriptionWith({ features: { secure: { enabled: false } } }), offered))).toEqual({ gone: [], added: [], changed: [] });
});

it('never lets a description evade by features what the provider enforces', () => {
  fc.assert(fc.property(documentsArbitrary, fc.boolean(), ({ description, profile }, value) => {
    const enforced = { deletionProtection: !value };
    const effects = [{ type: 'Description', path: 'deletionProtection', value }];
    const spec = {
      ...profile.spec, features: [feature({ effects })], defaults: { features: { secure: { enabled: true } } },
      policy: { ...profile.spec.policy, enforce: enforced },
    };
    const { features: _features, ...settings } = description.spec;
    const nodePools = settings.nodePools.map(({ features: _own, ...pool }) => pool);
    const found = diagnose({ ...description, spec: { ...settings, nodePools } }, { ...profile, spec } as unknown as typeof profile);
    expect(found.some(({ code, path }) => code === 'PolicyViolation' && path.join('.') === 'spec.features.0.effects.0.path')).toBe(true);
  }), { numRuns: 50 });
});

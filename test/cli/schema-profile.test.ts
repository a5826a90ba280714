import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import type { FieldSchema } from '../../src/documents/document-schemas';
import { publishedSchemaAjv } from '../../tools/schema/validators';
import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { scs, temporaryFolder } from './command-line';

const FEATURES = [
  {
    name: 'kernelPatching', title: 'Kernel patching', description: 'Patches kernels.', mutability: 'RollsAll', schema: { type: 'string', enum: ['weekly'] },
    effects: [{ type: 'Profile', path: 'openstack.sshKeyName', from: '/value' }],
  },
  {
    name: 'licence', title: 'Licence', description: 'Brings a licence.', mutability: 'RollsPool', scope: 'NodePool',
    schema: { type: 'object', properties: { ref: { type: 'object', format: 'secret-ref', title: 'Secret', description: 'With the licence' } }, required: ['ref'] },
    effects: [{ type: 'Profile', path: 'openstack.configDrive', value: true }],
  },
];

describe('scs schema --profile', () => {
  const folder = temporaryFolder();

  async function schemaWith(features: unknown): Promise<Awaited<ReturnType<typeof scs>>> {
    const file = join(folder(), 'profile.json');
    writeFileSync(file, JSON.stringify(profileWith({ features })));
    return scs(['schema', 'ScsCluster', '--profile', file]);
  }

  it.each<[string, Overrides, boolean]>([
    ['a feature', { features: { kernelPatching: { value: 'weekly' } } }, true],
    ['another value', { features: { kernelPatching: { value: 'never' } } }, false],
    ['another parameter', { features: { kernelPatching: { day: 'Monday' } } }, false],
    ['a feature that is not offered', { features: { swap: { enabled: true } } }, false],
    ['a feature of pools', { nodePools: [{ name: 'a', flavor: 'SCS-4V-16', features: { licence: { ref: { name: 'licence', key: 'file' } } } }] }, true],
    ['a value of a secret', { nodePools: [{ name: 'a', flavor: 'SCS-4V-16', features: { licence: { ref: { value: 'x' } } } }] }, false],
    ['a feature of the cluster at a pool', { nodePools: [{ name: 'a', flavor: 'SCS-4V-16', features: { kernelPatching: { value: 'weekly' } } }] }, false],
  ])('gives a schema that judges %s', async (_name, spec, isValid) => {
    const { exitCode, stdout } = await schemaWith(FEATURES);
    expect(exitCode).toBe(0);
    const schema = JSON.parse(stdout) as FieldSchema & { readonly $id: string };
    expect(publishedSchemaAjv().addSchema(schema).validate(schema.$id, descriptionWith(spec))).toBe(isValid);
  });

  it('tells what is wrong with the features', async () => {
    const { exitCode, stdout, stderr } = await schemaWith([{ ...FEATURES[0], name: 'network' }]);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error NameTaken: spec.features[0].name: "network" is a field of the description already');
  });
});

import { defined, type Draw } from './draw';

const PATH = '/spec/template/spec/configDrive';
const ON = { type: 'boolean', title: 'On', description: 'Switch it on', default: false };

/** Features that go with every description: what they do, no other setting does. */
export function drawFeatures(draw: Draw, flavors: readonly string[] | undefined): Record<string, unknown>[] {
  return [
    defined({
      name: 'kernelPatching', title: 'Kernel live patching', description: 'Patches kernels.', mutability: draw.oneOf('RollsAll', 'InPlace', 'NewCluster'),
      schema: { type: 'string', enum: ['daily', 'weekly'] },
      effects: [{ type: 'Profile', path: 'openstack.sshKeyName', from: '/value' }],
      ...draw.fields({
        wireName: () => 'kernel_patching',
        scope: () => 'Cluster',
        stage: () => draw.oneOf('Stable', 'Preview', 'Deprecated'),
        requires: () => defined({ ...draw.fields({ kubernetesVersions: () => '>=1.29 <1.99' }), flavors }),
      }),
    }),
    {
      name: 'configDrive', title: 'Configuration drive', description: 'Gives machines a drive.', scope: 'NodePool', mutability: 'RollsPool',
      schema: { type: 'object', properties: { enabled: ON } },
      effects: [{
        type: 'Object', when: { enabled: true }, match: { kind: 'OpenStackMachineTemplate', pool: true },
        patch: [{ op: 'add', path: PATH, value: true }, { op: 'replace', path: PATH, from: '/enabled' }, { op: 'remove', path: PATH }].slice(0, draw.integer(1, 3)),
      }],
      conflictsWith: ['notYet'],
    },
    {
      name: 'notYet', title: 'Not yet', description: 'Does nothing unless it is switched on.', mutability: 'RollsControlPlane',
      schema: { type: 'object', properties: { enabled: ON } },
      effects: [{ type: 'Description', when: { enabled: true }, path: 'deletionProtection', value: true }],
    },
  ];
}

/** What a description says of these features. */
export function featureSettings(draw: Draw): unknown {
  return draw.fields({ kernelPatching: () => ({ value: draw.oneOf('daily', 'weekly') }), configDrive: () => ({ enabled: draw.boolean() }), notYet: () => ({ enabled: false }) });
}

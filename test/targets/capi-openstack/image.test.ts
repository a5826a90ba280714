import type { ScsClusterDocument } from '../../../src/params';
import type { Manifest } from '../../../src/targets/rendered-object';
import { description, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

const ORC = { url: 'https://images.example.org/node-v{version}.qcow2' };

function rendered(name: string, image: Overrides, more: Overrides = {}, spec: Overrides = {}): Manifest[] {
  return manifests(description({ metadata: { name, namespace: 'shop' }, spec }) as ScsClusterDocument, profileWith({ openstack: { image }, ...more }));
}

const images = (objects: readonly Manifest[]): Manifest[] => objects.filter(({ kind }) => kind === 'Image');

it('is one for all machines of a version, and machines refer to it', () => {
  const objects = rendered('a', { orc: ORC });
  const [image, ...others] = images(objects);
  expect(others).toEqual([]);
  expect(image).toMatchObject({
    metadata: { name: expect.stringMatching(/^node-image-1\.36\.\d+-[0-9a-f]{8}$/) as string, annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
    spec: {
      managementPolicy: 'managed',
      resource: { name: `shop-${image.metadata.name}`, content: { diskFormat: 'qcow2', download: { url: expect.stringMatching(/node-v1\.36\.\d+\.qcow2$/) as string } } },
    },
  });
  const references = objects.filter(({ kind }) => kind === 'OpenStackMachineTemplate').map(({ spec }) => (spec as { template: { spec: { image: unknown } } }).template.spec.image);
  expect(references).toEqual([{ imageRef: { name: image.metadata.name } }, { imageRef: { name: image.metadata.name } }]);
});

it('is another for a pool of another version', () => {
  expect(images(rendered('a', { orc: ORC }, {}, { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', kubernetesVersion: '1.35' }] }))).toHaveLength(2);
});

it('is shared by clusters of a namespace with one credential, byte for byte; those with credentials of their own are told at synthesis', () => {
  const shared = { credentials: { secretRef: { name: 'cloud-config' } } };
  const [one, other] = ['a', 'b'].map((name) => images(rendered(name, { orc: ORC }, shared)));
  expect(one).toEqual(other);
  const [own, theirs] = ['a', 'b'].map((name) => images(rendered(name, { orc: ORC }))[0]);
  expect(own.metadata).toEqual(theirs.metadata);
  expect(own.spec).not.toEqual(theirs.spec);
});

it.each([
  [{ orc: { url: 'https://a.example.org/node.img.xz', hash: `sha256:${'9f'.repeat(32)}`, format: 'Raw' } }, { content: { diskFormat: 'raw', download: { decompress: 'xz', hash: { algorithm: 'sha256', value: '9f'.repeat(32) } } } }],
  [{ orc: ORC, blockDevices: 'Scsi' }, { properties: { hardware: { diskBus: 'scsi', scsiModel: 'virtio-scsi' } } }],
  [{ orc: ORC, blockDevices: 'Virtio' }, { properties: { hardware: { diskBus: 'virtio' } } }],
])('%j', (image, resource) => {
  expect(images(rendered('a', image))[0].spec).toMatchObject({ resource });
});

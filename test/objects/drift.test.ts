import { serverSideDifferences, threeWayDifferences, wronglyOwned } from '../e2e/drift';
import type { StoredObject } from '../e2e/management-cluster/client';

const owner = (manager: string, fieldsV1: object, more: object = {}): object => ({ manager, operation: 'Update', fieldsV1, ...more });
const METADATA = { name: 'shop', uid: '1', resourceVersion: '1' };
const STORED: StoredObject = { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', metadata: METADATA, spec: { paused: false, list: [{ a: 1, b: 2 }] } };

function ownedBy(...managedFields: object[]): string[] {
  return wronglyOwned({ ...STORED, metadata: { ...METADATA, managedFields } as StoredObject['metadata'] });
}

it('sees what the server keeps otherwise, and not what it adds', () => {
  expect(threeWayDifferences({ spec: { paused: false, list: [{ a: 1 }] } }, STORED)).toEqual([]);
  expect(threeWayDifferences({ spec: { paused: true, list: [] } }, STORED)).toEqual(['.spec.paused: true is false', '.spec.list: [] is [{"a":1,"b":2}]']);
});

it('sees what a dry run would change, except in status and metadata other than labels and annotations', () => {
  expect(serverSideDifferences(STORED, { ...STORED, metadata: { ...METADATA, resourceVersion: '2' }, status: {} })).toEqual([]);
  expect(serverSideDifferences(STORED, { ...STORED, metadata: { ...METADATA, labels: { a: 'b' } } })).not.toEqual([]);
  expect(serverSideDifferences(STORED, { ...STORED, spec: { ...(STORED.spec as object), more: 1 } })).toEqual(['.spec.more: 1 is undefined']);
});

it('sees fields that have the wrong owner', () => {
  expect(ownedBy(owner('manager', { 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"a"': {} } } }), owner('manager', { 'f:status': {} }, { subresource: 'status' }))).toEqual([]);
  expect(ownedBy(owner('manager', { 'f:spec': { '.': {}, 'f:availabilityGates': { 'k:{"conditionType":"a"}': {} } } }))).toEqual(['spec.availabilityGates is written by manager']);
  expect(ownedBy(owner('cdk8s-scs', { 'f:spec': { 'f:paused': {}, 'f:controlPlaneRef': {} } }, { operation: 'Apply' }))).toEqual(['spec.paused is written by us']);
});

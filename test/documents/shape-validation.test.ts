import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { validateShape } from '../../src/documents/shape-validation';
import { schemaOf } from '../../src/documents/document-schemas';
import { publishedSchemaAjv } from '../../tools/schema/validators';

/** A valid description, with changes at its spec. */
function cluster(spec: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}): unknown {
  return {
    apiVersion: 'kaas.scs.community/v1alpha1',
    kind: 'ScsCluster',
    metadata: { name: 'shop', ...metadata },
    spec: { kubernetesVersion: '1.36', nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }], ...spec },
  };
}

function profile(spec: Record<string, unknown> = {}): unknown {
  return { apiVersion: 'kaas.scs.community/v1alpha1', kind: 'ProviderProfile', metadata: { name: 'a' }, spec: { target: 'capi-openstack', ...spec } };
}

function lines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(formatDiagnostic);
}

class Flavor {
  public constructor(public readonly name: string) {}
}
const cycle: Record<string, unknown> = {};
cycle.again = cycle;

it('accepts the smallest documents', () => {
  expect(validateShape('ScsCluster', cluster())).toEqual([]);
  expect(validateShape('ProviderProfile', profile())).toEqual([]);
});

it('takes undefined properties as absent, known or not', () => {
  expect(validateShape('ScsCluster', cluster({ region: undefined, nothing: undefined, controlPlane: { replicas: undefined } }))).toEqual([]);
});

describe('tells', () => {
  it.each<[string, unknown, string[]]>([
    // fields
    ['a misspelled field', cluster({ nodePool: 1 }), ['error UnknownField: spec.nodePool: there is no such field, did you mean "nodePools"?']],
    ['a field in other case', cluster({ Region: 'a' }), ['error UnknownField: spec.Region: there is no such field, did you mean "region"?']],
    ['the name of another tool', cluster({ workers: [] }), ['error UnknownField: spec.workers: there is no such field, did you mean "nodePools"?']],
    ['a field one level too far out', cluster({ replicas: 3 }), ['error UnknownField: spec.replicas: there is no such field, did you mean "controlPlane.replicas"?']],
    ['the fields there are, where they are few', cluster({}, { uid: 1 }), ['error UnknownField: metadata.uid: there is no such field (allowed: name, namespace, labels, annotations)']],
    ['names of prototypes', cluster({ constructor: 1, toString: 2 }), ['error UnknownField: spec.constructor: there is no such field', 'error UnknownField: spec.toString: there is no such field']],
    ['a missing field with an example', cluster({ nodePools: [{}] }), ['error MissingField: spec.nodePools[0].name: this field is required, for example "general"']],
    ['a missing object', { apiVersion: 'kaas.scs.community/v1alpha1', kind: 'ScsCluster', metadata: { name: 'a' } }, ['error MissingField: spec: this field is required']],
    ['a required field that is undefined', cluster({ nodePools: undefined }), ['error MissingField: spec.nodePools: this field is required']],
    // types
    ['a number for a text', cluster({ region: 3 }), ['error InvalidType: spec.region: expected a string, found the number 3: put it in quotes']],
    ['a boolean for a text', cluster({ region: true }), ['error InvalidType: spec.region: expected a string, found true: put it in quotes']],
    ['a text for a number', cluster({ controlPlane: { replicas: '3' } }), ['error InvalidType: spec.controlPlane.replicas: expected a whole number, found the string "3": remove the quotes']],
    ['another text for a number', cluster({ controlPlane: { replicas: 'three' } }), ['error InvalidType: spec.controlPlane.replicas: expected a whole number, found the string "three"']],
    ['a fraction', cluster({ controlPlane: { replicas: 1.5 } }), ['error InvalidType: spec.controlPlane.replicas: expected a whole number, found the number 1.5']],
    ['a text for a boolean', cluster({ controlPlane: { schedulable: 'yes' } }), ['error InvalidType: spec.controlPlane.schedulable: expected true or false, found the string "yes": write true or false, without quotes']],
    ['a text for a list', cluster({ controlPlane: { zones: 'az1' } }), ['error InvalidType: spec.controlPlane.zones: expected a list, found the string "az1": write a list, also for a single entry']],
    ['a list for an object', cluster({ controlPlane: [] }), ['error InvalidType: spec.controlPlane: expected an object, found a list']],
    ['an object for a text', cluster({ region: {} }), ['error InvalidType: spec.region: expected a string, found an object']],
    ['a number for a choice', cluster({ controlPlane: { antiAffinity: 3 } }), ['error InvalidType: spec.controlPlane.antiAffinity: expected a string, found the number 3: put it in quotes']],
    ['null', cluster({ region: null }), ['error InvalidType: spec.region: found no value (null): write a string, or leave the field out']],
    ['null where something is required', cluster({ nodePools: null }), ['error InvalidType: spec.nodePools: found no value (null): write a list']],
    ['null in a list', cluster({ nodePools: [null] }), ['error InvalidType: spec.nodePools[0]: found no value (null): write an object']],
    ['another document altogether', 'text', ['error InvalidType: expected an object, found the string "text"']],
    // values
    ['a choice in other case', cluster({ controlPlane: { antiAffinity: 'required' } }), ['error InvalidValue: spec.controlPlane.antiAffinity: "required" is not allowed here (allowed: Required, Preferred, None), did you mean "Required"?']],
    ['no choice at all', cluster({ controlPlane: { antiAffinity: 'x'.repeat(200) } }), [`error InvalidValue: spec.controlPlane.antiAffinity: "${'x'.repeat(60)}…" is not allowed here (allowed: Required, Preferred, None)`]],
    ['a form, with the example of the field', cluster({ kubernetesVersion: 'latest' }), ['error InvalidValue: spec.kubernetesVersion: "latest" is not a Kubernetes version: a minor (1.36), a minor with any patch (1.36.x) or an exact version (v1.36.3); for example "1.36"']],
    ['a length', cluster({}, { name: 'x'.repeat(31) }), [`error InvalidValue: metadata.name: "${'x'.repeat(31)}" has 31 characters, and at most 30 are allowed`]],
    [
      'form and length together',
      cluster({}, { name: 'Shop'.repeat(10) }),
      [`error InvalidValue: metadata.name: "${'Shop'.repeat(10)}" is not a DNS label: lower-case letters, digits and '-', with a letter or digit at both ends; for example "shop-prod"; it has 40 characters, and at most 30 are allowed`],
    ],
    ['emptiness', cluster({ region: '' }), ['error InvalidValue: spec.region: is empty, and must not be']],
    ['an entry of a list of texts', cluster({ network: { dnsServers: ['9.9.9.9', 'nine'] } }), ['error InvalidValue: spec.network.dnsServers[1]: "nine" is not an IPv4 or IPv6 address; for example "203.0.113.10"']],
    ['a number out of range', cluster({ controlPlane: { replicas: 0 } }), ['error InvalidValue: spec.controlPlane.replicas: 0 is not between 1 and 9']],
    ['a list that is too short', cluster({ nodePools: [] }), ['error InvalidValue: spec.nodePools: the list has 0 entries, at least 1 needed']],
    ['key and value of a map', cluster({}, { labels: { 'a b': 'c', d: 'e f' } }), [
      'error InvalidValue: metadata.labels["a b"]: the key "a b" is not a label key: at most 63 letters, digits, \'-\', \'_\' and \'.\', after an optional DNS name and a slash; for example "example.org/tier"',
      'error InvalidValue: metadata.labels.d: "e f" is not a label value: letters, digits, \'-\', \'_\' and \'.\', with a letter or digit at both ends; for example "web"',
    ]],
    [
      'names that stand twice',
      cluster({ nodePools: [{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }] }),
      ['error InvalidValue: spec.nodePools[2].name: "a" is the name of entry [0] already', 'error InvalidValue: spec.nodePools[3].name: "a" is the name of entry [0] already'],
    ],
    ['a wrong apiVersion', { ...(cluster() as object), apiVersion: 'v1' }, ['error InvalidValue: apiVersion: "v1" is not allowed here (allowed: kaas.scs.community/v1alpha1)']],
    // later
    ['a field that does not work yet, whatever is in it', cluster({ storageClasses: 'x' }), ['error NotYetSupported: spec.storageClasses: this field is part of the API, but this release cannot act on it yet']],
    // TypeScript
    ['a function', cluster({ region: () => 'a' }), ['error InvalidType: spec.region: expected plain data, found a function']],
    ['an instance of a class', cluster({ nodePools: [{ name: 'a', flavor: new Flavor('x') }] }), ['error InvalidType: spec.nodePools[0].flavor: expected plain data, found an instance of Flavor']],
    ['a Map for an object', cluster({}, { labels: new Map() }), ['error InvalidType: metadata.labels: expected plain data, found an instance of Map']],
    ['an unknown field once, whatever is in it', cluster({ foo: { bar: () => 1 }, baz: () => 2 }), ['error UnknownField: spec.foo: there is no such field', 'error UnknownField: spec.baz: there is no such field']],
    ['NaN', cluster({ controlPlane: { replicas: NaN } }), ['error InvalidType: spec.controlPlane.replicas: expected plain data, found NaN']],
    ['a cycle', cluster({}, { labels: cycle }), ['error InvalidType: metadata.labels.again: the value contains itself']],
    ['a hole in a list', cluster({ nodePools: [undefined] }), ['error InvalidType: spec.nodePools[0]: expected plain data, found nothing (undefined)']],
    ['nothing more about what is in such a field', cluster({ storageClasses: cycle }), ['error NotYetSupported: spec.storageClasses: this field is part of the API, but this release cannot act on it yet']],
  ])('%s', (_name, value, expected) => {
    expect(lines(validateShape('ScsCluster', value))).toEqual(expected);
  });

  it('a field named __proto__, in closed objects and in maps', () => {
    const value = JSON.parse('{"spec": {"__proto__": 1}, "metadata": {"name": "a", "annotations": {"__proto__": "b"}}}') as Record<string, unknown>;
    const proto = lines(validateShape('ScsCluster', value)).filter((line) => line.includes('__proto__'));
    expect(proto).toEqual(['error UnknownField: spec.__proto__: there is no such field', 'error UnknownField: metadata.annotations.__proto__: a field cannot have this name']);
  });

  it('all problems of a document at once, each with its document, and keys as such', () => {
    const diagnostics = validateShape('ProviderProfile', profile({ target: 'capi', flavor: [], regions: [{ zones: ['a'] }], onUnsupported: 1 }));
    expect(lines(diagnostics)).toEqual([
      'error UnknownField: spec.flavor: there is no such field, did you mean "flavors"?',
      'error InvalidValue: spec.target: "capi" is not allowed here (allowed: capi-openstack, cluster-stacks, gardener, t8s, capi-hetzner, capi-dev)',
      'error MissingField: spec.regions[0].name: this field is required, for example "RegionOne"',
      'error InvalidType: spec.onUnsupported: expected a string, found the number 1: put it in quotes',
    ]);
    expect(diagnostics.map(({ document, onKey }) => [document, onKey])).toEqual([
      ['profile', true],
      ['profile', undefined],
      ['profile', undefined],
      ['profile', undefined],
    ]);
  });
});

describe('against an independent validator of the published schemas', () => {
  const validate = publishedSchemaAjv().compile(schemaOf('ScsCluster') as object);
  const full = parse(readFileSync(join(__dirname, '../fixtures/scs-cluster.full.yaml'), 'utf8')) as unknown;

  const replacement = fc.oneof(fc.constantFrom<unknown>(null, true, 0, -1, 3, 1.5, 99999, '', '3', '5m', 'Required', [], {}, ['a'], [null], { name: 'a' }), fc.string());

  /** A document with the value at one of its places replaced, removed or given a neighbour. */
  const mutant = fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), replacement).map(([index, how, value]) => {
    const copy = structuredClone(full);
    const places: [Record<string, unknown>, string][] = [];
    const collect = (at: unknown): void => {
      if (typeof at !== 'object' || at === null) return;
      for (const name of Object.keys(at)) {
        places.push([at as Record<string, unknown>, name]);
        collect((at as Record<string, unknown>)[name]);
      }
    };
    collect(copy);
    const [object, name] = places[index % places.length]!;
    if (how === 'replace') object[name] = value;
    else if (how === 'remove' && !Array.isArray(object)) delete object[name];
    else if (how === 'add' && !Array.isArray(object)) object[`${name}x`] = value;
    return copy;
  });

  it('finds a problem exactly where the other finds one, one for each field', () => {
    fc.assert(
      fc.property(mutant, (value) => {
        const diagnostics = validateShape('ScsCluster', value);
        const planned = new Set(diagnostics.filter(({ code }) => code === 'NotYetSupported').map(({ path }) => `/${path.join('/')}`));
        const wrong = diagnostics.filter(({ code, message }) => code !== 'NotYetSupported' && !message.endsWith('already'));
        validate(value);
        const others = (validate.errors ?? []).filter(({ instancePath }) => ![...planned].some((place) => `${instancePath}/`.startsWith(`${place}/`)));
        expect(wrong.length > 0).toBe(others.length > 0);
        const paths = diagnostics.map(({ path }) => JSON.stringify(path));
        expect(new Set(paths).size).toBe(paths.length);
      }),
    );
  });
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withDate: true, withNullPrototype: true, withSparseArray: true, withBigInt: true }), (value) => {
      validateShape('ScsCluster', value);
      validateShape('ProviderProfile', { spec: value });
    }),
  );
});

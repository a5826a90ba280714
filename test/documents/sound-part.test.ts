import fc from 'fast-check';
import type { Diagnostic, FieldPath } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic, formatPath } from '../../src/diagnostics/format';
import { validateShape } from '../../src/documents/shape-validation';
import { soundPart, toldOfDocument, type SoundPart } from '../../src/documents/sound-part';
import type { ScsClusterDocument } from '../../src/params';
import { judgeDocuments } from '../../src/judge-documents';
import { description, descriptionWith, profile } from '../fixtures/documents';
import { documentsArbitrary } from '../generators/descriptions';

function partOf(document: unknown): SoundPart | undefined {
  return soundPart('ScsCluster', document, validateShape('ScsCluster', document));
}

function specOf(document: unknown): unknown {
  return (partOf(document)?.value as Partial<ScsClusterDocument> | undefined)?.spec;
}

/** What shape and rules say of a description with the typical profile. */
function told(document: unknown): string[] {
  const shape = validateShape('ScsCluster', document);
  const part = soundPart('ScsCluster', document, shape);
  const rules = part === undefined ? [] : toldOfDocument(part, judgeDocuments(part.value as ScsClusterDocument, profile()).diagnostics);
  return [...shape, ...rules].map((diagnostic) => `${diagnostic.code} ${formatPath(diagnostic.path)}`);
}

const pool = { name: 'general', flavor: 'SCS-4V-16' };

it('is the document itself where nothing is wrong', () => {
  const document = description();
  expect(partOf(document)).toEqual({ value: document, refused: [], indexes: new Map() });
  expect(partOf(document)?.value).toBe(document);
});

describe('takes out', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['an unknown field', { region: 'RegionOne', regio: 'a' }, { region: 'RegionOne' }, ['spec.regio']],
    ['a value of the wrong type', { controlPlane: { replicas: 'three', zones: [] } }, { controlPlane: { zones: [] } }, ['spec.controlPlane.replicas']],
    ['a bad value', { podSecurity: { enforce: 'strict' } }, { podSecurity: {} }, ['spec.podSecurity.enforce']],
    ['a field that does not work yet', { network: { defaultPolicy: 'DenyAll', serviceDomain: 'a.b' } }, { network: { serviceDomain: 'a.b' } }, ['spec.network.defaultPolicy']],
    ['an entry of a list, and keeps the others', { tags: ['a', 5, 'b', true] }, { tags: ['a', 'b'] }, ['spec.tags[1]', 'spec.tags[3]']],
    ['all entries of a list', { tags: [1, 2] }, { tags: [] }, ['spec.tags[0]', 'spec.tags[1]']],
    ['an object that lacks a field', { encryption: { enabled: true, configRef: { name: 'a' } } }, { encryption: { enabled: true } }, ['spec.encryption.configRef']],
    [
      'an entry that lacks a field', { authentication: { oidc: [{ audiences: ['a'] }, { issuerURL: 'https://a.example.org', audiences: ['b'] }] } },
      { authentication: { oidc: [{ issuerURL: 'https://a.example.org', audiences: ['b'] }] } }, ['spec.authentication.oidc[0]'],
    ],
    ['what is no plain data', { region: () => 'a', tags: [new Date(0)] }, { tags: [] }, ['spec.region', 'spec.tags[0]']],
  ])('%s', (_name, settings, rest, refused) => {
    const base = description().spec;
    const document = { ...description(), spec: { ...base, ...(settings as object) } };
    expect(specOf(document)).toEqual({ ...base, ...(rest as object) });
    expect(partOf(document)!.refused.map(formatPath)).toEqual(refused);
  });

  it('a pool whose name is taken, and finds the others by their places in the document', () => {
    const document = description({ spec: { nodePools: [pool, pool, { ...pool, name: 'b', zones: ['az9'] }] } });
    expect(specOf(document)).toMatchObject({ nodePools: [{ name: 'general' }, { name: 'b' }] });
    expect(told(document)).toEqual(['InvalidValue spec.nodePools[1].name', 'ZoneUnknown spec.nodePools[2].zones[0]']);
  });

  it('entries of lists in entries of lists', () => {
    const document = description({ spec: { nodePools: [{ flavor: 'SCS-4V-16' }, { ...pool, zones: [1, 'az1', 'az9'] }] } });
    expect(specOf(document)).toMatchObject({ nodePools: [{ name: 'general', zones: ['az1', 'az9'] }] });
    expect(told(document)).toEqual(['MissingField spec.nodePools[0].name', 'InvalidType spec.nodePools[1].zones[0]', 'ZoneUnknown spec.nodePools[1].zones[2]']);
  });

  it('the only pool, and still judges the rest', () => {
    expect(told(descriptionWith({ nodePools: [{ flavor: 'SCS-4V-16' }], controlPlane: { replicas: 2 } }))).toEqual([
      'MissingField spec.nodePools[0].name', 'EvenReplicas spec.controlPlane.replicas',
    ]);
  });

  it('what contains itself', () => {
    const labels: Record<string, unknown> = { team: 'shop' };
    labels.again = labels;
    const document = { ...description(), metadata: { name: 'shop', labels } };
    expect(partOf(document)?.value).toMatchObject({ metadata: { name: 'shop', labels: { team: 'shop' } } });
  });
});

it.each<[string, object]>([
  ['metadata.name', { ...description(), metadata: { name: 'Shop' } }],
  ['metadata.name', { ...description(), metadata: {} }],
  ['spec.kubernetesVersion', description({ spec: { kubernetesVersion: undefined } })],
  ['spec.kubernetesVersion', description({ spec: { kubernetesVersion: 1.36 } as never })],
])('has something in the place of %s, and refuses it', (path, document) => {
  const part = partOf(document)!;
  expect(validateShape('ScsCluster', part.value)).toEqual([]);
  expect(part.refused).toEqual([path.split('.')]);
});

describe('is nothing', () => {
  it.each<[string, unknown]>([
    ['of null', null],
    ['of a string', 'kind: ScsCluster'],
    ['without metadata', { ...description(), metadata: undefined }],
    ['without node pools', description({ spec: { nodePools: undefined } })],
    ['with an empty list of node pools', description({ spec: { nodePools: [] } })],
    ['of another kind', { ...description(), kind: 'ProviderProfile' }],
  ])('%s', (_name, document) => {
    expect(partOf(document)).toBeUndefined();
  });
});

describe('what the rules say of it', () => {
  const part: SoundPart = { value: { spec: { a: { b: 1 }, list: ['y'] } }, refused: [['spec', 'a', 'c'], ['spec', 'list', 0]], indexes: new Map() };
  const diagnostic = (path: FieldPath, document: Diagnostic['document'] = 'cluster'): Diagnostic => ({ code: 'InvalidValue', severity: 'Error', document, path, message: 'm' });

  it.each<[string, FieldPath, boolean]>([
    ['the field that was taken out', ['spec', 'a', 'c'], false],
    ['something in it', ['spec', 'a', 'c', 'd'], false],
    ['what it was in', ['spec', 'a'], false],
    ['the list that lacks an entry', ['spec', 'list'], false],
    ['a field beside it', ['spec', 'a', 'b'], true],
    ['a field with a longer name', ['spec', 'a', 'cd'], true],
    ['another entry', ['spec', 'list', 1], true],
  ])('is told or not: %s', (_name, path, isTold) => {
    expect(toldOfDocument(part, [diagnostic(path)])).toEqual(isTold ? [diagnostic(path)] : []);
  });

  it('is told where it is about the profile', () => {
    const found = [diagnostic(['spec', 'a', 'c'], 'profile')];
    expect(toldOfDocument(part, found)).toEqual(found);
  });
});

describe('of any description', () => {
  /** Places of values below the root. */
  const places = (value: unknown, path: FieldPath = []): FieldPath[] =>
    typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, below]) => {
      const place = [...path, Array.isArray(value) ? Number(key) : key];
      return [place, ...places(below, place)];
    });
  const put = (root: unknown, path: FieldPath, value: unknown): void => {
    const parent = path.slice(0, -1).reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], root);
    (parent as Record<string | number, unknown>)[path.at(-1)!] = value;
  };
  const broken = documentsArbitrary.chain(({ description: own, profile: at }) =>
    fc.array(fc.tuple(fc.nat(), fc.constantFrom<unknown>(null, 5, -1, 0.5, '', 'x y', true, [], {}, [[]], ['', ''], { a: 1 }, [null, 'a'], undefined)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const document = structuredClone(own);
        for (const [index, value] of changes) {
          const all = places(document);
          if (all.length > 0) put(document, all[index % all.length], structuredClone(value));
        }
        return { document, profile: at };
      }),
  );

  it('has the right shape but for lists of which nothing is left, can be judged, and the description is not changed', () => {
    let judged = 0;
    fc.assert(fc.property(broken, ({ document, profile: at }) => {
      const before = structuredClone(document);
      const part = partOf(document);
      expect(document).toEqual(before);
      if (part === undefined) return;
      const left = validateShape('ScsCluster', part.value).map(({ message }) => message);
      expect(left.filter((message) => !message.startsWith('the list has 0 entries'))).toEqual([]);
      toldOfDocument(part, judgeDocuments(part.value as ScsClusterDocument, at).diagnostics).forEach(formatDiagnostic);
      judged += part.refused.length > 0 ? 1 : 0;
    }), { numRuns: 120, seed: 1, endOnFailure: true });
    expect(judged).toBeGreaterThan(50);
  });
});

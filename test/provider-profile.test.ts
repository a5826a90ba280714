import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { InvalidInputError } from '../src/diagnostics/invalid-input-error';
import type { ProviderProfileDocument, ProviderProfileSpec } from '../src/profile';
import { ProviderProfile } from '../src/provider-profile';
import { description, profile } from './fixtures/documents';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'provider-profile-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(text: string): string {
  const path = join(folder, 'profile.yaml');
  writeFileSync(path, text);
  return path;
}

/** The lines of the error that is thrown, with `FILE` for the file. */
function refusal(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return (error as Error).message.replaceAll(join(folder, 'profile.yaml'), 'FILE').split('\n');
  }
  return ['nothing was thrown'];
}

const HEAD = 'apiVersion: kaas.scs.community/v1alpha1\nkind: ProviderProfile\nmetadata: {name: a}\n';

describe('a profile', () => {
  it.each<[string, () => ProviderProfile]>([
    ['of a file', () => ProviderProfile.fromFile(file(stringify(profile())))],
    ['of a file in JSON', () => ProviderProfile.fromFile(file(JSON.stringify(profile())))],
    ['of a document', () => ProviderProfile.fromDocument(profile())],
    ['of a spec', () => ProviderProfile.fromSpec('scs-cloud', profile().spec)],
  ])('%s has its name and its document', (_name, make) => {
    const made = make();
    expect(made.name).toBe('scs-cloud');
    expect(made.document).toEqual(profile());
  });

  it('is told from other values', () => {
    expect(ProviderProfile._is(ProviderProfile.fromDocument(profile()))).toBe(true);
    expect([profile(), { document: profile() }, 'profile.yaml', null, undefined].filter((value) => ProviderProfile._is(value))).toEqual([]);
  });

  it('is one for another copy of the package, too', () => {
    jest.isolateModules(() => {
      const { ProviderProfile: other } = require('../src/provider-profile') as typeof import('../src/provider-profile');
      expect(other).not.toBe(ProviderProfile);
      expect(other._is(ProviderProfile.fromDocument(profile()))).toBe(true);
    });
  });

  it('keeps the warnings of its file, with their places', () => {
    const { _warnings: warnings, document } = ProviderProfile.fromFile(file(`${HEAD}spec:\n  target: capi-openstack\n  management: {clusterApi: 1.14}\n`));
    expect(warnings).toMatchObject([{ code: 'UnquotedVersion', position: { line: 6, column: 28 } }]);
    expect(document.spec.management).toEqual({ clusterApi: '1.14' });
  });

  it('locates what is said of it later', () => {
    const diagnostic = { code: 'InvalidValue', severity: 'Error', document: 'profile', path: ['spec', 'target'], message: 'm' } as const;
    const path = file(`${HEAD}spec:\n  target: capi-openstack\n`);
    expect(ProviderProfile.fromFile(path)._locate(diagnostic)).toEqual({ ...diagnostic, position: { file: path, line: 5, column: 11 } });
    expect(ProviderProfile.fromDocument(profile())._locate(diagnostic)).toEqual({ ...diagnostic, constructPath: 'ProviderProfile scs-cloud' });
  });
});

describe('refuses', () => {
  it.each<[string, string, string[]]>([
    [
      'everything that is wrong in a file at once',
      `${HEAD}spec:\n  target: capi-openstak\n  openstak: {}\n  regions: [{name: R, zones: az1}]\n  management: {clusterApi: 1.14}\n`,
      [
        'FILE:5:11: error InvalidValue: spec.target: "capi-openstak" is not allowed here (allowed: capi-openstack, cluster-stacks, gardener, t8s, capi-hetzner, capi-dev), did you mean "capi-openstack"?',
        'FILE:6:3: error UnknownField: spec.openstak: there is no such field, did you mean "openstack"?',
        'FILE:7:30: error InvalidType: spec.regions[0].zones: expected a list, found the string "az1": write a list, also for a single entry',
        'FILE:8:28: warning UnquotedVersion: spec.management.clusterApi: a version without quotes is a number; it was read as "1.14": put it in quotes',
        '3 errors, 1 warning',
      ],
    ],
    ['an empty file', '', ['FILE:1:1: error UnknownKind: the file has no document (allowed: kaas.scs.community/v1alpha1 ScsCluster, kaas.scs.community/v1alpha1 ProviderProfile)', '1 error']],
    ['a syntax error', `${HEAD}spec: {\n`, [expect.stringMatching(/^FILE:5:1: error SyntaxError: /) as string, '1 error']],
    ['a description', stringify(description()), ['FILE:1:1: error UnknownKind: the file has no ProviderProfile and 1 ScsCluster; it must have exactly one ProviderProfile and nothing else', '1 error']],
    ['two profiles', `${stringify(profile())}---\n${stringify(profile())}`, ['FILE:1:1: error UnknownKind: the file has 2 ProviderProfiles and no ScsCluster; it must have exactly one ProviderProfile and nothing else', '1 error']],
  ])('%s', (_name, text, lines) => {
    expect(refusal(() => ProviderProfile.fromFile(file(text)))).toEqual(lines);
  });

  it('a file that is not there', () => {
    expect(refusal(() => ProviderProfile.fromFile(join(folder, 'profile.yaml')))).toEqual(['FILE:1:1: error FileUnreadable: the file cannot be read: there is no such file', '1 error']);
  });

  it.each<[string, unknown, string[]]>([
    ['what is no document', null, ['ProviderProfile: error InvalidType: found no value (null): write an object', '1 error']],
    ['a document without metadata', { ...profile(), metadata: undefined }, ['ProviderProfile: error MissingField: metadata: this field is required', '1 error']],
    [
      'everything that is wrong in a document at once', profile({ kind: 'Profile', spec: { cni: { type: 'flannel' }, defaults: { nodePools: [] } } }),
      [
        'ProviderProfile scs-cloud: error UnknownField: spec.defaults.nodePools: there is no such field',
        'ProviderProfile scs-cloud: error InvalidValue: kind: "Profile" is not allowed here (allowed: ProviderProfile)',
        'ProviderProfile scs-cloud: error InvalidValue: spec.cni.type: "flannel" is not allowed here (allowed: cilium, calico, None)',
        '3 errors',
      ],
    ],
    ['a field that does not work yet', profile({ spec: { cni: { hubble: 'UI' } } }), ['ProviderProfile scs-cloud: error NotYetSupported: spec.cni.hubble: this field is part of the API, but this release cannot act on it yet', '1 error']],
  ])('%s', (_name, document, lines) => {
    expect(refusal(() => ProviderProfile.fromDocument(document as ProviderProfileDocument))).toEqual(lines);
  });

  it.each<[string, unknown, unknown, string[]]>([
    ['a bad name', 'Cloud A', profile().spec, [expect.stringMatching(/^ProviderProfile Cloud A: error InvalidValue: metadata\.name: "Cloud A" is not a DNS label/) as string, '1 error']],
    ['no spec', 'cloud', undefined, ['ProviderProfile cloud: error MissingField: spec: this field is required', '1 error']],
    ['a whole document as spec', 'cloud', profile(), [
      'ProviderProfile cloud: error UnknownField: spec.apiVersion: there is no such field',
      'ProviderProfile cloud: error UnknownField: spec.kind: there is no such field',
      'ProviderProfile cloud: error UnknownField: spec.metadata: there is no such field',
      'ProviderProfile cloud: error UnknownField: spec.spec: there is no such field',
      'ProviderProfile cloud: error MissingField: spec.target: this field is required, for example "capi-openstack"',
      '5 errors',
    ]],
  ])('%s', (_name, name, spec, lines) => {
    expect(refusal(() => ProviderProfile.fromSpec(name as string, spec as ProviderProfileSpec))).toEqual(lines);
  });
});

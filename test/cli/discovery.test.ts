import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { profileWith, type Overrides } from '../fixtures/documents';
import { scs, temporaryFolder } from './command-line';

describe('scs discovery', () => {
  const folder = temporaryFolder();
  const profile = (spec: Overrides): string => {
    const file = join(folder(), 'profile.json');
    writeFileSync(file, JSON.stringify(profileWith(spec)));
    return file;
  };
  const PUBLISHED = {
    conformances: [{ scope: 'scs-0502-v1' }], endpoint: { url: 'https://kaas.example.org' }, kubernetesVersions: ['1.35', '1.36', '1.37'].map((minor) => ({ minor })),
  };

  it('writes the same in YAML and in JSON, and each time the same bytes', async () => {
    const file = profile(PUBLISHED);
    const [yaml, json, again] = await Promise.all([['--format', 'yaml'], ['--format', 'json'], []].map((more) => scs(['discovery', '-p', file, ...more])));
    expect([yaml!.exitCode, yaml!.stderr]).toEqual([0, '']);
    expect(parse(yaml!.stdout)).toEqual(JSON.parse(json!.stdout));
    expect(Object.keys(JSON.parse(json!.stdout) as object)).toEqual(['scs-02XX', 'conformances', 'endpointUrl', 'regions', 'versions', 'nodeTypes', 'features']);
    expect(again).toEqual(yaml);
  });

  it('tells all that the profile lacks, with positions, and writes nothing', async () => {
    const file = profile({ ...PUBLISHED, conformances: undefined, endpoint: undefined });
    expect(await scs(['discovery', '-p', file])).toEqual({ exitCode: 1, stdout: '', stderr: expect.stringContaining('2 errors') });
  });

  it('tells what is wrong with the profile', async () => {
    const { exitCode, stdout, stderr } = await scs(['discovery', '-p', profile({ ...PUBLISHED, target: 'gardener' })]);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error NotYetSupported: spec.target: target gardener is part of the API, but this release cannot build it yet');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { FINDINGS_FORMATS } from '../../src/findings/formats';
import { fixture, scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();
const wrong = fixture('ten-mistakes.yaml');
const right = fixture('two-clusters.yaml');
const profile = fixture('profile.yaml');

interface Written {
  readonly files: readonly string[];
  readonly errors: number;
  readonly findings: readonly { readonly code: string; readonly position?: { readonly file: string } }[];
}

it('writes findings that are valid by the published schema', async () => {
  const { exitCode, stdout, stderr } = await scs(['validate', wrong, '-p', profile, '--format', 'json']);
  const written = JSON.parse(stdout) as Written;
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(__dirname, '../../schema/findings.schema.json'), 'utf8')));
  expect([validate(written), exitCode, stderr]).toEqual([true, 1, '']);
  expect(written).toMatchObject({ files: [wrong, profile], errors: 10 });
});

it.each(FINDINGS_FORMATS)('writes nothing but %s to standard output, also where nothing is wrong', async (format) => {
  const text = await scs(['validate', right, '-p', profile]);
  const outcome = await scs(['validate', right, '-p', profile, '--format', format]);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: text.stderr });
  expect(outcome.stdout).toMatch(format === 'junit' ? /^<\?xml[^]*<\/testsuites>\n$/ : /^[[{][^]*[\]}]\n$/);
  expect(outcome.stdout).not.toContain('no problems');
});

it('writes several reports besides the text', async () => {
  const reports = FINDINGS_FORMATS.map((format) => [format, join(folder(), format)] as const);
  const outcome = await scs(['validate', wrong, '-p', profile, ...reports.flatMap(([format, file]) => ['--report', `${format}=${file}`])]);
  expect(outcome).toEqual(await scs(['validate', wrong, '-p', profile]));
  for (const [format, file] of reports) {
    expect(readFileSync(file, 'utf8')).toBe((await scs(['validate', wrong, '-p', profile, '--format', format])).stdout);
  }
});

it('tells of manifests and of updates in every form', async () => {
  const manifests = join(folder(), 'manifests');
  expect(await scs(['synth', right, '-p', profile, '-o', manifests, '--format', 'json'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('"errors": 0') as string });
  const judged = await scs(['validate', '--manifests', manifests, '--skip-kind', 'Namespace', '--format', 'json']);
  expect((JSON.parse(judged.stdout) as Written).files.length).toBeGreaterThan(5);
  const update = await scs(['validate', right, '-p', profile, '--previous', manifests, '--format', 'sarif']);
  expect(JSON.parse(update.stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'NotConformant' }] }] });
});

it('writes no manifests where there are errors, and says which in the form that was asked for', async () => {
  const output = join(folder(), 'manifests');
  const { exitCode, stdout } = await scs(['synth', wrong, '-p', profile, '-o', output, '--format', 'json']);
  expect([exitCode, (JSON.parse(stdout) as Written).errors, existsSync(output)]).toEqual([1, 10, false]);
});

it.each([
  [['validate', wrong, '--format', 'yaml'], "option '--format <FORMAT>' argument 'yaml' is invalid. Allowed choices are text, json, sarif, junit, code-quality."],
  [['validate', wrong, '--report', 'sarif'], "option '--report <FORMAT=FILE>' argument 'sarif' is invalid. Write FORMAT=FILE, with one of the formats json, sarif, junit, code-quality."],
  [['validate', right, '-p', profile, '--report', 'json=test/cli'], 'cannot write test/cli: EISDIR'],
  [['synth', right, '-p', profile, '-o', '-', '--format', 'json'], 'standard output (-) cannot have both the manifests and the findings; --report writes findings to a file'],
])('refuses %j', async (args, message) => {
  const { exitCode, stderr } = await scs(args);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
});

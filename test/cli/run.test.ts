import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/run';
import { DIAGNOSTIC_CODES } from '../../src/diagnostics/codes';
import packageJson from '../../package.json';
import { scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();
const published = (name: string): string => readFileSync(join(__dirname, '../../schema', name), 'utf8');
const COMMANDS = ['validate', 'synth', 'secrets', 'ignore-rules', 'schema', 'migrate', 'discovery', 'explain'];

describe('the program', () => {
  it.each(['--version', '-V'])('prints the version for %s', async (option) => {
    expect(await scs([option])).toEqual({ exitCode: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  it('prints its commands and exit codes for --help', async () => {
    const { exitCode, stdout, stderr } = await scs(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const text of [...COMMANDS, 'Exit codes:', '$ scs synth shop.yaml --profile profile.yaml -o manifests']) expect(stdout).toContain(text);
  });

  it.each(COMMANDS)('%s has an example', async (command) => {
    const { exitCode, stdout } = await scs([command, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`\nExample:\n {2}\\$ scs ${command}`));
  });

  it('wants a command', async () => {
    const { exitCode, stdout, stderr } = await scs([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toBe((await scs(['--help'])).stdout);
  });

  it.each([
    ['a command', ['sinth'], "error: unknown command 'sinth'\n(Did you mean synth?)"],
    ['an option', ['validate', 'a.yaml', '--profil', 'x'], "error: unknown option '--profil'\n(Did you mean --profile?)"],
    ['a kind', ['schema', 'scscluster'], 'error: there is no kind "scscluster" (allowed: ScsCluster, ProviderProfile, ScsDiscovery), did you mean "ScsCluster"?'],
    ['a code', ['explain', 'FlavourNotOffered'], 'error: there is no code "FlavourNotOffered", did you mean "FlavorNotOffered"?'],
    ['a name far from all', ['explain', 'x'], 'error: there is no field "x"; "scs explain" lists all codes, "scs explain spec" the fields'],
  ])('does not know %s, and says what is near', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await scs(args);
    expect({ exitCode, stdout, stderr: stderr.replace('Add --help for how it is used.\n', '') }).toEqual({ exitCode: 2, stdout: '', stderr: `${message}\n` });
  });

  describe('with a mistake of its own', () => {
    const fail = async (env: Record<string, string>) => {
      let stderr = '';
      const stdout = { write: () => { throw new RangeError('out of\nbounds'); } };
      const exitCode = await run(['explain'], { stdin: (async function* () {})(), stdout, stderr: { write: (text) => { stderr += text; } }, env });
      return { exitCode, stderr };
    };
    const LINE = 'internal error: RangeError: out of. This is a mistake of scs, not yours; please report it at https://github.com/cdk8s-scs/cdk8s-scs/issues';

    it('says so in one line', async () => {
      expect(await fail({})).toEqual({ exitCode: 3, stderr: `${LINE}; SCS_DEBUG=1 shows where it happened\n` });
    });

    it('shows the stack if asked', async () => {
      const { exitCode, stderr } = await fail({ SCS_DEBUG: '1' });
      expect(exitCode).toBe(3);
      expect(stderr.split('\n').slice(0, 3)).toEqual([LINE, 'RangeError: out of', 'bounds']);
      expect(stderr).toContain('    at ');
    });
  });
});

describe('scs schema', () => {
  it.each([['ScsCluster', 'scs-cluster.schema.json'], ['ProviderProfile', 'provider-profile.schema.json'], ['ScsDiscovery', 'scs-discovery.schema.json']])('prints that of %s', async (kind, file) => {
    expect(await scs(['schema', kind])).toEqual({ exitCode: 0, stdout: published(file), stderr: '' });
  });

  it('writes both to a folder', async () => {
    const output = join(folder(), 'a/b');
    const names = ['scs-cluster', 'provider-profile', 'scs-discovery'].map((name) => `${name}.schema.json`);
    expect(await scs(['schema', '-o', output])).toEqual({ exitCode: 0, stdout: '', stderr: names.map((name) => `${join(output, name)} written\n`).join('') });
    for (const name of names) expect(readFileSync(join(output, name), 'utf8')).toBe(published(name));
  });

  it('writes one to a folder', async () => {
    expect((await scs(['schema', 'ProviderProfile', '-o', folder()])).exitCode).toBe(0);
    expect(readdirSync(folder())).toEqual(['provider-profile.schema.json']);
  });

  it('cannot write below a file', async () => {
    const output = join(folder(), 'file');
    writeFileSync(output, '');
    const { exitCode, stderr } = await scs(['schema', 'ScsCluster', '-o', output]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(`error: cannot write ${output}/scs-cluster.schema.json: EEXIST: file already exists, mkdir '${output}'\n`);
  });

  it('wants a kind or a folder', async () => {
    const stderr = 'error: name the kind whose schema is to be printed, ScsCluster or ProviderProfile or ScsDiscovery, or write all to a folder with -o DIR\n';
    expect(await scs(['schema'])).toEqual({ exitCode: 2, stdout: '', stderr });
  });
});

describe('scs explain', () => {
  it('tells cause and fix of a code', async () => {
    const lines = [
      'FlavorNotOffered',
      '  cause:   The profile does not offer the flavor.',
      '  example: "m1.large" is no SCS flavor name, and the profile lists no flavors that it could be',
      '  fix:     Use one of the nearest flavors listed.',
    ];
    expect(await scs(['explain', 'FlavorNotOffered'])).toEqual({ exitCode: 0, stdout: `${lines.join('\n')}\n`, stderr: '' });
  });

  it('tells all', async () => {
    const { stdout } = await scs(['explain']);
    expect(stdout.split('\n').filter((line) => /^\w/.test(line))).toEqual(Object.keys(DIAGNOSTIC_CODES));
  });
});

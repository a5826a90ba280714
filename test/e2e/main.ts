import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from 'jest';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '500' },
    broken: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    results: { type: 'string' },
    all: { type: 'boolean', default: false },
    profile: { type: 'string', default: '' },
  },
});
const unknown = positionals.find((suite) => !existsSync(join(__dirname, `${suite}.e2e.ts`)));
if (unknown !== undefined || ![values.runs, values.broken, values.seed].every((value) => /^\d+$/.test(value))) {
  process.stderr.write(
    'usage: npm run e2e -- [SUITE...] [--runs NUMBER_OF_GENERATED_DESCRIPTIONS] [--broken NUMBER_OF_BROKEN_OBJECTS] [--seed NUMBER] [--results FILE_FOR_JSON] [--all] [--profile FILE_OF_THE_CLOUD_OF_OS_CLOUD]\n',
  );
  process.exit(2);
}
if (values.profile !== '' && !existsSync(values.profile)) {
  process.stderr.write(`--profile ${values.profile}: there is no such file\n`);
  process.exit(2);
}

process.env.E2E_RUNS = values.runs;
process.env.E2E_BROKEN = values.broken;
process.env.E2E_SEED = values.seed;
process.env.E2E_ALL = values.all ? 'true' : '';
process.env.E2E_PROFILE = values.profile;
const suites = positionals.map((suite) => `/test/e2e/${suite}\\.e2e\\.ts$`);
const results = values.results === undefined ? [] : ['--json', `--outputFile=${values.results}`];

void runSuites();

/** Runs the suites, and tells at the end what all of them have counted. */
async function runSuites(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  const numbers = join(folder, 'numbers');
  writeFileSync(numbers, '');
  process.env.E2E_NUMBERS = numbers;
  await run(['--config', join(__dirname, '..', '..', 'jest.e2e.config.js'), '--runInBand', ...results, ...suites]);
  process.stdout.write(`\n${readFileSync(numbers, 'utf8')}`);
  rmSync(folder, { recursive: true });
}

import { randomInt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { hostileInput } from './hostile-inputs';
import { judgements, shortcomings } from './judgement';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '50000' }, seed: { type: 'string', default: String(randomInt(2 ** 31)) } },
});
if (![values.runs, values.seed].every((value) => /^\d+$/.test(value))) {
  process.stderr.write('usage: npm run fuzz [-- --runs NUMBER_OF_INPUTS --seed NUMBER]\n');
  process.exit(2);
}

/** Inputs between two lines that tell how far it is. */
const STEP = 5000;
const [numRuns, seed] = [Number(values.runs), Number(values.seed)];
const begin = Date.now();
const counts = { inputs: 0, findings: 0, sound: 0, slowest: 0 };

process.stdout.write(`${numRuns} inputs, --seed ${seed}\n`);
const result = fc.check(fc.property(hostileInput, ({ bytes }) => {
  const started = performance.now();
  const diagnostics = judgements(bytes);
  const wrong = shortcomings(diagnostics);
  counts.inputs += 1;
  counts.findings += diagnostics.length;
  counts.sound += diagnostics.length === 0 ? 1 : 0;
  counts.slowest = Math.max(counts.slowest, performance.now() - started);
  if (counts.inputs % STEP === 0) process.stdout.write(`${counts.inputs} inputs after ${Math.round((Date.now() - begin) / 1000)} s\n`);
  if (wrong.length > 0) throw new Error(wrong[0]);
}), { numRuns, seed });

if (result.failed) {
  const file = join(mkdtempSync(join(tmpdir(), 'fuzz-')), 'input.yaml');
  const [input] = result.counterexample ?? [];
  if (input !== undefined) writeFileSync(file, input.bytes);
  const error = result.errorInstance as Error | undefined;
  process.stdout.write(`FAILED, --seed ${seed}: ${input?.from ?? ''}; the input is in ${file}\n${error?.stack ?? ''}\n`);
  process.exitCode = 1;
} else {
  const slowest = `the slowest in ${Math.ceil(counts.slowest)} ms`;
  process.stdout.write(`${counts.inputs} inputs, ${counts.findings} findings, nothing against ${counts.sound}; no crash, every finding with its place; ${slowest}\n`);
}

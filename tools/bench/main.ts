import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { committedFigures, worseFigures, writeFigures } from './figures';
import type { Figure, Outcome, Part } from './part';
import { coldSynth } from './parts/cold-synth';
import { load } from './parts/load';
import { manyClusters } from './parts/many-clusters';
import { oneCluster } from './parts/one-cluster';
import { synthesis } from './parts/synthesis';
import { validation } from './parts/validation';
import { ROOT, WorkFolder } from './work-folder';

const PARTS: Readonly<Record<string, Part>> = {
  load, 'cold-synth': coldSynth, 'one-cluster': oneCluster, synthesis, validation, clusters: manyClusters,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });
if (positionals.some((name) => !Object.hasOwn(PARTS, name)) || (values.check && values.write)) {
  process.stderr.write(`usage: npm run bench [-- [PART...] [--check | --write]]\nparts: ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}

void bench(positionals.length > 0 ? positionals : Object.keys(PARTS));

async function bench(names: readonly string[]): Promise<void> {
  if (!existsSync(join(ROOT, 'lib/src/index.js'))) throw new Error('there is no lib: run `npm run build` first');
  const [{ model = 'unknown' } = {}] = cpus();
  process.stdout.write(`Node.js ${process.version}, ${cpus().length} cores (${model.trim()})\n`);
  const all: Figure[] = [];
  for (const name of names) {
    const { figures } = await measured(name);
    // A machine that others use, too, can spoil a measurement, and never makes one better than it is.
    const repeated = values.check && worseFigures(figures).length > 0 ? (await measured(name)).figures : figures;
    all.push(...figures.map((figure, index) => (repeated[index].ratio < figure.ratio ? repeated[index] : figure)));
  }
  if (values.write) writeFigures(all);
  if (values.check) tellWorse(all);
}

async function measured(name: string): Promise<Outcome> {
  const part = PARTS[name];
  const folder = new WorkFolder();
  try {
    const outcome = await part.measure(folder);
    process.stdout.write(`\n${part.title} (${name})\n${[...outcome.figures.map(line), ...outcome.notes.map((note) => `        ${note}`)].join('\n')}\n`);
    return outcome;
  } finally {
    folder.remove();
  }
}

function line({ ratio, target, says }: Figure): string {
  const judgement = target === undefined ? '' : ` (target ${target}${ratio <= target ? '' : ', MISSED'})`;
  return `${ratio.toFixed(2).padStart(6)}  ${says}${judgement}`;
}

function tellWorse(figures: readonly Figure[]): void {
  const committed = committedFigures();
  const worse = worseFigures(figures, committed).map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}, and ${committed[name].toFixed(2)} is committed`);
  if (worse.length === 0) return void process.stdout.write('\nno ratio is worse than the committed one by a tenth\n');
  process.stdout.write(`\nworse by more than a tenth:\n${worse.join('\n')}\n`);
  process.exitCode = 1;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './part';

const FILE = join(__dirname, 'figures.json');
/** A ratio that is worse by more than this is a finding. */
const TOLERANCE = 1.1;

/** The committed ratios by the names of the figures. */
export function committedFigures(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, number>;
}

/** Commits ratios; those of parts that did not run stay. */
export function writeFigures(figures: readonly Figure[]): void {
  const all = { ...committedFigures(), ...Object.fromEntries(figures.map(({ name, ratio }) => [name, Number(ratio.toFixed(3))])) };
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
}

/** Figures that are worse than the committed ones by more than a tenth. */
export function worseFigures(figures: readonly Figure[], committed = committedFigures()): Figure[] {
  return figures.filter(({ name, ratio }) => ratio > (committed[name] ?? Infinity) * TOLERANCE);
}

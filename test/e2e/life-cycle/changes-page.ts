import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from './changes';
import { declaredMutability, replacedUnits } from './declared';
import { CONTROL_PLANE } from './observed-cluster';
import { Outcome } from './outcomes';

const FILE = join(__dirname, '..', '..', '..', 'docs', 'reference', 'changes.md');

const COUNTED: Readonly<Partial<Record<Outcome, string>>> = {
  [Outcome.ADDED]: 'those of the new pools are made; all others stay',
  [Outcome.REMOVED]: 'those of the pools go; all others stay',
  [Outcome.SCALED_UP]: 'new ones are added; those that are there stay',
  [Outcome.SCALED_DOWN]: 'those that are too many go; the others stay',
};

/** A row of the page: a change, and what was seen of the machines. */
export function row(change: Change, seen: Readonly<Record<string, Outcome | string>>): string {
  const fields = change.fields.map((field) => `\`${field}\``).join('<br>');
  const declared = change.milder === undefined ? declaredMutability(change) : `${declaredMutability(change)}; ${change.milder.mutability} here, as ${change.milder.why}`;
  return `| ${change.what} | ${fields} | ${declared} | ${happened(change, seen)} |`;
}

function happened(change: Change, seen: Readonly<Record<string, Outcome | string>>): string {
  const units = Object.keys(seen);
  const [counted] = Object.keys(change.counts ?? {});
  if (counted !== undefined) return COUNTED[seen[counted] as Outcome] ?? seen[counted];
  const replaced = replacedUnits(change, units).filter((unit) => seen[unit] === Outcome.REPLACED);
  if (replaced.length === 0) return 'all stay';
  if (replaced.length === units.length) return 'all are replaced, those of the control plane one after another';
  return replaced[0] === CONTROL_PLANE ? 'those of the control plane are replaced, one after another; all others stay' : 'those of the pool are replaced; all others stay';
}

/** The page that the rows make. */
export function changesPage(rows: readonly string[], more: readonly string[]): string {
  return `${[
    '# What changes do to machines',
    '<!-- Written by `npm run e2e -- life-cycle` from what it has seen; do not edit. -->',
    [
      'The examples `minimal` and `production` went through these changes with real controllers of Cluster API 1.14 and machines in',
      'memory. Every machine was watched by its name and its owners, and what became of it agrees with what its fields are declared to do',
      'in [settings](settings.md). `test/settings` derives from this which declaration every other field must have.',
    ].join('\n'),
    ['| change | fields | declared | machines |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    more.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n')}\n`;
}

/** Writes the page where it is not what it should be; tells whether it was. */
export function writePage(page: string): boolean {
  if (existsSync(FILE) && readFileSync(FILE, 'utf8') === page) return true;
  writeFileSync(FILE, page);
  return false;
}

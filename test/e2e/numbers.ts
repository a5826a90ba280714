import { appendFileSync } from 'node:fs';

/** Tells what a suite has counted: at once, and with those of all suites at the end of `npm run e2e`. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
  const file = process.env.E2E_NUMBERS;
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}

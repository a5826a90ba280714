#!/usr/bin/env node
import { ExitCode } from './exit-code';
import { run } from './run';

// A reader that wants no more, such as `head`, closes its pipe: the rest goes nowhere, which is no error. A full disk is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: cannot write to standard output: ${error.message}\n`);
  process.exitCode = ExitCode.USAGE;
});
// Nobody is left who could be told.
process.stderr.on('error', () => undefined);

// No process.exit: what is still on its way to a pipe would be lost.
void run(process.argv.slice(2), process).then((exitCode) => {
  process.exitCode ??= exitCode;
});

#!/usr/bin/env node
import { run } from './run';

// A reader that wants no more, such as `head`, closes its pipe: the rest goes nowhere, which is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// No process.exit: what is still on its way to a pipe would be lost.
void run(process.argv.slice(2), process).then((exitCode) => {
  process.exitCode = exitCode;
});

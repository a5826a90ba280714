// Starts programs for its parent, one JSON object a line, and ends all of them when the parent closes the pipe: by intention or
// because it is no more. It leads a process group of its own, which its programs are in, so nothing is forgotten.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';

// Nothing here is worth a graceful end: data and certificates are thrown away.
const endAll = () => process.kill(-process.pid, 'SIGKILL');
const report = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

process.stdout.on('error', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endAll);

const programs = new Map();

/** Ends itself last: the ports of a program are taken until it is gone, and whoever sees this end may start the next one. */
const endInOrder = async () => {
  const running = [...programs.values()].filter(({ pid, exitCode, signalCode }) => pid !== undefined && exitCode === null && signalCode === null);
  await Promise.all(running.map((program) => {
    program.kill('SIGKILL');
    return once(program, 'exit');
  }));
  endAll();
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { name, signal, argv, env, log } = JSON.parse(line);
    if (signal !== undefined) {
      programs.get(name)?.kill(signal);
      return;
    }
    const output = openSync(log, 'a');
    const program = spawn(argv[0], argv.slice(1), { env: { ...process.env, ...env }, stdio: ['ignore', output, output] })
      .on('error', (error) => report({ name, end: error.message }))
      .on('exit', (code, signal) => report({ name, end: signal ?? `exit code ${code}` }));
    programs.set(name, program);
    closeSync(output);
  })
  .on('close', () => void endInOrder());

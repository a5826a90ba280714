// Judges the objects of a folder as synthesis does, all of them once; writes the processor time that this took, with the loading of schemas.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';

const [root, folder] = process.argv.slice(2);
const library = createRequire(join(root, 'lib/src/index.js'));
const objects = readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), 'utf8')) as unknown);

const before = process.cpuUsage();
const { validateObject } = library('./validation/validate-object') as { validateObject: (object: unknown) => unknown[] | undefined };
const problems = objects.flatMap((object) => validateObject(object) ?? ['unknown kind']);
const { user, system } = process.cpuUsage(before);
if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
process.stdout.write(String((user + system) / 1000));

// Prints, as JSON, what GitHub's own parser says of a workflow file. A program of its own, as the parser is an ES module that imports JSON.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

const [file] = process.argv.slice(2);
const { context, value } = parseWorkflow({ name: basename(file), content: readFileSync(file, 'utf8') }, new NoOperationTraceWriter());
const errors = value === undefined ? [] : ((await convertWorkflowTemplate(context, value)).errors ?? []);
console.log(JSON.stringify([...context.errors.getErrors().map(String), ...errors.map(({ Message }) => Message)]));

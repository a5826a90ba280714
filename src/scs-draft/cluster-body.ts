import type { DiagnosticCode } from '../diagnostics/codes';
import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { Problem } from '../diagnostics/result';
import { isPlainObject } from '../resolve/settings';

/** Workers of a cluster by the draft. */
export interface WorkerGroup {
  readonly name: string;
  /** A type of nodes. */
  readonly size: string;
  /** How many at first, and at least. */
  readonly replicas?: number;
  readonly maxReplicas?: number;
}

/** A cluster by the SCS community's draft: what is sent to create or change one. */
export interface ClusterBody {
  /** Free text. */
  readonly name: string;
  /** Exact. */
  readonly version: string;
  readonly workerGroups: readonly WorkerGroup[];
  readonly features?: Readonly<Record<string, unknown>>;
}

/** Tells of something at a path of the document that is read. */
export type Tell = (severity: 'Error' | 'Warning', code: DiagnosticCode, path: FieldPath, problem: Problem | string) => void;

type Field = { readonly type: 'string' | 'integer' | 'object' | 'array'; readonly required?: true };

const BODY: Readonly<Record<string, Field>> = {
  name: { type: 'string', required: true },
  version: { type: 'string', required: true },
  workerGroups: { type: 'array', required: true },
  features: { type: 'object' },
};
const WORKER_GROUP: Readonly<Record<string, Field>> = {
  name: { type: 'string', required: true },
  size: { type: 'string', required: true },
  replicas: { type: 'integer' },
  maxReplicas: { type: 'integer' },
};

/** Reads a cluster body; undefined where its shape is wrong. A field that is not known is an error, as it could not be kept. */
export function readClusterBody(value: unknown, tell: Tell): ClusterBody | undefined {
  let sound = true;
  const judge: Tell = (...told) => {
    sound = false;
    tell(...told);
  };
  if (checkFields(value, BODY, [], judge) && Array.isArray(value.workerGroups)) {
    if (value.workerGroups.length === 0) judge('Error', 'MissingField', ['workerGroups'], 'a cluster has at least one worker group');
    value.workerGroups.forEach((group, index) => checkFields(group, WORKER_GROUP, ['workerGroups', index], judge));
  }
  return sound ? (value as unknown as ClusterBody) : undefined;
}

function checkFields(value: unknown, fields: Readonly<Record<string, Field>>, path: FieldPath, tell: Tell): value is Record<string, unknown> {
  if (!isPlainObject(value)) {
    tell('Error', 'InvalidType', path, `expected an object with the fields ${Object.keys(fields).join(', ')}`);
    return false;
  }
  for (const name of Object.keys(value).filter((field) => !Object.hasOwn(fields, field))) {
    const guess = didYouMean(name, Object.keys(fields));
    tell('Error', 'UnknownField', [...path, name], { message: 'there is no such field', allowed: Object.keys(fields), ...(guess !== undefined && { didYouMean: guess }) });
  }
  for (const [name, { type, required }] of Object.entries(fields)) {
    if (value[name] === undefined) {
      if (required) tell('Error', 'MissingField', [...path, name], 'this field is required');
    } else if (!hasType(value[name], type)) {
      tell('Error', 'InvalidType', [...path, name], `expected ${type === 'array' ? 'a list' : type === 'string' ? 'a string' : `an ${type}`}, found ${JSON.stringify(value[name])}`);
    }
  }
  return true;
}

function hasType(value: unknown, type: Field['type']): boolean {
  switch (type) {
    case 'array': return Array.isArray(value);
    case 'integer': return Number.isInteger(value) && Number(value) >= 0;
    case 'object': return isPlainObject(value);
    case 'string': return typeof value === 'string';
  }
}

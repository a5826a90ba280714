import type { Diagnostic } from '../diagnostics/diagnostic';
import { formatPath } from '../diagnostics/format';
import { apiGroup } from '../objects/cluster-scoped';
import { kindSchemas } from '../objects/kind-schemas';
import { withDefaults } from '../objects/schema-defaults';
import { valueAt } from '../objects/value-at';
import type { Manifest } from '../targets/rendered-object';
import { changedFields, isBelow, patternParts, type ChangedField } from './changed-fields';
import { goneObjects } from './gone-objects';
import { byKey, objectKey, objectName } from './object-key';
import type { UpdateProblem } from './update-problem';
import { UPDATE_RULES, type FieldRule, type KindRules, type Objection } from './update-rules';
import { versionSteps } from './version-steps';

/**
 * What of an update the API server would refuse (errors), or what it would take without doing what it seems to: said before,
 * each with a way out. A pure function of the objects that are there and those that are to be.
 */
export function validateUpdate(previous: readonly Manifest[], next: readonly Manifest[]): UpdateProblem[] {
  const old = byKey(previous);
  const changes = next.flatMap((after) => {
    const before = old.get(objectKey(after));
    return before === undefined ? [] : fieldProblems(before, after);
  });
  return [...changes, ...versionSteps(previous, next), ...goneObjects(previous, next)];
}

function fieldProblems(before: Manifest, after: Manifest): UpdateProblem[] {
  const rules = UPDATE_RULES.find(({ apiVersion, kind }) => kind === after.kind && apiGroup(apiVersion) === apiGroup(after.apiVersion));
  if (rules === undefined) return [];
  if (before.apiVersion !== rules.apiVersion || after.apiVersion !== rules.apiVersion) return [otherVersion(before, after, rules)];
  const found = changedFields(stored(before), stored(after)).flatMap((field) => {
    const rule = rules.fields.find(({ path, when }) => isBelow(field.path, path) && (when === undefined || when(before, after)));
    return rule?.objection === undefined ? [] : [{ field, rule, objection: rule.objection }];
  });
  const wholes = new Map<FieldRule, ChangedField[]>();
  for (const { field, rule } of found) wholes.set(rule, [...(wholes.get(rule) ?? []), field]);
  return found.flatMap(({ field, rule, objection }) => {
    if (!objection.asWhole) return [problem(after, field.path, howChanged(field, objection), objection)];
    const fields = wholes.get(rule)!;
    return fields[0] === field ? [problem(after, patternParts(rule.path), `${verb(objection)} change${namesBelow(fields, rule)}`, objection)] : [];
  });
}

/** As the API server has it, so that a default that is now written out is no change. */
function stored(object: Manifest): unknown {
  return withDefaults(object, kindSchemas.schema(apiGroup(object.apiVersion), object.kind));
}

function problem(object: Manifest, path: Diagnostic['path'], what: string, { severity, why, wayOut }: Objection): UpdateProblem {
  const value = valueAt(object, path);
  return { object, code: 'ImmutableField', severity, document: 'manifest', path, message: `${objectName(object)}: ${what}: ${why}; ${wayOut}`, ...(value !== undefined && { value }) };
}

function verb({ severity }: Objection): string {
  return severity === 'Error' ? 'must not' : 'should not';
}

function howChanged({ before, after }: ChangedField, objection: Objection): string {
  if (before === undefined) return `${verb(objection)} be added`;
  if (after === undefined) return `${verb(objection)} be removed`;
  const isScalar = [before, after].every((value) => typeof value !== 'object');
  return `${verb(objection)} change${isScalar ? ` from ${JSON.stringify(before)} to ${JSON.stringify(after)}` : ''}`;
}

/** What is different below the field of a rule. */
function namesBelow(fields: readonly ChangedField[], { path }: FieldRule): string {
  const depth = patternParts(path).length;
  const names = fields.map((field) => formatPath(field.path.slice(depth))).filter((name) => name !== '');
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

function otherVersion(before: Manifest, after: Manifest, { apiVersion }: KindRules): UpdateProblem {
  const versions = before.apiVersion === after.apiVersion ? `is of ${after.apiVersion}` : `was of ${before.apiVersion} and is of ${after.apiVersion}`;
  const message = `${objectName(after)}: ${versions}: its fields are not compared`;
  return { object: after, code: 'UnknownKind', severity: 'Warning', document: 'manifest', path: ['apiVersion'], message, value: after.apiVersion, allowed: [apiVersion] };
}

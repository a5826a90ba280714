import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../src/diagnostics/codes';
import { validateShape } from '../../src/documents/shape-validation';
import { validateUpdate } from '../../src/plan/validate-update';
import { renderDocuments } from '../../src/render-documents';
import { Refuser, WEBHOOK_RULES, type Documents, type WebhookRule } from '../e2e/webhook-rules';
import { crdProblems } from '../fixtures/crd-validation';

const rows = WEBHOOK_RULES.map((rule) => [rule.id, rule] as const);

/** Codes of the errors of documents: of their shapes, or of their meaning. */
function documentErrors({ description, profile }: Documents): DiagnosticCode[] {
  const shape = [...validateShape('ScsCluster', description), ...validateShape('ProviderProfile', profile)];
  return errors(shape.length > 0 ? shape : renderDocuments(description, profile).diagnostics);
}

function updateErrors({ objects }: WebhookRule): DiagnosticCode[] {
  const { existing, refused } = objects();
  return errors(validateUpdate(existing, [...existing.slice(0, -1), refused]));
}

function errors(diagnostics: readonly { readonly code: DiagnosticCode; readonly severity: string }[]): DiagnosticCode[] {
  return diagnostics.filter(({ severity }) => severity === 'Error').map(({ code }) => code);
}

function isUpdate({ objects }: WebhookRule): boolean {
  const { existing, refused } = objects();
  return existing.at(-1)!.kind === refused.kind;
}

it.each(rows)('%s is refused here first', (_, rule) => {
  const found = isUpdate(rule) ? updateErrors(rule) : documentErrors(rule.documents!);
  expect([...new Set(found)]).toEqual([rule.code]);
  expect(DIAGNOSTIC_CODES).toHaveProperty(rule.code);
});

it.each(rows.filter(([, rule]) => isUpdate(rule)))('%s is told of the update alone', (_, rule) => {
  const { existing } = rule.objects();
  expect(validateUpdate(existing, existing)).toEqual([]);
  if (rule.documents) expect(documentErrors(rule.documents)).toEqual([]);
});

// Otherwise the server would refuse the object for another reason.
it.each(rows)('%s breaks the schema only where that is the rule', (_, { by, objects }) => {
  const { existing, refused } = objects();
  expect(existing.flatMap(crdProblems)).toEqual([]);
  if (by === Refuser.SCHEMA && refused.kind !== 'Cluster') expect(crdProblems(refused)).not.toEqual([]);
  else expect(crdProblems(refused)).toEqual([]);
});

it('has a row for each webhook, and a namespace for each row', () => {
  expect(WEBHOOK_RULES.length).toBeGreaterThanOrEqual(25);
  for (const { id, objects } of WEBHOOK_RULES) {
    const { existing, refused } = objects();
    expect(id).toMatch(/^[a-z][a-z0-9-]{0,62}$/);
    expect([...existing.filter(({ kind }) => kind !== 'Namespace'), refused].map(({ metadata }) => metadata.namespace)).toEqual(existing.map(() => id));
  }
  expect(new Set(WEBHOOK_RULES.map(({ objects }) => objects().refused.kind))).toEqual(new Set([
    'Cluster', 'KubeadmControlPlane', 'MachineDeployment', 'MachineHealthCheck', 'OpenStackCluster', 'OpenStackMachineTemplate', 'DevMachineTemplate', 'ServerGroup', 'ApplicationCredential',
  ]));
});

import type { FieldPath } from '../diagnostics/diagnostic';
import { sortKeys } from '../objects/content-hash';
import type { AuditRule } from '../params';
import { toWholeDuration } from './duration';
import { toWholeUnits } from './quantity';
import type { Report } from './report';
import type { ResolvedAudit } from './resolved-cluster';
import { LIBRARY_DEFAULTS, type Settings } from './settings';

const API_GROUP = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Decides the audit log. The API server refuses to start with rules that contradict themselves (k8s.io/apiserver, pkg/apis/audit/validation). */
export function resolveAudit({ audit }: Settings, report: Report): ResolvedAudit {
  audit.rules.forEach((rule, index) => checkRule(rule, ['audit', 'rules', index], report));
  if (audit.policyRef !== undefined) {
    if (audit.rules.length > 0) report.error('ConflictingFields', ['audit', 'rules'], 'the policy of policyRef is used instead: keep one of the two');
    if (audit.level !== LIBRARY_DEFAULTS.audit.level) report.error('ConflictingFields', ['audit', 'level'], 'the policy of policyRef says how much is kept: keep one of the two');
  }
  return {
    level: audit.level,
    rules: audit.rules.map(resolveRule),
    ...(audit.policyRef !== undefined && { policyRef: audit.policyRef }),
    maxAgeDays: report.read(toWholeDuration(audit.maxAge, 'd'), ['audit', 'maxAge'], 1),
    maxSizeMiB: report.read(toWholeUnits(audit.maxSize, 'Mi'), ['audit', 'maxSize'], 1),
    maxBackups: audit.maxBackups,
  };
}

/** The rules end as text in a file, which depends neither on the order of their fields nor on whether a default is written. */
function resolveRule({ resources, omitStages = [], omitManagedFields = false, ...rule }: AuditRule): AuditRule {
  return sortKeys({
    ...rule,
    ...(resources && { resources: resources.map((ofGroup) => ({ ...ofGroup, group: ofGroup.group ?? '' })) }),
    ...(omitStages.length > 0 && { omitStages }),
    ...(omitManagedFields && { omitManagedFields }),
  });
}

function checkRule(rule: AuditRule, path: FieldPath, report: Report): void {
  const forResources = (rule.resources?.length ?? 0) > 0 || (rule.namespaces?.length ?? 0) > 0;
  if (forResources && (rule.nonResourceURLs?.length ?? 0) > 0) {
    report.error('ConflictingFields', [...path, 'nonResourceURLs'], 'a rule is for paths, or for resources and namespaces, not for both');
  }
  rule.nonResourceURLs?.forEach((url, index) => {
    if (url.slice(0, -1).includes('*')) report.error('InvalidValue', [...path, 'nonResourceURLs', index], `"${url}" has a "*" before its end; only the last character can be one`);
  });
  rule.resources?.forEach((resources, index) => {
    if (resources.group && resources.group !== '*' && !API_GROUP.test(resources.group)) {
      report.error('InvalidValue', [...path, 'resources', index, 'group'], `"${resources.group}" is not an API group, which has no version and no upper-case letters, such as apps or rbac.authorization.k8s.io`);
    }
    if ((resources.resourceNames?.length ?? 0) > 0 && (resources.resources?.length ?? 0) === 0) {
      report.error('MissingField', [...path, 'resources', index], { message: 'resourceNames need the resources that they are names of', allowed: ['resources'] });
    }
  });
}

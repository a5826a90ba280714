import { isDeepStrictEqual } from 'node:util';
import type { FieldPath } from '../diagnostics/diagnostic';
import { valueAt } from '../objects/value-at';
import { AuditLevel, AuditStage, type ScsClusterSpec } from '../params';
import type { ProviderProfileSpec } from '../profile';
import type { Report } from './report';
import type { ResolvedControlPlane, ResolvedNodePool } from './resolved-cluster';
import { isPlainObject } from './settings';

/** What the provider fixes cannot be set to something else, neither by a description nor by the profile's own defaults. */
export function checkEnforced(spec: ScsClusterSpec, profile: ProviderProfileSpec, report: Report): void {
  for (const [path, enforced] of leaves(profile.policy?.enforce ?? {})) {
    const field = path.join('.');
    const differs = (value: unknown): boolean => value !== undefined && !isDeepStrictEqual(value, enforced);
    if (differs(valueAt(spec, path))) {
      report.error('PolicyViolation', path, { message: `the provider, not the library, fixes ${field}`, allowed: [JSON.stringify(enforced)] });
    }
    if (differs(valueAt(profile.defaults, path))) {
      report.profileError('PolicyViolation', ['defaults', ...path], { message: `the profile's own policy.enforce fixes ${field}`, allowed: [JSON.stringify(enforced)] });
    }
  }
}

const LEVELS: readonly AuditLevel[] = [AuditLevel.NONE, AuditLevel.METADATA, AuditLevel.REQUEST, AuditLevel.REQUEST_RESPONSE];
/** Without these, nothing is kept of most requests. */
const FINAL_STAGES: readonly AuditStage[] = [AuditStage.RESPONSE_COMPLETE, AuditStage.PANIC];

/** What a description says beside a fixed setting must not take away from it. */
export function checkBesideEnforced({ audit, podSecurity }: ScsClusterSpec, { policy, defaults }: ProviderProfileSpec, report: Report): void {
  const { audit: fixedAudit, podSecurity: fixedSecurity } = policy?.enforce ?? {};
  const fixedField = (['level', 'rules'] as const).find((field) => fixedAudit?.[field] !== undefined);
  if (fixedField !== undefined && audit?.policyRef !== undefined) {
    report.error('PolicyViolation', ['audit', 'policyRef'], `the provider, not the library, fixes audit.${fixedField}, and a policy of your own would be used instead`);
  }
  if (fixedField !== undefined && defaults?.audit?.policyRef !== undefined) {
    report.profileError('PolicyViolation', ['defaults', 'audit', 'policyRef'], `the profile's own policy.enforce fixes audit.${fixedField}, and this policy would be used instead`);
  }
  if (fixedAudit?.level !== undefined && fixedAudit.rules === undefined) {
    const least = LEVELS.indexOf(fixedAudit.level);
    audit?.rules?.forEach(({ level, omitStages }, index) => {
      const path = ['audit', 'rules', index];
      const says = `the provider, not the library, fixes audit.level to ${fixedAudit.level}`;
      if (LEVELS.indexOf(level) < least) report.error('PolicyViolation', [...path, 'level'], { message: `${says}, and this rule would keep less`, allowed: LEVELS.slice(least) });
      const stage = least > 0 ? omitStages?.findIndex((omitted) => FINAL_STAGES.includes(omitted)) ?? -1 : -1;
      if (stage >= 0) report.error('PolicyViolation', [...path, 'omitStages', stage], `${says}, and a rule without this stage would keep nothing of what ends in it`);
    });
  }
  if (fixedSecurity?.enforce !== undefined && fixedSecurity.exemptNamespaces === undefined && (podSecurity?.exemptNamespaces?.length ?? 0) > 0) {
    report.error('PolicyViolation', ['podSecurity', 'exemptNamespaces'], `the provider, not the library, fixes podSecurity.enforce to ${fixedSecurity.enforce} for all namespaces`);
  }
}

/** Scalars and lists, each with its path. */
export function leaves(value: object, path: FieldPath = []): [FieldPath, unknown][] {
  return Object.entries(value)
    .filter(([, below]) => below !== undefined)
    .flatMap(([key, below]): [FieldPath, unknown][] => (isPlainObject(below) ? leaves(below, [...path, key]) : [[[...path, key], below]]));
}

/** Whether anything is set: empty lists and blocks are what is there without them. */
export function hasSettings(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isPlainObject(value) ? Object.values(value).some(hasSettings) : value !== undefined;
}

/** Expert settings of a description need the provider's leave. */
export function checkExpertAllowed(spec: ScsClusterSpec, profile: ProviderProfileSpec, report: Report): void {
  if (profile.policy?.allowExpert) return;
  const places: [FieldPath, unknown][] = [[['expert'], spec.expert], ...spec.nodePools.map(({ expert }, index): [FieldPath, unknown] => [['nodePools', index, 'expert'], expert])];
  for (const [path, expert] of places) {
    if (hasSettings(expert)) report.error('PolicyViolation', path, "the provider's policy does not allow expert settings (policy.allowExpert)");
  }
}

/** Arguments of the API server that no setting writes, and that could still undo a fixed block. */
const ARGUMENTS_BESIDE: Readonly<Record<string, RegExp>> = { audit: /^audit-/, authentication: /^(token-auth-file|authentication-token-)/ };

/** Where the provider allows expert settings, those that act on the API server must not undo what it fixes; files, commands and packages are root's. */
export function checkExpertBesideEnforced({ expert }: ScsClusterSpec, { policy }: ProviderProfileSpec, report: Report): void {
  const { enforce } = policy ?? {};
  const fixed = leaves(enforce ?? {}).map(([[block]]) => String(block));
  expert?.apiServer?.extraArgs?.forEach(({ name }, index) => {
    const block = fixed.find((candidate) => ARGUMENTS_BESIDE[candidate]?.test(name));
    if (block !== undefined) report.error('PolicyViolation', ['expert', 'apiServer', 'extraArgs', index, 'name'], `the provider, not the library, fixes ${block}, and --${name} could undo it`);
  });
  if (expert?.apiServer?.webhookAuthenticationRef !== undefined && enforce?.authentication?.oidc !== undefined) {
    report.error('PolicyViolation', ['expert', 'apiServer', 'webhookAuthenticationRef'], 'the provider, not the library, fixes authentication.oidc, and a webhook would let in others');
  }
}

/** Machines at most, with every autoscaled pool at its largest. */
export function checkMaxNodes(controlPlane: ResolvedControlPlane, pools: readonly ResolvedNodePool[], profile: ProviderProfileSpec, report: Report): void {
  const most = profile.policy?.maxNodes;
  const nodes = pools.flatMap(({ groups }) => groups).reduce((sum, group) => sum + (group.replicas ?? group.autoscaling!.max), controlPlane.replicas);
  if (most !== undefined && nodes > most) {
    report.error('PolicyViolation', ['nodePools'], `the cluster can have ${nodes} machines, and the provider's policy allows ${most}`);
  }
}

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** Whether a condition of an object's status is there, and true. */
export function conditionIsTrue(status: { readonly conditions?: readonly Condition[] } | undefined, type: string): boolean {
  return status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}

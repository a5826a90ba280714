/** How many machines more than wanted a rollout makes at a time; Cluster API rounds a percentage up. */
export function surge(maxSurge: string, machines: number): number {
  return maxSurge.endsWith('%') ? Math.ceil((machines * Number(maxSurge.slice(0, -1))) / 100) : Number(maxSurge);
}

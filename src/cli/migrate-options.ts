/** Formats of others that a cluster can be translated from and to. */
export const FOREIGN_FORMATS = ['scs-draft'] as const;
export type ForeignFormat = (typeof FOREIGN_FORMATS)[number];

export interface MigrateOptions {
  readonly from: ForeignFormat;
  /** Absent: to ScsCluster. */
  readonly to?: ForeignFormat;
  readonly name?: string;
  readonly namespace?: string;
  readonly profile?: string;
}

/** The Kubernetes cluster that a Secret must be in: the one where Cluster API runs, or the one that is made. */
export type SecretLocation = 'ManagementCluster' | 'WorkloadCluster';

/** A Secret that people make. Names and keys, never a value. */
export interface RequiredSecret {
  readonly location: SecretLocation;
  readonly namespace: string;
  readonly name: string;
  /** Absent: any. */
  readonly type?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly keys: readonly RequiredKey[];
  /** The components that read it, as people call them. */
  readonly usedBy: readonly string[];
}

/** A key of a Secret. */
export interface RequiredKey {
  readonly name: string;
  /** What stands in it, as a phrase. */
  readonly content: string;
  /** When the key is needed, as a phrase; absent where it always is. */
  readonly onlyFor?: string;
  /** Its content with placeholders in the place of what only the user knows. */
  readonly template?: KeyTemplate;
}

/** A text to fill in. */
export interface KeyTemplate {
  readonly text: string;
  /** The placeholders of the text, with their angle brackets. */
  readonly placeholders: readonly { readonly name: string; readonly meaning: string }[];
  /** Files that the commands in the meanings of placeholders read. */
  readonly files?: readonly { readonly name: string; readonly use: string; readonly text: string }[];
}

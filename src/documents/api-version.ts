/** The version of the two documents that this release reads and writes. */
export const API_VERSION = 'kaas.scs.community/v1alpha1';

/** What each kind of document is called inside a diagnostic. */
export const DOCUMENT_KINDS = {
  ScsCluster: 'cluster',
  ProviderProfile: 'profile',
} as const;

/** The kinds of documents that are known. */
export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** The known pairs of apiVersion and kind, as a message lists them. */
export const KNOWN_PAIRS: readonly string[] = Object.keys(DOCUMENT_KINDS).map((kind) => `${API_VERSION} ${kind}`);

/** Whether a value names a kind of document that is known. */
export function isDocumentKind(value: unknown): value is DocumentKind {
  return typeof value === 'string' && Object.hasOwn(DOCUMENT_KINDS, value);
}

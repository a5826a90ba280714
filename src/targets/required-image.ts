/** A container image that a cluster needs. */
export interface RequiredImage {
  /** As its maker publishes it. */
  readonly source: string;
  /** As the cluster asks for it: the same, unless the profile has a prefix for images. */
  readonly image: string;
  /** Where nodes look first, by the mirrors of the profile, in their order. */
  readonly from: readonly string[];
  readonly usedBy: string;
}

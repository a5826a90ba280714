import type { WorkFolder } from './work-folder';

/** A ratio; a smaller one is better. */
export interface Figure {
  /** Its key among the committed figures. */
  readonly name: string;
  readonly ratio: number;
  /** What it should not exceed. */
  readonly target?: number;
  readonly says: string;
}

/** What a part of the benchmarks found. */
export interface Outcome {
  readonly figures: readonly Figure[];
  /** What else is worth knowing; times and sizes are of this machine. */
  readonly notes: readonly string[];
}

/** One subject that is measured. */
export interface Part {
  readonly title: string;
  measure(folder: WorkFolder): Outcome | Promise<Outcome>;
}

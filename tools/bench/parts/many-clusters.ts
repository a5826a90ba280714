import { join } from 'node:path';
import { median, run } from '../measure';
import type { Outcome, Part } from '../part';
import { ROOT, type WorkFolder } from '../work-folder';

/** Clusters in an app, and how often that is run: what takes long shows less noise. */
const SIZES: readonly (readonly [number, number])[] = [[1, 9], [10, 9], [100, 5], [1000, 3], [10_000, 1]];
const MEMORY_MIB = 512;

interface Size {
  readonly clusters: number;
  readonly processorMs: number;
  readonly mebibytes: number;
}

export const manyClusters: Part = {
  title: 'Many production clusters in one app, a process each',
  measure(folder: WorkFolder): Outcome {
    const app = folder.program('clusters');
    const sizes = SIZES.map(([clusters, repetitions]): Size => {
      const runs = Array.from({ length: repetitions }, () => {
        const program = [process.execPath, '--max-old-space-size=6144', app, join(ROOT, 'examples'), String(clusters)];
        const { processorMs, stdout } = run({ program, cwd: folder.path, env: { CDK8S_OUTDIR: folder.output() } });
        return { processorMs, mebibytes: Number(stdout) };
      });
      return { clusters, processorMs: median(runs.map((each) => each.processorMs)), mebibytes: median(runs.map((each) => each.mebibytes)) };
    });
    const [, ten, hundred, thousand, most] = sizes;
    // Without what starting and warming up take, which few clusters share: the more severe comparison.
    const further = (few: Size, many: Size) => (many.processorMs - few.processorMs) / (many.clusters - few.clusters);
    return {
      figures: [
        { name: 'clusters', ratio: each(most) / each(ten), target: 1.2, says: 'time per cluster with 10,000 clusters against 10' },
        { name: 'clusters-further', ratio: further(thousand, most) / further(hundred, thousand), target: 1.2, says: 'time per cluster from 1,000 to 10,000 against that from 100 to 1,000' },
        { name: 'clusters-memory', ratio: thousand.mebibytes / MEMORY_MIB, target: 1, says: `peak memory with 1,000 clusters against ${MEMORY_MIB} MiB` },
      ],
      notes: sizes.map((size) => `${size.clusters} clusters: ${each(size).toFixed(1)} ms each, ${Math.round(size.mebibytes)} MiB at most`),
    };
  },
};

function each({ processorMs, clusters }: Size): number {
  return processorMs / clusters;
}

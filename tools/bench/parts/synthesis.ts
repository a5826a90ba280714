import { median, medianRatio, run } from '../measure';
import type { Outcome, Part } from '../part';
import type { Turn } from '../programs/synthesis';
import { ROOT, type WorkFolder } from '../work-folder';

const CLUSTERS = 40;
const TURNS = 17;

export const synthesis: Part = {
  title: 'Synthesis against the floor, in one warm process',
  measure(folder: WorkFolder): Outcome {
    const program = [process.execPath, folder.program('synthesis'), ROOT, String(CLUSTERS), String(TURNS)];
    const turns = JSON.parse(run({ program, cwd: folder.path }).stdout) as Turn[];
    const of = (field: keyof Turn) => turns.map((turn) => turn[field]);
    const added = turns.map(({ validated, unvalidated }) => validated - unvalidated);
    const each = (values: readonly number[]) => `${(median(values) / CLUSTERS).toFixed(2)} ms`;
    return {
      figures: [
        {
          name: 'synthesis', ratio: medianRatio(of('unvalidated'), of('yaml')), target: 1.3,
          says: 'from descriptions to text, without validation, against writing the same objects with `yaml` only',
        },
        { name: 'validation-share', ratio: medianRatio(added, of('unvalidated')), target: 1, says: 'what validation adds, against synthesis without it' },
      ],
      notes: [
        `a cluster: judged and rendered ${each(of('rendering'))}, with synthesis ${each(of('unvalidated'))}, with validation ${each(of('validated'))}; the floor ${each(of('yaml'))}`,
      ],
    };
  },
};

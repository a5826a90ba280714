import { progressOn } from '../../src/cli/progress';

/** What is written when a step of the work is shown at each of these times. */
function shownAt(times: readonly number[], isTTY: boolean, total = times.length): string[] {
  const written: string[] = [];
  const clock = [0, ...times];
  const progress = progressOn({ write: (text) => written.push(text), isTTY }, () => clock.shift()!);
  times.forEach((_, index) => progress.show(index, total, 'clusters checked'));
  progress.clear();
  progress.clear();
  return written;
}

it('writes nothing where nobody looks', () => {
  expect(shownAt([0, 1000, 2000], false)).toEqual([]);
});

it('writes nothing for short work', () => {
  expect(shownAt([10, 499], true)).toEqual([]);
});

it('shows a bar on long work, not more often than people can see, and removes it', () => {
  expect(shownAt([100, 500, 599, 600], true)).toEqual([
    '\r\u001b[2K[#######.......................] 1/4 clusters checked',
    '\r\u001b[2K[######################........] 3/4 clusters checked',
    '\r\u001b[2K',
  ]);
});

it('shows the end of long work, though it comes soon after', () => {
  expect(shownAt([500, 510, 520], true, 2)).toEqual([
    '\r\u001b[2K[..............................] 0/2 clusters checked',
    '\r\u001b[2K[##############################] 2/2 clusters checked',
    '\r\u001b[2K',
  ]);
});

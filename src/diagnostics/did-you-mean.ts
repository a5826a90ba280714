import { distance } from 'fastest-levenshtein';

/** Longer words are no misspelled names, and comparing them would take long. */
const MAX_WORD_LENGTH = 100;

/**
 * The candidate that was probably meant: one that differs only in case or separators, else the nearest by edits;
 * the earlier candidate wins a tie. Undefined when none is near.
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_WORD_LENGTH) return undefined;
  const same = candidates.find((candidate) => letters(candidate) === letters(word));
  if (same !== undefined) return same;
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest && edits < candidate.length) {
      nearest = candidate;
      fewest = edits;
    }
  }
  return nearest;
}

function letters(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

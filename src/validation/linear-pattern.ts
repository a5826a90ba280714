/**
 * Patterns as API servers match them: in time that grows with the text and the pattern only (RE2). The engine of JavaScript tries all
 * ways to divide a text among repetitions within repetitions, which may be more than there is time for.
 */

/** Whether a character, given by its code point, fits. */
type Fits = (character: number) => boolean;

/** A step of a program that is at several places of it at once. */
type Step =
  | { readonly kind: 'character'; readonly fits: Fits }
  | { readonly kind: 'split'; readonly to: readonly number[] }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'match' };

/** A part of a pattern: adds its steps to a program. */
type Part = (program: Step[]) => void;

/** More steps than this are not taken for a pattern; servers have such a limit, too. */
const MAX_STEPS = 20_000;

/** Whether a pattern repeats what repeats something, so that it should not be given to the engine of JavaScript. */
export function repeatsRepetition(pattern: string): boolean {
  const open: boolean[] = [];
  let last = false;
  const text = pattern.replace(/\\./g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x');
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '(') open.push(false);
    else if (character === ')') last = open.pop() ?? false;
    else if ('*+{'.includes(character) || (character === '?' && text[at - 1] !== '(')) {
      if (text[at - 1] === ')' && last && character !== '?') return true;
      if (open.length > 0) open[open.length - 1] = true;
    }
    if (character === ')' && last && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}

/** A matcher for a pattern; undefined for one with something that is not understood. */
export function linearPattern(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const program: Step[] = [];
    new PatternReader([...pattern]).read()(program);
    program.push({ kind: 'match' });
    return (text) => matches(program, text);
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

function matches(program: readonly Step[], text: string): boolean {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  let current = new Set<number>();
  for (let at = 0; at <= characters.length; at += 1) {
    // A match may begin anywhere.
    if (follow(program, 0, at, characters.length, current)) return true;
    const next = new Set<number>();
    for (const place of current) {
      const step = program[place];
      if (at < characters.length && step.kind === 'character' && step.fits(characters[at]) && follow(program, place + 1, at + 1, characters.length, next)) return true;
    }
    current = next;
  }
  return false;
}

/** Adds the places that can be reached without a character. True where the pattern is at its end. */
function follow(program: readonly Step[], from: number, at: number, length: number, places: Set<number>): boolean {
  const open = [from];
  while (open.length > 0) {
    const place = open.pop()!;
    if (places.has(place)) continue;
    places.add(place);
    const step = program[place];
    if (step.kind === 'match') return true;
    if (step.kind === 'split') open.push(...step.to);
    if ((step.kind === 'start' && at === 0) || (step.kind === 'end' && at === length)) open.push(place + 1);
  }
  return false;
}

const DIGIT: Fits = (character) => character >= 48 && character <= 57;
const WORD: Fits = (character) => DIGIT(character) || character === 95 || (character >= 65 && character <= 90) || (character >= 97 && character <= 122);
const SPACE: Fits = (character) => [9, 10, 12, 13, 32].includes(character);
const CLASSES: Readonly<Record<string, Fits>> = {
  d: DIGIT, D: (character) => !DIGIT(character), w: WORD, W: (character) => !WORD(character), s: SPACE, S: (character) => !SPACE(character),
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** Reads the part of the syntax that patterns of CRDs use. */
class PatternReader {
  private at = 0;

  constructor(private readonly characters: readonly string[]) {}

  read(): Part {
    const part = this.alternatives();
    if (this.at < this.characters.length) throw new NotUnderstood();
    return part;
  }

  private alternatives(): Part {
    const parts = [this.sequence()];
    while (this.takes('|')) parts.push(this.sequence());
    return parts.length === 1 ? parts[0] : either(parts);
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.characters.length && !['|', ')'].includes(this.characters[this.at])) parts.push(this.repeated());
    return (program) => parts.forEach((part) => part(program));
  }

  private repeated(): Part {
    let part = this.single();
    for (;;) {
      const bounds = this.bounds();
      if (bounds === undefined) return part;
      part = repeat(part, ...bounds);
    }
  }

  private bounds(): [least: number, most: number] | undefined {
    const bounds = this.takes('*') ? [0, Infinity] : this.takes('+') ? [1, Infinity] : this.takes('?') ? [0, 1] : this.counted();
    // Whether few or many are tried first makes no difference here.
    if (bounds !== undefined) this.takes('?');
    return bounds as [number, number] | undefined;
  }

  private counted(): [number, number] | undefined {
    const [found, least, comma, most] = /^\{(\d{1,4})(,(\d{1,4})?)?\}/.exec(this.characters.slice(this.at, this.at + 12).join('')) ?? [];
    if (found === undefined) return undefined;
    this.at += found.length;
    return [Number(least), comma === undefined ? Number(least) : most === undefined ? Infinity : Number(most)];
  }

  private single(): Part {
    const character = this.characters[this.at];
    this.at += 1;
    if (character === '(') return this.group();
    if (character === '[') return one(this.characterClass());
    if (character === '.') return one((other) => other !== 10);
    if (character === '^') return (program) => void program.push({ kind: 'start' });
    if (character === '$') return (program) => void program.push({ kind: 'end' });
    if (character === '\\') return one(this.escaped());
    if (['*', '+', '?', ')'].includes(character)) throw new NotUnderstood();
    return one(is(character));
  }

  private group(): Part {
    if (this.takes('?') && !this.takes(':')) throw new NotUnderstood();
    const part = this.alternatives();
    if (!this.takes(')')) throw new NotUnderstood();
    return part;
  }

  private escaped(): Fits {
    const character = this.characters[this.at];
    this.at += 1;
    if (character === undefined) throw new NotUnderstood();
    if (Object.hasOwn(CLASSES, character)) return CLASSES[character];
    if (Object.hasOwn(CONTROLS, character)) return is(CONTROLS[character]);
    if (/[A-Za-z0-9]/.test(character)) throw new NotUnderstood();
    return is(character);
  }

  private characterClass(): Fits {
    const isNegated = this.takes('^');
    const fits: Fits[] = [];
    for (let first = true; first || this.characters[this.at] !== ']'; first = false) {
      const character = this.characters[this.at];
      if (character === undefined || (character === '[' && this.characters[this.at + 1] === ':')) throw new NotUnderstood();
      this.at += 1;
      if (character === '\\') {
        fits.push(this.escaped());
      } else if (this.characters[this.at] === '-' && ![']', '\\', undefined].includes(this.characters[this.at + 1])) {
        const [low, high] = [character, this.characters[this.at + 1]].map((end) => end.codePointAt(0)!);
        this.at += 2;
        fits.push((other) => other >= low && other <= high);
      } else {
        fits.push(is(character));
      }
    }
    this.at += 1;
    return (character) => fits.some((fit) => fit(character)) !== isNegated;
  }

  private takes(character: string): boolean {
    const found = this.characters[this.at] === character;
    if (found) this.at += 1;
    return found;
  }
}

function is(character: string): Fits {
  const wanted = character.codePointAt(0);
  return (other) => other === wanted;
}

function one(fits: Fits): Part {
  return (program) => void program.push({ kind: 'character', fits });
}

function either(parts: readonly Part[]): Part {
  return (program) => {
    const ends: number[] = [];
    parts.forEach((part, index) => {
      const split = program.length;
      if (index < parts.length - 1) program.push({ kind: 'split', to: [] });
      part(program);
      if (index === parts.length - 1) return;
      ends.push(program.length);
      program.push({ kind: 'split', to: [] });
      program[split] = { kind: 'split', to: [split + 1, program.length] };
    });
    for (const end of ends) program[end] = { kind: 'split', to: [program.length] };
  };
}

function repeat(part: Part, least: number, most: number): Part {
  return (program) => {
    for (let count = 0; count < least; count += 1) part(program);
    if (most === Infinity) {
      const loop = program.length;
      program.push({ kind: 'split', to: [] });
      part(program);
      program.push({ kind: 'split', to: [loop] });
      program[loop] = { kind: 'split', to: [loop + 1, program.length] };
    } else {
      const splits: number[] = [];
      for (let count = least; count < most; count += 1) {
        splits.push(program.length);
        program.push({ kind: 'split', to: [] });
        part(program);
      }
      for (const split of splits) program[split] = { kind: 'split', to: [split + 1, program.length] };
    }
    if (program.length > MAX_STEPS) throw new NotUnderstood();
  };
}

import fc from 'fast-check';
import { hostileInput } from './hostile-inputs';
import { judgements, shortcomings } from './judgement';

it('whatever is in a file, what is said of it has a place and is for people', () => {
  fc.assert(fc.property(hostileInput, ({ bytes }) => expect(shortcomings(judgements(bytes))).toEqual([])), { numRuns: 300, seed: 1 });
}, 120_000);

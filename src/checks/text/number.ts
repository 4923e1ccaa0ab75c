import { boundWith, isWithin, range } from '../bound.js';
import { textKind } from '../text-kind.js';
import { quote } from '../words.js';

const LONGEST = 40;

export const number = textKind({
  name: 'number',
  usage: 'number: { pattern, min, max, is, tolerance }',
  help: 'The number that the first group of the pattern catches lies between min and max, or is the one given.',
  schema: (leaves) =>
    boundWith(leaves).extend({
      pattern: leaves.pattern,
      tolerance: leaves.amount.optional().describe('How far it may be from `is`, either way.'),
    }),
  problem: (wanted, { text }) => {
    const { pattern, is, tolerance = 0 } = wanted;
    const caught = new RegExp(pattern, 'm').exec(text)?.[1];
    const value = Number(caught);
    if (caught === undefined || caught.trim() === '' || Number.isNaN(value))
      return `${quote(text)} has no number where /${pattern}/ looks for one`;
    const near = is === undefined || tolerance === 0 ? wanted : { min: is - tolerance, max: is + tolerance };
    if (isWithin(value, near)) return undefined;
    const shown = caught.length > LONGEST ? `${caught.slice(0, LONGEST)}…` : caught;
    const should = near === wanted ? range(wanted) : `${is ?? ''} ± ${tolerance}`;
    return `the number of /${pattern}/ is ${shown}, not ${should}`;
  },
});

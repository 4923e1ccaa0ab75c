import * as z from 'zod';
import { manualName } from '#xray/call-name.js';
import { OBJECT_KINDS } from '#xray/events.js';
import type { Timeline } from '#xray/timeline.js';
import { boundWith, isWithin, range } from '../bound.js';
import { matches, matcherWords, PartyEvents, type Matcher } from '../events.js';
import { runKind } from '../kind.js';
import type { Leaves } from '../leaves.js';
import { times } from '../words.js';

const callName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/)
  .refine((name) => manualName(name) === name, {
    error: ({ input }) => `write ${manualName(String(input))}, the name of its manual page`,
  });

const matcher = z.strictObject({
  call: callName.describe('The name of its manual page.'),
  on: z.enum(OBJECT_KINDS).optional().describe('What it is about.'),
  end: z.enum(['read', 'write']).optional().describe('Which end its descriptor is.'),
  fails: z.boolean().optional().describe('Default: it does not.'),
});

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function questionWith(leaves: Leaves) {
  const bound = boundWith(leaves);
  return z.union([
    z.strictObject({ first: matcher, then: matcher }).describe('Order, in one process.'),
    z.strictObject({ of: matcher, times: bound }).describe('How often.'),
    z.strictObject({ of: matcher, blocks: bound }).describe('Milliseconds that each such call waits.'),
    z.strictObject({ of: matcher, wokenBy: matcher }).describe('What lets one of these calls go on.'),
    z
      .strictObject({
        object: z.enum(OBJECT_KINDS),
        holds: bound,
        when: matcher.optional().describe('Just after each such call; default: at every instant.'),
      })
      .describe('How much is in it.'),
  ]);
}

type Question = z.output<ReturnType<typeof questionWith>>;

function problemsOf(question: Question, events: PartyEvents): string[] {
  if ('first' in question) return orderProblems(question.first, question.then, events);
  if ('object' in question) {
    const { object, holds, when } = question;
    if (when && events.matching(when).length === 0) return [`it never calls ${matcherWords(when)}`];
    const wrong = events.amounts(object, when).find((amount) => !isWithin(amount, holds));
    if (wrong === undefined) return [];
    const instant = when ? `after ${matcherWords(when)}` : 'at one instant';
    return [`a ${object.replaceAll('-', ' ')} holds ${wrong} ${instant}, not ${range(holds)}`];
  }
  const found = events.matching(question.of);
  const words = matcherWords(question.of);
  if ('times' in question)
    return isWithin(found.length, question.times)
      ? []
      : [`it calls ${words} ${times(found.length)}, not ${range(question.times)}`];
  if (found.length === 0) return [`it never calls ${words}`];
  if ('blocks' in question) {
    const wrong = found.map((call) => events.waited(call)).find((waited) => !isWithin(waited, question.blocks));
    return wrong === undefined
      ? []
      : [`its ${words} waits ${Math.round(wrong * 1000) / 1000} ms, not ${range(question.blocks)}`];
  }
  const isWoken = found.some((call) => events.wakersOf(call).some((waker) => matches(waker, question.wokenBy)));
  return isWoken ? [] : [`no ${words} goes on by ${matcherWords(question.wokenBy)}`];
}

function orderProblems(first: Matcher, then: Matcher, events: PartyEvents): string[] {
  const later = events.matching(then);
  if (later.length === 0) return [`it never calls ${matcherWords(then)}`];
  const earlier: Timeline['calls'] = events.matching(first);
  const isWrong = later.some(
    ({ index, event }) =>
      !earlier.some((call) => call.event.process === event.process && (call.returned ?? Infinity) < index),
  );
  return isWrong ? [`it calls ${matcherWords(then)} before ${matcherWords(first)}`] : [];
}

export const events = runKind({
  name: 'events',
  about: 'events',
  usage: 'questions about what happened, see below',
  help: 'In which order things happened, how often and how long, who woke whom, and how full things were.',
  schema: (leaves) => z.array(questionWith(leaves)).min(1),
  objection: (_, { run }) => {
    if (run?.trace)
      return '.events: a trace keeps nothing but the calls that are counted; let it look at a run without trace';
    return undefined;
  },
  problems: (wanted, seen) => {
    const found = PartyEvents.of(seen);
    return typeof found === 'string' ? [found] : wanted.flatMap((question) => problemsOf(question, found));
  },
});

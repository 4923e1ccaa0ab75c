import * as z from 'zod';
import { runKind } from '../kind.js';

/** Those of exploring that a lab's own limits have room for: who wakes up early takes the time of a sleep from others. */
export const LAB_ENEMIES = ['EINTR', 'short', 'full', 'ENOMEM', 'kill'] as const;

const MOST_SCHEDULES = 5000;

const wantedSchema = z.strictObject({
  bound: z.int().min(0).max(3).default(2).describe('Most preemptions of a schedule.'),
  budget: z.int().min(1).max(MOST_SCHEDULES).default(500).describe('Most schedules that are tried.'),
  enemies: z
    .array(z.enum(LAB_ENEMIES))
    .optional()
    .describe('What else may happen, once in a run; see the chapter on exploring. Default: nothing.'),
});

export type ExploreWanted = z.output<typeof wantedSchema>;

export const explore = runKind({
  name: 'explore',
  about: 'run',
  usage:
    '`{ "bound": 2, "budget": 500, "enemies": ["EINTR"] }`: most preemptions of a schedule, most schedules, and [what else may happen](explore.md#enemies): `EINTR`, `short`, `full`, `ENOMEM`, `kill`',
  help: 'Everything else in the same `expect` holds under every schedule that is tried; if it has no `end`, nothing crashes or hangs and no assertion fails.',
  schema: () => wantedSchema,
  objection: (_, { run }) => {
    if (!run) return undefined;
    if (run.parties !== 1) return '.explore: schedules are tried of one program; let it look at a run with one party';
    if (run.sanitize.length > 0)
      return '.explore: programs with sanitizers are others than those handed in; let it look at a run without sanitize';
    return undefined;
  },
  problems: (_, { explored }) => {
    const failure = explored?.failure;
    if (!failure) return [];
    const { number, story, problems } = failure;
    const steps = story.map((sentence, index) => (story.length > 1 ? `${index + 1}. ${sentence}` : sentence));
    return [`it fails under schedule ${number}: ${steps.join('; ')}`, ...problems];
  },
});

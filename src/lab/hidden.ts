// What of a run its student is not to learn, since only hidden checks look at it.
import { nameOf } from '#scenario/party.js';
import type { RunPlan, TaskPlan } from './job.js';

export interface Hidden {
  /** All of it. */
  readonly run: boolean;
  /** Names of counterparts: what they print would tell what a hidden check compares. */
  readonly parties: ReadonlySet<string>;
}

export function hiddenIn({ checks, programs }: Pick<TaskPlan, 'checks' | 'programs'>, run: RunPlan): Hidden {
  const looking = checks.flatMap(({ hidden, looks }) =>
    looks.filter((look) => look.run === run.name).map(({ expect: { party } }) => ({ hidden, party })),
  );
  const onlyHidden = (some: typeof looking): boolean => some.length > 0 && some.every(({ hidden }) => hidden);
  const counterparts = run.parties.filter(({ command: [program = ''] }) => !Object.hasOwn(programs, program));
  return {
    run: onlyHidden(looking),
    parties: new Set(
      counterparts.map(nameOf).filter((name) => onlyHidden(looking.filter(({ party }) => party === name))),
    ),
  };
}

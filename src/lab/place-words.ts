// Where something was found, in a few words, however many places there are.

/** A run under a seed. */
export interface Moment {
  readonly run: string;
  readonly seed: number;
  /** Under how many seeds the run takes place. */
  readonly seeds: number;
}

/** Places that are named. */
const MOST_NAMED = 3;

/**
 * @param at where it was found; null is the compilation
 * @param all places that there are
 * @returns empty where there is nothing to tell
 */
export function placeWords(at: readonly (Moment | null)[], all: number): string {
  const moments = at.filter((one) => one !== null);
  if (all <= 1 || moments.length === 0) return '';
  const runs = new Map<string, Moment[]>();
  for (const moment of moments) runs.set(moment.run, [...(runs.get(moment.run) ?? []), moment]);
  if (at.length === all && runs.size > 1) return `in all ${all} runs`;
  const named = [...runs].slice(0, MOST_NAMED).map(([run, same]) => `${run}${seedWords(same)}`);
  return [...named, ...(runs.size > MOST_NAMED ? [`${runs.size - MOST_NAMED} more`] : [])].join('; ');
}

function seedWords(same: readonly Moment[]): string {
  const [first] = same;
  if (!first || first.seeds === 1) return '';
  if (same.length === 1) return `, seed ${first.seed}`;
  if (same.length === first.seeds) return `, under all ${first.seeds} seeds`;
  const named = same.slice(0, MOST_NAMED).map(({ seed }) => seed);
  const more = same.length > MOST_NAMED ? ` and ${same.length - MOST_NAMED} more` : '';
  return `, seeds ${named.join(', ')}${more}`;
}

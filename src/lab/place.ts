// Where judging was when its machine was lost.
import { IpclabError, type ErrorData } from '#util/error.js';

export interface Place {
  readonly task: string;
  /** Null: while the task was compiled. */
  readonly run: string | null;
  readonly seed: number;
}

export function isAt(place: Place): (other: Place) => boolean {
  return ({ task, run, seed }) => task === place.task && run === place.run && seed === place.seed;
}

/** The same error, which says where as well. */
export function lostAt({ code, message, data, cause }: IpclabError, { task, run, seed }: Place): IpclabError {
  return new IpclabError(code, message, { ...data, task, ...(run === null ? {} : { run }), seed }, { cause });
}

/** @returns what {@link lostAt} has added */
export function placeOf({ data: { task, run, seed } }: { readonly data: ErrorData }): Place | undefined {
  if (typeof task !== 'string' || typeof seed !== 'number') return undefined;
  return { task, run: typeof run === 'string' ? run : null, seed };
}

// The run-time that a learning platform puts into a window around the page: SCORM 1.2, "API" and its functions.

/** Everything is text, and `"true"` that it was done. */
export interface ScormApi {
  LMSInitialize(parameter: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(parameter: ''): string;
  LMSFinish(parameter: ''): string;
  /** Number of the error of the last call; `"0"`: none. */
  LMSGetLastError(): string;
}

/** What of a window is looked at; a real one is one. */
export interface Around {
  readonly API?: ScormApi;
  readonly parent: Around;
  readonly opener?: Around | null;
}

/** Frames within frames: more than any platform has. */
const DEEPEST = 50;

/** Looks in the window's frames from the inside out, then in those of the windows that opened them. */
export function findApi(page: Around): ScormApi | undefined {
  const frames = [page];
  for (let at = page; at.parent !== at && frames.length < DEEPEST; at = at.parent) frames.push(at.parent);
  return firstOf(frames, apiOf) ?? firstOf(frames, (frame) => openerOf(frame, page));
}

function openerOf(frame: Around, page: Around): ScormApi | undefined {
  const opener = allowed(() => frame.opener);
  return opener && opener !== page ? firstOf([opener, opener.parent], apiOf) : undefined;
}

const apiOf = (frame: Around): ScormApi | undefined => allowed(() => frame.API);

function firstOf(frames: readonly Around[], look: (frame: Around) => ScormApi | undefined): ScormApi | undefined {
  for (const frame of frames) {
    const api = look(frame);
    if (api) return api;
  }
  return undefined;
}

/** Windows of other sites refuse to be looked into. */
function allowed<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

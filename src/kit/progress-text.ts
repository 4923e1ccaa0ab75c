// How far a student is with a kit, as the text that a learning platform keeps from one visit to the next.
import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate';
import { fromBase64Url, toBase64Url } from '#util/base64.js';

/** Characters that `cmi.suspend_data` of SCORM 1.2 holds. */
export const LONGEST_PROGRESS = 4096;

/** What is known of one lab or example. */
export interface ItemProgress {
  /** The most points that Check has shown. */
  readonly got: number;
  /** What Check could have shown; 0: it was never pressed. */
  readonly of: number;
  /** The student has saved the file to hand in, or everything of an example has passed. */
  readonly done: boolean;
  /** Files that are not as they were given out, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** By the name of the lab or example. */
export type KitProgress = ReadonlyMap<string, ItemProgress>;

export interface ProgressText {
  readonly text: string;
  /** Of which the files found no room. */
  readonly without: readonly string[];
}

/** Before the packed rest; another format would have another one. */
const FORMAT = '1.';

/** As much as fits: points always, files of as many labs and examples as there is room for, the smallest first. */
export function progressText(progress: KitProgress): ProgressText {
  const all = [...progress].sort(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  for (let kept = all.length; ; kept--) {
    const cut = all.map(([name, item], index) => [name, index < kept ? item : { ...item, files: {} }] as const);
    const text = FORMAT + toBase64Url(zlibSync(strToU8(JSON.stringify(cut)), { level: 9 }));
    const left = all.slice(kept).filter(([, { files }]) => Object.keys(files).length > 0);
    if (text.length <= LONGEST_PROGRESS || kept === 0) return { text, without: left.map(([name]) => name) };
  }
}

/** What such a text says; nothing, when it is none: a platform may hand out what another page left there. */
export function readProgress(text: string): KitProgress {
  if (!text.startsWith(FORMAT)) return new Map();
  try {
    const packed = fromBase64Url(text.slice(FORMAT.length));
    return new Map(JSON.parse(strFromU8(unzlibSync(packed))) as [string, ItemProgress][]);
  } catch {
    return new Map();
  }
}

function sizeOf({ files }: ItemProgress): number {
  return JSON.stringify(files).length;
}

/** Points in per cent, whole ones, and 100 only for all; undefined: nothing here has points. */
export function scoreOf(items: Iterable<Pick<ItemProgress, 'got' | 'of'>>): number | undefined {
  const all = [...items];
  const [got, of] = [all.reduce((sum, one) => sum + one.got, 0), all.reduce((sum, one) => sum + one.of, 0)];
  return of === 0 ? undefined : Math.floor((100 * got) / of);
}

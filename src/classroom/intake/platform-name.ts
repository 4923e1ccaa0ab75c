// How learning platforms name what they let a teacher download: in folders, or as files with the same beginning.

export interface PlatformName {
  /** Of the student, or "Participant 17" where names are hidden; Canvas writes it in one word of small letters. */
  readonly name: string;
  /** The number that the platform's gradebook knows the student by. */
  readonly participant: string;
  /** A typed answer is not a file of the student's. */
  readonly isFile: boolean;
  /** Of a flat file: what the student called it; empty for a folder. */
  readonly rest: string;
  /** The platform says that it came too late. */
  readonly late: boolean;
}

/** Whose work it is, and what the platform says of when it came. */
export interface PlatformStudent extends Pick<PlatformName, 'name' | 'participant'> {
  readonly late?: boolean;
  /** When it was handed in. */
  readonly at?: Date;
  /** What the platform knows the student by beside the name: a number, an address. */
  readonly ids?: readonly string[];
  /** Names of those who handed it in with the student. */
  readonly together?: readonly string[];
}

/** @param isFolder all of the name is the platform's, and no student's file begins in it */
export type NameReader = (name: string, isFolder?: boolean) => PlatformName | undefined;

// The first place that fits is the platform's; whatever a student calls a file comes after it.
const MOODLE = /^(?<name>.+?)_(?<participant>\d+)_assignsubmission_(?<kind>file|onlinetext)(?:_(?<rest>.*))?$/s;
// Of a folder the last place is: before it stands what a student is called, and may have chosen.
const MOODLE_FOLDER = /^(?<name>.+)_(?<participant>\d+)_assignsubmission_(?<kind>file|onlinetext)_?$/s;
const CANVAS = /^(?<name>[^_]+)_(?<late>LATE_)?(?<participant>\d+)_(?<submission>\d+)_(?<rest>.+)$/s;

/** `Ada Lovelace_1001_assignsubmission_file_count.c`, or a folder without what comes after `file` */
export const readMoodleName: NameReader = (name, isFolder = false) => {
  const groups = (isFolder ? MOODLE_FOLDER : MOODLE).exec(name)?.groups;
  if (!groups) return undefined;
  const { name: student = '', participant = '', kind, rest = '' } = groups;
  return { name: student.trim(), participant, isFile: kind === 'file', rest, late: false };
};

/** `lovelaceada_5501_77001_count.c`, with `LATE_` before the numbers where it was; a text that was typed is a page. */
export const readCanvasName: NameReader = (name) => {
  const groups = CANVAS.exec(name)?.groups;
  if (!groups) return undefined;
  const { name: student = '', participant = '', rest = '', late } = groups;
  return { name: student, participant, isFile: rest !== 'text.html', rest, late: late !== undefined };
};

/**
 * How these names, which lie beside each other, are to be read; undefined: no platform gave them. A teacher may put
 * something beside Moodle's, whose names nobody else writes; Canvas's could be anybody's, and count when all are like that.
 */
export function platformOf(names: readonly string[]): NameReader | undefined {
  if (names.some((name) => readMoodleName(name))) return readMoodleName;
  return names.length > 0 && names.every((name) => readCanvasName(name)) ? readCanvasName : undefined;
}

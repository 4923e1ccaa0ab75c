// How Moodle names what it lets a teacher download: in folders, or as files with the same beginning.

export interface PlatformName {
  /** Of the student, or "Participant 17" where names are hidden. */
  readonly name: string;
  /** The number that the platform's grading sheet knows the student by in this exercise. */
  readonly participant: string;
  /** A typed answer is not a file of the student's. */
  readonly isFile: boolean;
  /** Of a flat file: what the student called it; empty for a folder. */
  readonly rest: string;
}

// The first place that fits is the platform's; whatever a student calls a file comes after it.
const NAME = /^(?<name>.+?)_(?<participant>\d+)_assignsubmission_(?<kind>file|onlinetext)(?:_(?<rest>.*))?$/s;

/** @param name of a folder or a file; undefined: Moodle did not give it */
export function parsePlatformName(name: string): PlatformName | undefined {
  const groups = NAME.exec(name)?.groups;
  if (!groups) return undefined;
  const { name: student = '', participant = '', kind, rest = '' } = groups;
  return { name: student.trim(), participant, isFile: kind === 'file', rest };
}

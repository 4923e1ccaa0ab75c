// What was done to the project's files elsewhere comes to the editor, and nothing that stands there is lost.
import type { GuestChanges } from '../session/project.js';
import { sizeFault } from './limits.js';
import { folderFault, freeName } from './names.js';
import type { OpenProject } from './open-project.js';

/** Where files were changed, for sentences about it. */
export interface Elsewhere {
  /** Such as `in a terminal`. */
  readonly where: string;
  /** Whose text it is: `the terminal’s`. */
  readonly whose: string;
  /** After a file's name: what the copy of a file is called that was changed here, too. */
  readonly ending: string;
}

const TERMINAL: Elsewhere = { where: 'in a terminal', whose: 'the terminal’s', ending: 'terminal' };

/** @returns what was done, a sentence each */
export function takeOver(
  project: Pick<OpenProject, 'files' | 'set'>,
  changes: GuestChanges,
  elsewhere: Elsewhere = TERMINAL,
): string[] {
  const { before, changed, gone } = changes;
  const { where, ending } = elsewhere;
  const told: string[] = [];
  for (const [name, text] of changed) {
    const here = project.files.value.get(name);
    if (here === text) continue;
    const untouched = here === before.get(name);
    const to = untouched ? name : freeName(`${name}.${ending}`, project.files.value.keys());
    const files = new Map([...project.files.value, [to, text]]);
    const fault = sizeFault(files) ?? folderFault([...files.keys()]);
    if (fault !== undefined) told.push(`${name} was changed ${where}, but the editor cannot show it. ${fault}`);
    else {
      project.set(to, text);
      told.push(sentence(name, to, here, elsewhere));
    }
  }
  for (const name of gone.filter((one) => project.files.value.has(one))) {
    told.push(`${name} was deleted ${where}; the editor still has it, and Run puts it back.`);
  }
  return told;
}

function sentence(name: string, to: string, here: string | undefined, { where, whose }: Elsewhere): string {
  if (to !== name)
    return `${name} was changed ${where} and in the editor. Run takes the editor’s; ${whose} is in ${to}.`;
  return here === undefined
    ? `${name} was made ${where} and is in the project now.`
    : `${name} was changed ${where}; the editor shows it as it is now.`;
}

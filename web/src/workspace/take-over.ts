// What a shell or a program did to the project's files in the guest comes to the editor, and nothing that stands there is lost.
import type { GuestChanges } from '../session/project.js';
import { sizeFault } from './limits.js';
import { freeName } from './names.js';
import type { OpenProject } from './open-project.js';

/** @returns what was done, a sentence each */
export function takeOver(project: Pick<OpenProject, 'files' | 'set'>, changes: GuestChanges): string[] {
  const { before, changed, gone } = changes;
  const told: string[] = [];
  for (const [name, text] of changed) {
    const here = project.files.value.get(name);
    if (here === text) continue;
    const untouched = here === before.get(name);
    const to = untouched ? name : freeName(`${name}.terminal`, project.files.value.keys());
    const fault = sizeFault(new Map([...project.files.value, [to, text]]));
    if (fault !== undefined) told.push(`${name} was changed in a terminal, but the editor cannot show it. ${fault}`);
    else {
      project.set(to, text);
      told.push(sentence(name, to, here));
    }
  }
  for (const name of gone.filter((one) => project.files.value.has(one))) {
    told.push(`${name} was deleted in a terminal; the editor still has it, and Run puts it back.`);
  }
  return told;
}

function sentence(name: string, to: string, here: string | undefined): string {
  if (to !== name) {
    return `${name} was changed in a terminal and in the editor. Run takes the editor’s; the terminal’s is in ${to}.`;
  }
  return here === undefined
    ? `${name} was made in a terminal and is in the project now.`
    : `${name} was changed in a terminal; the editor shows it as it is now.`;
}

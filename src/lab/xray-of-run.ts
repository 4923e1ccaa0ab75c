// What happened in a run of a lab, as a picture needs it: bounded, with lines of the student's sources.
import { parseElf, type ElfFile } from '#elf/file.js';
import type { Files } from '#scenario/setting.js';
import type { Recording } from '#xray/events.js';
import { joined } from '#xray/join.js';
import { linesOfPrograms } from '#xray/lines-of-programs.js';
import type { XrayData } from '#xray/xray-data.js';

/** Events that are kept, the last ones: a hang shows at its end. */
const MOST_EVENTS = 5000;

/** @param programs of the student, compiled, by name */
export function xrayOf(title: string, whole: Recording, programs: Files): XrayData {
  const recording = joined({ ...whole, events: [] }, whole, MOST_EVENTS);
  const parsed = new Map<string, ElfFile | undefined>();
  const programOf = (path: string): ElfFile | undefined => {
    const name = path.replace(/^\.\//, '');
    const content = Object.hasOwn(programs, name) ? programs[name] : undefined;
    if (content && !parsed.has(name)) parsed.set(name, parseElf(content));
    return parsed.get(name);
  };
  return { title, recording, lines: linesOfPrograms(recording, programOf) };
}

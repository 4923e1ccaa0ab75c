// What happened in a run of a lab, as a picture needs it: bounded, with lines of the student's sources.
import type { Files } from '#scenario/setting.js';
import type { Recording } from '#xray/events.js';
import { joined } from '#xray/join.js';
import { linesOfBuilt } from '#xray/lines-of-programs.js';
import type { XrayData } from '#xray/xray-data.js';

/** Events that are kept, the last ones: a hang shows at its end. */
const MOST_EVENTS = 5000;

/** @param programs of the student, compiled, by name */
export function xrayOf(title: string, whole: Recording, programs: Files): XrayData {
  const recording = joined({ ...whole, events: [] }, whole, MOST_EVENTS);
  return { title, recording, lines: linesOfBuilt(recording, programs) };
}

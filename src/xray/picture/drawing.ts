// A run on a page that has no scripts: one picture, who waits for whom, and what happened last.
import { lastOwnEvent } from '../ending.js';
import { endOf, tellingEvents } from '../story.js';
import { timelineOf, type Timeline } from '../timeline.js';
import { RunWords } from '../words.js';
import { lineOfData, type XrayData } from '../xray-data.js';
import { Picture } from './picture.js';
import { Scale } from './scale.js';
import type { Span } from './view.js';
import { drawWaits } from './wait-picture.js';
import { wholeOf } from './whole.js';

export interface Drawing {
  /** An `<svg>`, of bounded length. */
  readonly picture: string;
  /** Whether the picture begins later than the run: all of it had no room. */
  readonly isLastPart: boolean;
  /** An `<svg>`; empty: nobody waits for anybody. */
  readonly waits: string;
  /** The same for a page of a phone; empty: the other one has room there, or it is too much for a phone. */
  readonly waitsOnPhone: string;
  /** Whether somebody waits whom nobody can wake. */
  readonly isStuck: boolean;
  /** How it ended, a sentence each, without a full stop. */
  readonly ending: readonly string[];
  /** What happened before, the last of it, in its order. */
  readonly last: readonly { readonly text: string; readonly line: string | undefined }[];
}

/** Of a page's text, px. */
const SIZE = { width: 840, names: 140 } as const;
/** What a phone leaves for a picture, px. */
const PHONE = 310;
const MOST = { lanes: 12, objects: 6 } as const;
/** Characters of a picture. */
const LARGEST = 64 * 1024;
/** Of what is shown, what comes after the programs' own doing. */
const AFTER = 0.15;
/** Sentences of each kind. */
const TOLD = 10;

export function drawRun(data: XrayData): Drawing {
  const timeline = timelineOf(data.recording, lineOfData(data));
  const ending = endOf(timeline);
  const [waits, onPhone] = [drawWaits(ending), drawWaits(ending, PHONE)];
  return {
    ...drawPicture(timeline),
    waits,
    waitsOnPhone: onPhone === waits ? '' : onPhone,
    isStuck: ending.stuck.size > 0,
    ending: [...ending.sentences, ...ending.waiters.map(({ words }) => words)].slice(0, TOLD),
    last: lastOf(timeline),
  };
}

function drawPicture(timeline: Timeline): Pick<Drawing, 'picture' | 'isLastPart'> {
  const picture = new Picture(timeline, new Scale(timeline.events));
  const whole = ownPart(timeline, picture.scale);
  const draw = (span: Span): string => picture.draw({ ...SIZE, span, showsStart: false, most: MOST });
  let { from } = whole;
  let svg = draw(whole);
  while (svg.length > LARGEST && whole.to - from > 1) {
    from = (from + whole.to) / 2;
    svg = draw({ from, to: whole.to });
  }
  return { picture: svg, isLastPart: from > whole.from };
}

/** How whoever was ended from outside ended is nobody's question: a little of it says that they waited until then. */
function ownPart(timeline: Timeline, scale: Scale): Span {
  const { events } = timeline;
  const { from, to } = wholeOf(timeline, scale);
  const end = scale.placeOf(events[lastOwnEvent(events)]?.time ?? 0);
  return { from, to: Math.min(to, end + AFTER * (end - from)) };
}

function lastOf(timeline: Timeline): Drawing['last'] {
  const words = new RunWords(timeline);
  const end = lastOwnEvent(timeline.events);
  const told = tellingEvents(timeline).flatMap((index) => {
    const text = index > end ? undefined : words.event(index);
    const line = timeline.callAt.get(index)?.line;
    return text === undefined ? [] : [{ text, line: line && `${line.file}:${line.line}` }];
  });
  return told.slice(-TOLD);
}

// The picture of a run as SVG text: lanes in virtual time, arrows between them, objects below.
import { count, list } from '#facts/explain/words.js';
import type { Timeline } from '../timeline.js';
import { RunWords } from '../words.js';
import { drawArrows } from './arrows.js';
import { drawAxis } from './axis.js';
import { drawLane, LANE } from './lane.js';
import { drawObject, OBJECT } from './object.js';
import type { Scale } from './scale.js';
import { PATTERNS } from './patterns.js';
import { px, svgText } from './svg.js';
import { View, type Size, type Span } from './view.js';

export interface PictureOptions extends Size {
  readonly span: Span;
  /** Threads that are shown; default: all. */
  readonly threads?: ReadonlySet<number> | undefined;
  /** What a C library does before main. */
  readonly showsStart: boolean;
  /** Index of the event whose instant is marked. */
  readonly chosen?: number | undefined;
  /** Key of an object that is marked. */
  readonly object?: string | undefined;
  /** Lanes and objects that are drawn, the first ones; what more there is has its number below. */
  readonly most?: Most | undefined;
}

export interface Most {
  readonly lanes: number;
  readonly objects: number;
}

/** A person does not read more of them, and a browser would not go on. */
const MOST: Most = { lanes: 300, objects: 100 };
/** Height of the line that says how many more there are, px. */
const MORE = 24;

/** Above the first lane, px. */
const AXIS = 28;

/** Draws only what is to be seen, and as one what is smaller than a pixel. */
export class Picture {
  readonly timeline: Timeline;
  readonly scale: Scale;
  readonly #words: RunWords;

  constructor(timeline: Timeline, scale: Scale) {
    this.timeline = timeline;
    this.scale = scale;
    this.#words = new RunWords(timeline);
  }

  /** A whole `<svg>`; its colours are variables of CSS. */
  draw(options: PictureOptions): string {
    const { timeline, scale } = this;
    const { most = MOST } = options;
    const view = new View(scale, options.span, options);
    const allLanes = timeline.lanes.filter(({ thread }) => options.threads?.has(thread) ?? true);
    const allObjects = timeline.objects.filter(({ steps, isStream }) => steps.length > 0 && !isStream);
    const [lanes, objects] = [allLanes.slice(0, most.lanes), allObjects.slice(0, most.objects)];
    const more = moreWords(allLanes.length - lanes.length, allObjects.length - objects.length);
    const rows = new Map(lanes.map(({ thread }, index) => [thread, AXIS + index * LANE]));
    const below = AXIS + lanes.length * LANE;
    const end = below + objects.length * OBJECT;
    const height = end + (more === '' ? 4 : MORE);
    const parts = [
      drawAxis(view, scale, { top: AXIS, height }),
      ...lanes.map((lane, index) =>
        drawLane(lane, timeline, view, {
          top: AXIS + index * LANE,
          name: this.#words.who(lane.thread),
          showsStart: options.showsStart,
        }),
      ),
      ...objects.map((object, index) =>
        drawObject(object, view, {
          top: below + index * OBJECT,
          isChosen: object.key === options.object,
          end: timeline.end,
        }),
      ),
      drawArrows(timeline, view, rows),
      this.#chosen(view, options.chosen, height),
      more === '' ? '' : `<text class="name" x="${px(view.left)}" y="${px(end + MORE - 8)}">${more}</text>`,
    ];
    return `<svg xmlns="http://www.w3.org/2000/svg" class="xray-picture" width="${px(options.width)}" height="${px(height)}" viewBox="0 0 ${px(options.width)} ${px(height)}" role="img" aria-label="${svgText(this.#label(allLanes.length, allObjects.length))}">${PATTERNS}${parts.join('')}</svg>`;
  }

  #chosen(view: View, index: number | undefined, height: number): string {
    const time = index === undefined ? undefined : this.timeline.events[index]?.time;
    if (time === undefined || time < view.from || time > view.to) return '';
    const x = px(view.x(time));
    return `<path class="chosen" d="M${x} 18V${px(height)}"/><path class="chosen-head" d="M${px(Number(x) - 5)} 12h10l-5 7z"/>`;
  }

  #label(lanes: number, objects: number): string {
    return `${lanes} threads and ${objects} objects over time; the list of events and the story tell the same as text`;
  }
}

function moreWords(lanes: number, objects: number): string {
  const parts = [
    ...(lanes > 0 ? [count(lanes, 'more thread')] : []),
    ...(objects > 0 ? [count(objects, 'more object')] : []),
  ];
  return parts.length === 0 ? '' : `… and ${list(parts)}`;
}

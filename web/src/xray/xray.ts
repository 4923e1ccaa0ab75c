// What an X-ray shows and what of it a person has chosen.
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { lastOwnEvent } from '#xray/ending.js';
import { instantOf } from '#xray/instant.js';
import { keyOf } from '#xray/objects.js';
import { Picture } from '#xray/picture/picture.js';
import { Scale } from '#xray/picture/scale.js';
import { moved, zoomed, type Span } from '#xray/picture/view.js';
import { wholeOf } from '#xray/picture/whole.js';
import { Replay } from '#xray/replay.js';
import type { RunState } from '#xray/run-state.js';
import type { SourceLine } from '#xray/source-line.js';
import { endOf, isOfStory, storyOf, type Sentence } from '#xray/story.js';
import { timelineOf, type Call, type Timeline } from '#xray/timeline.js';
import type { WaitGraph } from '#xray/waits.js';
import { RunWords } from '#xray/words.js';
import { lineOfData, type XrayData } from '#xray/xray-data.js';

/** An event as the list shows it; its sentence is made when it is in sight. */
export interface Row {
  readonly index: number;
  readonly time: number;
  readonly line: SourceLine | undefined;
}

/** An editor beside it. */
export interface LinkedEditor {
  /** Has a line in sight, as soon as an event is chosen that has one; the keyboard stays where it is. */
  show(line: SourceLine): void;
  /** Goes there. */
  goTo(line: SourceLine): void;
}

export class Xray {
  readonly timeline: Timeline;
  readonly picture: Picture;
  readonly sources: Readonly<Record<string, string>>;
  readonly title: string;
  /** How it was at the end: why nobody went on. */
  readonly ending: WaitGraph;
  readonly span: Signal<Span>;
  /** Index of an event. */
  readonly chosen: Signal<number>;
  /** Key of an object. */
  readonly object = signal<string | undefined>(undefined);
  readonly search = signal('');
  readonly showsStart = signal(false);
  /** undefined: all. */
  readonly process = signal<number | undefined>(undefined);
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly threads: ReadonlySignal<ReadonlySet<number> | undefined>;
  readonly #replay: Replay;
  readonly #words: RunWords;
  /** Somebody has chosen an event. */
  #isChosen = false;

  /**
   * @param editor undefined: there is none
   * @param before the same run when less of it was known: what was chosen there stays chosen
   */
  constructor(
    data: XrayData,
    readonly editor?: LinkedEditor,
    before?: Xray,
  ) {
    this.title = data.title;
    this.sources = data.sources ?? {};
    this.timeline = timelineOf(data.recording, lineOfData(data));
    const { events, lanes } = this.timeline;
    this.picture = new Picture(this.timeline, new Scale(events));
    this.#replay = new Replay(events);
    this.#words = new RunWords(this.timeline);
    this.ending = endOf(this.timeline);
    this.span = signal(this.whole);
    this.chosen = signal(0);
    this.threads = computed(() => {
      const process = this.process.value;
      return process === undefined
        ? undefined
        : new Set(lanes.filter((lane) => lane.process === process).map(({ thread }) => thread));
    });
    this.rows = computed(() => this.#rows());
    this.#choose(this.#first());
    if (before) this.#goOnFrom(before);
  }

  #goOnFrom(before: Xray): void {
    this.search.value = before.search.value;
    this.showsStart.value = before.showsStart.value;
    this.process.value = before.process.value;
    const index = before.chosen.value;
    if (!before.#isChosen || before.timeline.events[index] !== this.timeline.events[index]) return;
    this.#choose(index);
    this.#isChosen = true;
  }

  get whole(): Span {
    return wholeOf(this.timeline, this.picture.scale);
  }

  /** What a person wants to see first: where it hangs, else where the program begins. */
  #first(): number {
    const { timeline } = this;
    const { events } = timeline;
    const isTold = (index: number): boolean =>
      events[index]?.kind !== 'exec' && isOfStory(timeline, index) && this.#words.tells(index);
    const last = lastOwnEvent(events);
    const found =
      this.ending.stuck.size > 0
        ? events.findLastIndex((_, index) => index <= last && isTold(index))
        : events.findIndex((_, index) => isTold(index));
    return Math.max(0, found);
  }

  /** All of it as a text. */
  get story(): readonly Sentence[] {
    return storyOf(this.timeline, this.ending);
  }

  call(index: number): Call | undefined {
    return this.timeline.callAt.get(index);
  }

  text(index: number): string {
    return this.#words.event(index) ?? '';
  }

  who(thread: number): string {
    return this.#words.who(thread);
  }

  /** Just after the chosen event: of a call, when it has come back, or waits and never does. */
  get state(): RunState {
    return this.#replay.at(instantOf(this.timeline, this.chosen.value));
  }

  /** Where nobody has chosen anything yet; undefined: where it begins anyhow. */
  beginAt(index: number | undefined): void {
    if (index !== undefined && !this.#isChosen) this.#choose(index);
  }

  choose(index: number): void {
    this.#isChosen = true;
    this.#choose(index);
    const line = this.call(index)?.line;
    if (line) this.editor?.show(line);
  }

  #choose(index: number): void {
    this.chosen.value = index;
    const use = this.call(index)?.event;
    const object = use?.uses[0]?.object ?? use?.objects[0];
    this.object.value = object && keyOf(object);
    this.#show(this.timeline.events[index]?.time ?? 0);
  }

  /** The event of the list that is nearest to a time, and belongs to a thread if one is given. */
  chooseAt(time: number): void {
    const rows = this.rows.value;
    const after = rows.findIndex((row) => row.time >= time);
    const [a, b] = [rows[after - 1], rows[after]];
    const row = a && (!b || time - a.time < b.time - time) ? a : (b ?? rows.at(-1));
    if (row) this.choose(row.index);
  }

  zoom(factor: number, at?: number): void {
    const { from, to } = this.span.value;
    const { scale } = this.picture;
    const chosen = scale.placeOf(this.timeline.events[this.chosen.value]?.time ?? 0);
    const middle = chosen > from && chosen < to ? chosen : (from + to) / 2;
    this.span.value = zoomed(this.span.value, factor, at ?? middle, scale.length);
  }

  /** @param share of what is shown */
  pan(share: number): void {
    const { from, to } = this.span.value;
    this.span.value = moved(this.span.value, share * (to - from), this.picture.scale.length);
  }

  #show(time: number): void {
    const place = this.picture.scale.placeOf(time);
    const { from, to } = this.span.value;
    if (place >= from && place <= to) return;
    this.span.value = moved(this.span.value, place - (from + to) / 2, this.picture.scale.length);
  }

  #rows(): Row[] {
    const [wanted, threads, showsStart] = [
      this.search.value.trim().toLowerCase(),
      this.threads.value,
      this.showsStart.value,
    ];
    const rows: Row[] = [];
    for (const [index, event] of this.timeline.events.entries()) {
      if (threads && !threads.has(event.thread)) continue;
      const call = this.call(index);
      if (call?.isStart === true && !showsStart) continue;
      if (!this.#words.tells(index)) continue;
      const line = call?.line;
      if (
        wanted !== '' &&
        !`${this.text(index)} ${line?.file ?? ''}:${line?.line ?? ''}`.toLowerCase().includes(wanted)
      )
        continue;
      rows.push({ index, time: event.time, line });
    }
    return rows;
  }
}

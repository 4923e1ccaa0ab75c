// What happens in runs, written down by the guest's kernel for a person who wants to see it.
import { signal } from '@preact/signals';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { linesOf } from '#hosts/worker/recorded-lines.js';
import { asIpclabError, hasCode } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import { joined } from '#xray/join.js';
import { ProgramsOnly } from '#xray/programs-only.js';
import type { XrayData } from '#xray/xray-data.js';
import { TERMINAL_SHELL } from '../evidence/observe.js';
import { LISTING_PROGRAM } from '../run/listing.js';
import type { ProjectContainer } from '../run/project-container.js';
import type { RecordedRun } from './recorded-run.js';

/** Events of one run that a page keeps, the last ones. */
const MOST_EVENTS = 200_000;

interface Place extends Pick<ProjectContainer, 'directory'> {
  readonly container: Pick<RemoteContainer, 'evidence' | 'record' | 'takeRecording' | 'get'>;
}

/** What an X-ray shows, and where it begins. */
export interface Shown {
  readonly data: XrayData;
  /** What it takes to repeat the run; undefined: a person had it run, or a lab did, and it is not repeated. */
  readonly course?: RecordedRun['course'] | undefined;
  /** Index of the event that is chosen at first; undefined: what a person wants to see first anyhow. */
  readonly at?: number | undefined;
  /** Another run, beside it. */
  readonly other?: RecordedRun | undefined;
  /** What there is to say of it beforehand. */
  readonly note?: string | undefined;
}

/** One run that is recorded. */
interface Course {
  readonly place: Place;
  readonly title: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly programs: ProgramsOnly;
  recording: Recording | undefined;
}

export class Recorder {
  /** Whether the next run is recorded. */
  readonly wanted = signal(false);
  /** What is known of the last run that was; undefined: there is none. */
  readonly shown = signal<Shown | undefined>(undefined);
  /** Name of a run that takes place elsewhere, to be shown; undefined: there is none. */
  readonly elsewhere = signal<string | undefined>(undefined);
  /** Why the last run could not be recorded; undefined: nothing kept it from being so. */
  readonly fault = signal<string | undefined>(undefined);
  /** Whether a run is recorded just now. */
  readonly recording = signal(false);
  #course: Course | undefined;
  /** Ends what takes place elsewhere. */
  #elsewhere = new AbortController();
  #taken: Promise<void> = Promise.resolve();

  /** A run begins in a place; it is recorded if somebody wants that. */
  async begin(place: Place, title: string, files: ReadonlyMap<string, string>): Promise<void> {
    if (!this.wanted.peek()) return;
    const facts = await place.container.evidence();
    try {
      await place.container.record();
    } catch (error) {
      // A program runs all the same where there is no room for a recording.
      if (!hasCode(error, 'guest-refused')) throw error;
      this.fault.value = error.message;
      return;
    }
    const there = (facts?.processes ?? []).filter(({ name, parent }) => name === TERMINAL_SHELL && parent === 0);
    this.#course = {
      place,
      title,
      sources: Object.fromEntries(files),
      programs: new ProgramsOnly({
        shells: [`/bin/${TERMINAL_SHELL}`],
        watchers: [LISTING_PROGRAM],
        there: new Set(there.map(({ pid }) => pid)),
      }),
      recording: undefined,
    };
    this.recording.value = true;
  }

  /** Reads what has happened since the run began, or was read last. */
  take(): Promise<void> {
    // One after the other: the last one must not be content with what came before it was asked for.
    this.#taken = this.#taken.then(() => this.#take());
    return this.#taken;
  }

  /** The run is over for good: its machine or its place is gone. What was read of it stays. */
  stop(): void {
    this.#course = undefined;
    this.recording.value = false;
  }

  /**
   * Shows a run that takes place elsewhere, until the next one here.
   *
   * @param take executes it
   */
  async show(name: string, take: (signal: AbortSignal) => Promise<Shown>): Promise<void> {
    this.forget();
    const { signal } = (this.#elsewhere = new AbortController());
    this.elsewhere.value = name;
    try {
      const shown = await take(signal);
      if (!signal.aborted) this.shown.value = shown;
    } catch (error) {
      if (!signal.aborted) this.fault.value = asIpclabError(error).message;
    } finally {
      if (!signal.aborted) this.elsewhere.value = undefined;
    }
  }

  /** Another run or project: nobody asks for the last one any more. */
  forget(): void {
    this.stop();
    this.#elsewhere.abort();
    this.elsewhere.value = undefined;
    this.shown.value = undefined;
    this.fault.value = undefined;
  }

  async #take(): Promise<void> {
    const course = this.#course;
    if (!course) return;
    const { place, title, sources, programs } = course;
    try {
      const part = programs.of(await place.container.takeRecording());
      if (course.recording && part.events.length === 0) return;
      const recording = (course.recording = course.recording ? joined(course.recording, part, MOST_EVENTS) : part);
      const lines = await linesOf(place.container, recording, { home: place.directory, directory: place.directory });
      if (course === this.#course) this.shown.value = { data: { title, recording, lines, sources } };
    } catch {
      // The machine is gone, or the place: each is told by its own end.
      if (course === this.#course) this.stop();
    }
  }
}

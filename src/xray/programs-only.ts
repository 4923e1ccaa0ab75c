// A recording of a place in which a page's own processes run beside a person's programs: without them.
import type { Recording, XrayEvent } from './events.js';

export interface Onlookers {
  /** Paths of shells that a person types in: what they start counts, and they do not. */
  readonly shells: readonly string[];
  /** Paths of programs that look on, with all that they start. */
  readonly watchers: readonly string[];
  /** Shells that were there before the recording began, by their numbers. */
  readonly there: ReadonlySet<number>;
}

/** Follows a recording from its beginning; each part of it goes through in its turn. */
export class ProgramsOnly {
  readonly #onlookers: Onlookers;
  /** Threads that are left out; what is made from outside is until it executes a person's program. */
  readonly #hidden: Set<number>;
  readonly #watchers = new Set<number>();

  constructor(onlookers: Onlookers) {
    this.#onlookers = onlookers;
    this.#hidden = new Set(onlookers.there);
  }

  of({ events, ...recording }: Recording): Recording {
    return { ...recording, events: events.flatMap((event) => this.#take(event)) };
  }

  #take(event: XrayEvent): readonly XrayEvent[] {
    const { kind, thread } = event;
    if (kind === 'fork') this.#born(event);
    const isHidden = this.#hidden.has(thread);
    // What somebody left out does to the others comes from outside.
    const seen = isHidden ? { ...event, thread: 0 } : event;
    switch (kind) {
      case 'lost':
        return [event];
      case 'switch': {
        const to = this.#hidden.has(event.to) ? 0 : event.to;
        return seen.thread === 0 && to === 0 ? [] : [{ ...event, thread: seen.thread, to }];
      }
      case 'wake':
        return this.#hidden.has(event.whom) ? [] : [seen];
      case 'signal-sent':
        return this.#hidden.has(event.to) ? [] : [seen];
      case 'fork':
        return this.#hidden.has(event.child) ? [] : [seen];
      case 'exec':
        return isHidden ? this.#executes(thread, event) : [event];
      default:
        return isHidden ? [] : [event];
    }
  }

  #born({ thread, child, isThread }: Extract<XrayEvent, { kind: 'fork' }>): void {
    // Numbers come again.
    this.#hidden.delete(child);
    this.#watchers.delete(child);
    const isWatcher = this.#watchers.has(thread);
    if (isWatcher) this.#watchers.add(child);
    if (isWatcher || thread === 0 || (isThread && this.#hidden.has(thread))) this.#hidden.add(child);
  }

  #executes(thread: number, event: Extract<XrayEvent, { kind: 'exec' }>): readonly XrayEvent[] {
    if (this.#onlookers.watchers.includes(event.path)) this.#watchers.add(thread);
    if (this.#watchers.has(thread) || this.#onlookers.shells.includes(event.path)) return [];
    this.#hidden.delete(thread);
    return [{ kind: 'fork', time: event.time, thread: 0, process: thread, child: thread, isThread: false }, event];
  }
}

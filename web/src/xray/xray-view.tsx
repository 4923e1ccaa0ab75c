// An X-ray: the picture, the events, an instant, why it hangs, and all of it as a text.
import { useMemo, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { count } from '#facts/explain/words.js';
import { drawWaits } from '#xray/picture/wait-picture.js';
import { timeText } from '#xray/picture/svg.js';
import { EventList } from './event-list.js';
import { Instant } from './instant.js';
import { PicturePane } from './picture-pane.js';
import { useWidth } from './use-width.js';
import type { Xray } from './xray.js';

interface XrayViewProps {
  readonly xray: Xray;
  /** Whether it is a part of a page, which says elsewhere what runs. */
  readonly isPart?: boolean;
  /** What stands at the chosen instant. */
  readonly there?: VNode | undefined;
}

export function XrayView({ xray, isPart = false, there }: XrayViewProps): VNode {
  const { timeline } = xray;
  return (
    <div class="xray">
      <header class="xray-head">
        {!isPart && <h1>{xray.title}</h1>}
        <p>
          {count(timeline.processes.length, 'process', 'processes')}, {count(timeline.events.length, 'event')},{' '}
          {timeText(timeline.end)} of the machine's time
          {timeline.lost > 0 && `; ${count(timeline.lost, 'event')} more had no room`}
        </p>
        <Tools xray={xray} />
      </header>
      <PicturePane xray={xray} />
      <Legend />
      <Ending xray={xray} />
      <div class="xray-columns">
        <section aria-label={`Events of ${xray.title}`}>
          <h2>Events</h2>
          <EventList xray={xray} />
        </section>
        <Instant xray={xray} there={there} />
      </div>
      <Story xray={xray} />
    </div>
  );
}

function Tools({ xray }: { readonly xray: Xray }): VNode {
  return (
    <div class="xray-tools" role="group" aria-label="What is shown">
      <label>
        Search
        <input
          type="search"
          value={xray.search.value}
          onInput={({ currentTarget }) => (xray.search.value = currentTarget.value)}
        />
      </label>
      <label>
        Process
        <select
          value={String(xray.process.value ?? '')}
          onChange={({ currentTarget: { value } }) => (xray.process.value = value === '' ? undefined : Number(value))}
        >
          <option value="">all</option>
          {xray.timeline.processes.map(({ id }) => (
            <option key={id} value={String(id)}>
              {xray.who(id)}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={xray.showsStart.value}
          onChange={({ currentTarget }) => (xray.showsStart.value = currentTarget.checked)}
        />
        What the C library does before main
      </label>
      <span class="buttons">
        <button type="button" onClick={() => xray.zoom(1 / 1.5)} aria-label="Zoom in">
          +
        </button>
        <button type="button" onClick={() => xray.zoom(1.5)} aria-label="Zoom out">
          −
        </button>
        <button type="button" onClick={() => (xray.span.value = xray.whole)}>
          All
        </button>
      </span>
    </div>
  );
}

function Legend(): VNode {
  return (
    <ul class="xray-legend" aria-label="What the bars mean">
      {(['runs', 'ready', 'waits', 'stopped'] as const).map((kind) => (
        <li key={kind}>
          <svg width="28" height="14" aria-hidden="true" class="xray-picture">
            <rect class={kind} x="0.5" y={kind === 'waits' ? 3 : 0.5} width="27" height={kind === 'waits' ? 8 : 13} />
          </svg>
          {MEANINGS[kind]}
        </li>
      ))}
    </ul>
  );
}

const MEANINGS = {
  runs: 'runs',
  ready: 'could run, and another does',
  waits: 'waits in a call',
  stopped: 'stopped by a signal',
} as const;

/** Left and right within the section, px. */
const PADDING = 32;

function Ending({ xray: { ending, title } }: { readonly xray: Xray }): VNode | null {
  const section = useRef<HTMLElement>(null);
  const width = useWidth(section);
  const svg = useMemo(() => (width === undefined ? '' : drawWaits(ending, width - PADDING)), [ending, width]);
  if (ending.waiters.length === 0) return null;
  const isStuck = ending.stuck.size > 0;
  const heading = isStuck ? 'Why it hangs' : 'At the end';
  return (
    <section ref={section} class={`xray-ending${isStuck ? ' alarm' : ''}`} aria-label={`${heading} (${title})`}>
      <div>
        <h2>{heading}</h2>
        <ul>
          {[...ending.sentences, ...ending.waiters.map(({ words }) => words)].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {svg !== '' && (
        <div
          class="xray-waits-pane"
          tabIndex={0}
          role="group"
          aria-label="Who waits for whom"
          dangerouslySetInnerHTML={{ __html: svg }}
        />
      )}
    </section>
  );
}

/** Made when somebody opens it: it is long. */
function Story({ xray }: { readonly xray: Xray }): VNode {
  const [isOpen, setIsOpen] = useState(false);
  const story = useMemo(() => (isOpen ? xray.story : []), [xray, isOpen]);
  return (
    <details class="xray-story" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>The run as a text</summary>
      <ol>
        {story.map(({ index, text }, n) => (
          <li key={n}>
            {index === undefined ? (
              text
            ) : (
              <button type="button" onClick={() => xray.choose(index)}>
                {text}
              </button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

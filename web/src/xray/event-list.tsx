// The events as a list, of which only the rows in sight are made.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { timeText } from '#xray/picture/svg.js';
import type { Xray } from './xray.js';

/** px */
const ROW = 28;
/** Rows beyond the edges. */
const MORE = 8;

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/** What a row has room for; the whole path stands beside the list. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function EventList({ xray }: { readonly xray: Xray }): VNode {
  const rows = xray.rows.value;
  const at = rows.findIndex(({ index }) => index === xray.chosen.value);
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const height = list.current?.clientHeight ?? 400;
  useEffect(() => {
    const box = list.current;
    if (!box || at < 0) return;
    if (at * ROW < box.scrollTop) box.scrollTop = at * ROW;
    else if ((at + 1) * ROW > box.scrollTop + box.clientHeight) box.scrollTop = (at + 1) * ROW - box.clientHeight;
  }, [at]);
  const first = Math.max(0, Math.floor(top / ROW) - MORE);
  const shown = new Set(rows.slice(first, first + Math.ceil(height / ROW) + 2 * MORE).map((_, n) => first + n));
  // Who listens to the list is told of the chosen one, in sight or not.
  if (at >= 0) shown.add(at);
  return (
    <div
      ref={list}
      class="xray-events"
      role="listbox"
      aria-label="Events"
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `xray-event-${rows[at]?.index ?? ''}`}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (step === undefined || rows.length === 0) return;
        event.preventDefault();
        const row = rows[Math.max(0, Math.min(rows.length - 1, Math.max(at, 0) + step))];
        if (row) xray.choose(row.index);
      }}
    >
      <div role="presentation" style={{ height: `${rows.length * ROW}px` }}>
        {[...shown].map((n) => {
          const row = rows[n];
          return (
            row && (
              <div
                key={row.index}
                id={`xray-event-${row.index}`}
                role="option"
                aria-selected={n === at}
                aria-setsize={rows.length}
                aria-posinset={n + 1}
                style={{ top: `${n * ROW}px` }}
                onClick={() => xray.choose(row.index)}
              >
                <span class="when">{timeText(row.time, 1000)}</span> <span class="what">{xray.text(row.index)}</span>
                {row.line && <span class="where">{`${baseName(row.line.file)}:${row.line.line}`}</span>}
              </div>
            )
          );
        })}
      </div>
      {rows.length === 0 && <p class="none">No event matches.</p>}
    </div>
  );
}

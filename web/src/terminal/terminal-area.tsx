// The terminals side by side, or one at a time with tabs where there is no room for more.
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import type { Session } from '../session/session.js';
import { LostPanel } from '../session/lost-panel.js';
import { StartPanel } from '../session/start-panel.js';
import { choosePanes, roomFor, type Room } from './room.js';
import { TerminalPane } from './terminal-pane.js';

export function TerminalArea({ session }: { readonly session: Session }): VNode {
  const area = useRef<HTMLDivElement>(null);
  const room = useSignal<Room>({ columns: 1, rows: 1 });
  const { all, active, together } = session.panes;
  const shown = useComputed(() => choosePanes(all.value, active.value, together.value, room.value));
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { columns, rows } = roomFor(element.clientWidth, element.clientHeight);
      // A new value at each pixel would draw everything again.
      if (columns !== room.value.columns || rows !== room.value.rows) room.value = { columns, rows };
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [room]);
  const state = session.state.value;
  return (
    <section class="terminals" aria-label="Terminals" ref={area}>
      {shown.value.length < all.value.length && <TerminalTabs session={session} />}
      {state.kind === 'starting' && <StartPanel session={session} what={state.what} />}
      {state.kind === 'lost' && <LostPanel session={session} problem={state.problem} />}
      <div class="terminals-grid" data-columns={Math.min(shown.value.length, room.value.columns)}>
        {all.value.map((pane) => (
          <TerminalPane key={pane.name} session={session} pane={pane} hidden={!shown.value.includes(pane)} />
        ))}
      </div>
    </section>
  );
}

function TerminalTabs({ session }: { readonly session: Session }): VNode {
  const { all, active } = session.panes;
  return (
    <div class="terminal-tabs" role="group" aria-label="Show a terminal">
      {all.value.map((pane) => (
        <button
          type="button"
          class="button"
          key={pane.name}
          aria-pressed={pane === active.value}
          onClick={() => {
            active.value = pane;
          }}
        >
          {pane.name}
        </button>
      ))}
    </div>
  );
}

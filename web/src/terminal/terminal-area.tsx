// The terminals side by side, or one at a time with tabs where there is no room for more.
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import type { Session } from '../session/session.js';
import { LostPanel } from '../session/lost-panel.js';
import { StartPanel } from '../session/start-panel.js';
import { TerminalPane } from './terminal-pane.js';

/** Narrowest that a terminal beside another one may be, CSS pixels. */
const NARROWEST = 360;

export function TerminalArea({ session }: { readonly session: Session }): VNode {
  const area = useRef<HTMLDivElement>(null);
  const room = useSignal(1);
  const { all, active } = session.panes;
  const shown = useComputed(() => {
    if (all.value.length <= room.value) return all.value;
    if (room.value <= 1) return [active.value];
    // Those beside the active one that came last.
    const others = all.value.filter((pane) => pane !== active.value).slice(1 - room.value);
    return all.value.filter((pane) => pane === active.value || others.includes(pane));
  });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      room.value = Math.max(1, Math.floor(element.clientWidth / NARROWEST));
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
      <div class="terminals-row">
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

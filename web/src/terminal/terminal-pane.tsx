// One terminal with its name, what it shows, and its tools.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import type { Session } from '../session/session.js';
import { ClipboardOffer } from './clipboard-offer.js';
import { FindBar } from './find-bar.js';
import type { Pane } from './pane.js';
import { TranscriptDialog } from './transcript-dialog.js';

/** How the keyboard gets out of a terminal; the page listens for it. */
const LEAVE_KEY = 'F6';

interface Props {
  readonly session: Session;
  readonly pane: Pane;
  readonly hidden: boolean;
}

export function TerminalPane({ session, pane, hidden }: Props): VNode {
  const host = useRef<HTMLDivElement>(null);
  const finding = useSignal(false);
  const reading = useSignal(false);
  const { screen, name } = pane;
  const isConsole = pane === session.panes.console;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    screen.open(element, `${name}. ${LEAVE_KEY} leaves the terminal.`);
    const observer = new ResizeObserver(() => {
      screen.fit();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [screen, name]);
  useEffect(() => {
    if (!hidden) screen.fit();
  }, [hidden, screen]);

  return (
    <section
      class="terminal-pane"
      aria-label={name}
      hidden={hidden}
      onFocusIn={() => {
        session.panes.active.value = pane;
      }}
    >
      <header class="terminal-header">
        <h3>{name}</h3>
        <output class="terminal-note">{pane.note}</output>
        {!isConsole && (
          <button type="button" class="button plain terminal-close" onClick={() => session.running.closeTerminal(pane)}>
            Close {name}
          </button>
        )}
      </header>
      <ClipboardOffer screen={screen} />
      {finding.value && <FindBar screen={screen} close={() => (finding.value = false)} />}
      <div class="terminal-host" ref={host} />
      <div class="terminal-tools" role="toolbar" aria-label={`Tools of ${name}`}>
        <button
          type="button"
          class="button plain"
          aria-pressed={finding.value}
          onClick={() => (finding.value = !finding.value)}
        >
          Find
        </button>
        <button type="button" class="button" onClick={() => (reading.value = true)}>
          Transcript
        </button>
        <button
          type="button"
          class="button plain"
          aria-pressed={session.panes.screenReader.value}
          onClick={() => (session.panes.screenReader.value = !session.panes.screenReader.value)}
        >
          Screen reader
        </button>
        {isConsole && session.boots && (
          <button type="button" class="button" onClick={() => void session.life.boot()}>
            Show how it boots
          </button>
        )}
        <span class="terminal-hint">
          <kbd>{LEAVE_KEY}</kbd> leaves the terminal
        </span>
      </div>
      {reading.value && <TranscriptDialog pane={pane} close={() => (reading.value = false)} />}
    </section>
  );
}

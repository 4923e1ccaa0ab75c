// Run, pressed by a person: the keyboard goes to the program, which may read it.
import type { Session } from '../session/session.js';

export async function runAttended(session: Session): Promise<void> {
  const before = document.activeElement;
  const pane = await session.running.run();
  // Whoever has gone on to something else meanwhile stays there.
  if (pane && (document.activeElement === before || document.activeElement === document.body)) pane.screen.focus();
}

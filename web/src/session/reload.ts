// Loading the page without anything that the browser kept of an older one. What the student wrote is kept elsewhere.
import { forgetKept } from '../offline.js';
import type { Session } from './session.js';

export async function reloadAfresh(session: Session): Promise<void> {
  await session.source.save().catch(() => undefined);
  await forgetKept().catch(() => undefined);
  location.reload();
}

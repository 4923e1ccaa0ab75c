// What happens before the prompt is there.
import type { VNode } from 'preact';
import type { Session } from './session.js';

interface Props {
  readonly session: Session;
  readonly what: string;
}

export function StartPanel({ session, what }: Props): VNode {
  const progress = session.life.progress.value;
  const loading = progress && progress.loaded < progress.total ? progress : undefined;
  return (
    <div class="session-start" role="status">
      <span>
        {what}
        {loading ? `: ${megabytes(loading.loaded)} of ${megabytes(loading.total)} MB` : ''}
      </span>
      <progress aria-label="Loaded" max={progress?.total ?? 1} value={progress?.loaded} />
    </div>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

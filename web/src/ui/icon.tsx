// The page's few icons, drawn on a 16 px grid; they say nothing that a name beside them does not say.
import type { VNode } from 'preact';

const PATHS = {
  add: 'M8 3v10M3 8h10',
  close: 'm4 4 8 8M12 4l-8 8',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  ran: 'M5.5 3.5v9l7-4.5z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  share: 'M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.5 8.8M9 11.5l-1.5 1.5a3 3 0 0 1-4.3-4.3L4.5 7.200',
  download: 'M8 2v8m0 0 3-3m-3 3L5 7M3 11v2h10v-2',
  upload: 'M8 10V2m0 0L5 5m3-3 3 3M3 11v2h10v-2',
  forward: 'M2.5 4v8l5-4zM8.5 4v8l5-4z',
  undo: 'M3 3v4h4M3.4 7A5 5 0 1 1 3 9',
  help: 'M6 6a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.1v.5M8 12h.01',
  warn: 'M8 2.5 1.8 13.2h12.4zM8 6.5v3M8 11.4h.01',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 5v3.5M8 11h.01',
  pencil: 'm3 13 .6-3L11 2.6l2.4 2.4L6 12.4z',
  examples: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h11',
  side: 'M2.5 3h11v10h-11zM6.5 3v10',
  chevron: 'm4 6.5 4 4 4-4',
  guide: 'M8 4C6.5 3 4.5 2.7 2 3v9.5c2.5-.3 4.5 0 6 1 1.5-1 3.5-1.3 6-1V3c-2.5-.3-4.5 0-6 1m0 0v9.5',
  code: 'm5.5 4-4 4 4 4m5-8 4 4-4 4',
  terminal: 'm2.5 4 4 4-4 4m5.5.5h5.5',
  results: 'm2 4.5 1.2 1.2L5.5 3.3M2 11l1.2 1.2 2.3-2.400M8 4.5h6M8 11h6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class="icon-image" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} stroke-width={name === 'more' ? 2.5 : undefined} />
    </svg>
  );
}

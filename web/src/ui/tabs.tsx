// A list of tabs: one stop for the Tab key, arrows inside.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: ComponentChildren;
  /** What the label does not say; read, not shown. */
  readonly description?: string | undefined;
}

interface TabsProps<Id extends string> {
  /** What the tabs are, for a screen reader. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id | undefined;
  readonly onSelect: (id: Id) => void;
  /** Id of the element that a tab shows. */
  readonly panel: (id: Id) => string;
  /** Keys that are more than moving. */
  readonly onKey?: (event: KeyboardEvent, id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, selected, onSelect, panel, onKey }: TabsProps<Id>): VNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (list.current && tab) reveal(list.current, tab);
  }, [selected]);
  const go = (event: KeyboardEvent, index: number): void => {
    const target = targetOf(event.key, index, tabs.length);
    const tab = target === undefined ? undefined : tabs[target];
    if (target === undefined || !tab) {
      const current = tabs[index];
      if (current) onKey?.(event, current.id);
      return;
    }
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list}>
      {tabs.map(({ id, label: text, description }, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          class="tab"
          aria-selected={id === selected}
          aria-controls={panel(id)}
          tabIndex={id === selected || (selected === undefined && index === 0) ? 0 : -1}
          onClick={() => onSelect(id)}
          onKeyDown={(event) => go(event, index)}
        >
          {text}
          {description !== undefined && <span class="sr-only">, {description}</span>}
        </button>
      ))}
    </div>
  );
}

/** Scrolls the list alone: with scrollIntoView, a browser would have the Tab key go on from the tab instead of the skip links. */
function reveal(list: HTMLElement, tab: HTMLElement): void {
  const [frame, box] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (box.left < frame.left) list.scrollLeft -= frame.left - box.left;
  else if (box.right > frame.right) list.scrollLeft += box.right - frame.right;
}

function targetOf(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

// A line between two panes that a pointer drags and arrow keys move.
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { Layout, SeparatorName } from './layout.js';

interface SeparatorProps {
  readonly layout: Layout;
  readonly name: SeparatorName;
  readonly number: 1 | 2 | 3;
  readonly label: string;
  /** Id of the pane that the value is the size of. */
  readonly controls: string;
}

export function Separator({ layout, name, number, label, controls }: SeparatorProps): VNode {
  const drag = useRef<{ readonly at: number; readonly size: number } | undefined>(undefined);
  const axis = layout.axisOf(name);
  const { total, leastFirst, leastSecond } = layout.splitOf(name);
  const position = (event: PointerEvent): number => (axis === 'x' ? event.clientX : event.clientY);
  const end = (event: PointerEvent): void => {
    drag.current = undefined;
    (event.currentTarget as HTMLElement).classList.remove('dragged');
  };
  return (
    <div
      class={`separator separator-${number}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={layout.sizeOf(name)}
      aria-valuemin={leastFirst}
      aria-valuemax={Math.max(total - leastSecond, leastFirst)}
      aria-valuetext={`${layout.sizeOf(name)} pixels`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const element = event.currentTarget;
        element.setPointerCapture(event.pointerId);
        element.classList.add('dragged');
        drag.current = { at: position(event), size: layout.sizeOf(name) };
      }}
      onPointerMove={(event) => {
        if (drag.current) layout.resize(name, drag.current.size + position(event) - drag.current.at);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDblClick={() => layout.reset(name)}
      onKeyDown={(event) => {
        if (layout.key(name, event)) event.preventDefault();
      }}
    />
  );
}

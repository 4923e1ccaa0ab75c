// The picture, with wheel, pointer and keys.
import { useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import { View } from '#xray/picture/view.js';
import { useWidth } from './use-width.js';
import type { Xray } from './xray.js';

const KEYS: Readonly<Record<string, (xray: Xray) => void>> = {
  ArrowLeft: (xray) => xray.pan(-0.2),
  ArrowRight: (xray) => xray.pan(0.2),
  '+': (xray) => xray.zoom(1 / 1.5),
  '=': (xray) => xray.zoom(1 / 1.5),
  '-': (xray) => xray.zoom(1.5),
  '0': (xray) => (xray.span.value = xray.whole),
};

/** Below this the names stand in less room, px. */
const NARROW = 700;

export function PicturePane({ xray }: { readonly xray: Xray }): VNode {
  const pane = useRef<HTMLDivElement>(null);
  const width = useWidth(pane);
  const drag = useRef<{ x: number; moved: boolean } | undefined>(undefined);
  const size = { width: width ?? 0, names: (width ?? 0) < NARROW ? 96 : 176 };
  const span = xray.span.value;
  const svg =
    width === undefined
      ? ''
      : xray.picture.draw({
          ...size,
          span,
          threads: xray.threads.value,
          showsStart: xray.showsStart.value,
          chosen: xray.chosen.value,
          object: xray.object.value,
        });
  const view = new View(xray.picture.scale, span, size);
  const xOf = (event: MouseEvent): number => event.clientX - (pane.current?.getBoundingClientRect().left ?? 0);
  return (
    <div
      ref={pane}
      class="xray-pane"
      role="group"
      aria-label="Picture: arrow keys move it, plus and minus zoom, 0 shows all"
      tabIndex={0}
      onKeyDown={(event) => {
        const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
        if (!act) return;
        event.preventDefault();
        act(xray);
      }}
      onWheel={(event) => {
        if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaX) < Math.abs(event.deltaY)) return;
        event.preventDefault();
        if (event.ctrlKey) xray.zoom(1.0015 ** event.deltaY, xray.picture.scale.placeOf(view.timeAt(xOf(event))));
        else xray.pan((event.deltaX || event.deltaY) / view.width);
      }}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, moved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const { current } = drag;
        if (!current || Math.abs(event.clientX - current.x) < 3) return;
        xray.pan((current.x - event.clientX) / view.width);
        drag.current = { x: event.clientX, moved: true };
      }}
      onPointerUp={(event) => {
        if (drag.current?.moved === false && xOf(event) > view.left) xray.chooseAt(view.timeAt(xOf(event)));
        drag.current = undefined;
      }}
      // All of a program's texts in it are escaped where it is drawn.
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}

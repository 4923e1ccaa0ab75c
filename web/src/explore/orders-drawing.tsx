// The order that fails as an X-ray, with one that passes. What draws them is loaded when somebody wants to see them.
import { useSignal } from '@preact/signals';
import type { ComponentType, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Found } from '#hosts/worker/exploring.js';
import type { ComparedProps } from '../xray/compared.js';
import type { LinkedEditor } from '../xray/xray.js';

interface OrdersDrawingProps {
  readonly found: Found;
  readonly editor: LinkedEditor;
}

export function OrdersDrawing({ found: { recorded }, editor }: OrdersDrawingProps): VNode | null {
  const view = useSignal<ComponentType<ComparedProps> | undefined>(undefined);
  const open = useSignal(false);
  const fault = useSignal('');
  const runs = useMemo(
    () => [recorded?.failing, recorded?.passing].filter((run) => run !== null && run !== undefined),
    [recorded],
  );
  if (!recorded) return null;
  if (!recorded.failing) {
    return (
      <p class="orders-note">
        There is no X-ray of it: with the recorder on it has no room, or comes to something else.
      </p>
    );
  }
  const toggle = async (): Promise<void> => {
    open.value = !open.value;
    if (view.value) return;
    try {
      view.value = (await import('../xray/compared.js')).Compared;
    } catch (error) {
      fault.value = `What draws an X-ray could not be loaded: ${String(error)}`;
    }
  };
  const View = view.value;
  return (
    <>
      <div class="orders-actions">
        <button type="button" class="button" aria-expanded={open.value} onClick={() => void toggle()}>
          {runs.length > 1 ? 'X-ray of this order, and of one that passes' : 'X-ray of this order'}
        </button>
        <output>{fault.value}</output>
      </div>
      {open.value && View && <View runs={runs} editor={editor} />}
    </>
  );
}

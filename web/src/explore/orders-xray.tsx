// The order that fails, drawn above one that passes. It is loaded when somebody wants to see it.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { XrayData } from '#xray/xray-data.js';
import { Xray, type LinkedEditor } from '../xray/xray.js';
import { XrayView } from '../xray/xray-view.js';

export interface OrdersXrayProps {
  readonly runs: readonly XrayData[];
  readonly editor: LinkedEditor;
}

export function OrdersXray({ runs, editor }: OrdersXrayProps): VNode {
  const xrays = useMemo(() => runs.map((run) => new Xray(run, editor)), [runs, editor]);
  return (
    <>
      {xrays.map((xray) => (
        <section key={xray.title} aria-label={xray.title}>
          <h2>{xray.title}</h2>
          <XrayView xray={xray} isPart />
        </section>
      ))}
    </>
  );
}

// The X-ray of a run that may go on: what was chosen stays chosen when more of it is known.
import { useMemo, useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import type { XrayData } from '#xray/xray-data.js';
import { Xray, type LinkedEditor } from './xray.js';
import { XrayView } from './xray-view.js';

export interface RunXrayProps {
  readonly data: XrayData;
  readonly editor?: LinkedEditor;
}

export function RunXray({ data, editor }: RunXrayProps): VNode {
  const before = useRef<Xray | undefined>(undefined);
  const xray = useMemo(() => new Xray(data, editor, before.current), [data, editor]);
  before.current = xray;
  return <XrayView xray={xray} isPart />;
}

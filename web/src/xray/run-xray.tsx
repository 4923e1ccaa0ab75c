// The X-ray of a run that may go on: what was chosen stays chosen when more of it is known.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import { Compared } from './compared.js';
import type { Shown } from './recorder.js';
import { Xray, type LinkedEditor } from './xray.js';
import { XrayView } from './xray-view.js';

export interface RunXrayProps {
  readonly shown: Shown;
  readonly editor?: LinkedEditor;
}

export function RunXray({ shown, editor }: RunXrayProps): VNode {
  const { data, other } = shown;
  const runs = useMemo(() => (other ? [data, other] : []), [data, other]);
  return other ? (
    <Compared runs={runs} {...(editor && { editor })} />
  ) : (
    <OneRun shown={shown} {...(editor && { editor })} />
  );
}

function OneRun({ shown: { data, at, note }, editor }: RunXrayProps): VNode {
  const before = useRef<Xray | undefined>(undefined);
  const xray = useMemo(() => new Xray(data, editor, before.current), [data, editor]);
  before.current = xray;
  useEffect(() => {
    if (at !== undefined) xray.choose(at);
  }, [xray, at]);
  return (
    <>
      {note !== undefined && (
        <p class="xray-note" role="status">
          {note}
        </p>
      )}
      <XrayView xray={xray} isPart />
    </>
  );
}

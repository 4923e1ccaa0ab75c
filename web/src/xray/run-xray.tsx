// The X-ray of a run that may go on: what was chosen stays chosen when more of it is known.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import { Compared } from './compared.js';
import { GoThere } from './go-there.js';
import type { Going } from './going.js';
import type { Shown } from './recorder.js';
import { Xray, type LinkedEditor } from './xray.js';
import { XrayView } from './xray-view.js';

export interface RunXrayProps {
  readonly shown: Shown;
  readonly editor?: LinkedEditor;
  /** Goes into runs; absent: nobody does here. */
  readonly going?: Going;
}

export function RunXray(props: RunXrayProps): VNode {
  const { shown, editor, going } = props;
  const { data, other } = shown;
  const runs = useMemo(() => (other ? [data, other.data] : []), [data, other]);
  if (!other) return <OneRun {...props} />;
  const there =
    going && ((xray: Xray, n: number) => <GoThere xray={xray} run={n === 0 ? shown : other} going={going} />);
  return <Compared runs={runs} {...(editor && { editor })} {...(there && { there })} />;
}

function OneRun({ shown, editor, going }: RunXrayProps): VNode {
  const { data, at, note } = shown;
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
      <XrayView xray={xray} isPart there={going && <GoThere xray={xray} run={shown} going={going} />} />
    </>
  );
}

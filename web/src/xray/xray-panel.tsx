// The X-ray of the last run. What draws it is loaded when there is something to draw.
import type { ComponentChildren, ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Going } from './going.js';
import type { Recorder } from './recorder.js';
import type { RunXrayProps } from './run-xray.js';
import type { LinkedEditor } from './xray.js';

interface XrayPanelProps {
  readonly recorder: Recorder;
  readonly editor?: LinkedEditor;
  /** Goes into runs; absent: nobody does here. */
  readonly going?: Going;
}

export function XrayPanel({ recorder, editor, going }: XrayPanelProps): VNode {
  const shown = recorder.shown.value;
  const [View, setView] = useState<ComponentType<RunXrayProps>>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    if (!shown || View) return;
    import('./run-xray.js').then(
      ({ RunXray }) => setView(() => RunXray),
      (error: unknown) => setFault(String(error)),
    );
  }, [shown, View]);
  if (fault !== undefined) return <Empty>What draws an X-ray could not be loaded: {fault}</Empty>;
  if (shown && View) return <View shown={shown} {...(editor && { editor })} {...(going && { going })} />;
  if (recorder.fault.value !== undefined) return <Empty>The run could not be recorded: {recorder.fault.value}</Empty>;
  if (recorder.elsewhere.value !== undefined)
    return (
      <Empty>
        {recorder.elsewhere.value} runs on a machine of its own, and is recorded. It is drawn here when it has ended.
      </Empty>
    );
  if (recorder.recording.value) return <Empty>The run is recorded. It is drawn here when it ends or waits.</Empty>;
  return (
    <Empty>
      {recorder.wanted.value
        ? 'The next run is recorded: press Run, and see here who ran, who waited for whom, and what passed between them.'
        : 'Press X-ray and then Run: you’ll see here who ran, who waited for whom, and what passed between them.'}
    </Empty>
  );
}

function Empty({ children }: { readonly children: ComponentChildren }): VNode {
  return (
    <div class="empty">
      <p role="status">{children}</p>
    </div>
  );
}

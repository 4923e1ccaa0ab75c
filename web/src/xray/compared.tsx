// Two runs beside each other, each at the instant where they part.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { count } from '#facts/explain/words.js';
import { partingOf, type Parting } from '#xray/parting.js';
import type { XrayData } from '#xray/xray-data.js';
import { Xray, type LinkedEditor } from './xray.js';
import { XrayView } from './xray-view.js';

export interface ComparedProps {
  /** Two of them are compared. */
  readonly runs: readonly XrayData[];
  readonly editor?: LinkedEditor;
  /** What stands at the chosen instant of one of them. */
  readonly there?: (xray: Xray, n: number) => VNode;
}

export function Compared({ runs, editor, there }: ComparedProps): VNode {
  const [xrays, parting] = useMemo(() => {
    const made = runs.map((run) => new Xray(run, editor));
    const [a, b] = made;
    const found = a && b ? partingOf(a.timeline, b.timeline) : undefined;
    // Not by a person's choice: the editor stays where it is.
    made.forEach((xray, n) => xray.beginAt(found?.ways[n]?.at));
    return [made, found] as const;
  }, [runs, editor]);
  const isPair = xrays.length === 2;
  return (
    <div class="xray-compared">
      {isPair && <PartingView xrays={xrays} parting={parting} />}
      <div class="xray-pair">
        {xrays.map((xray, n) => (
          <section key={n} aria-label={xray.title}>
            <h2>{xray.title}</h2>
            <XrayView xray={xray} isPart there={there?.(xray, n)} />
          </section>
        ))}
      </div>
    </div>
  );
}

interface PartingProps {
  readonly xrays: readonly Xray[];
  readonly parting: Parting | undefined;
}

function PartingView({ xrays, parting }: PartingProps): VNode {
  if (!parting) return <p class="xray-parting">In both runs the same happens, in the same order.</p>;
  return (
    <section class="xray-parting" aria-labelledby="xray-parting-title">
      <h2 id="xray-parting-title">Here the two runs part</h2>
      <p>{parting.alike === 0 ? 'At once' : `After ${count(parting.alike, 'thing')} that happened alike`}:</p>
      <dl>
        {xrays.map((xray, n) => {
          const way = parting.ways[n];
          const at = way?.at;
          return (
            <div key={n}>
              <dt>{xray.title}</dt>
              <dd>
                {way?.words.join('; ')}.{' '}
                {at !== undefined && (
                  <button type="button" onClick={() => xray.choose(at)}>
                    Show it
                  </button>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

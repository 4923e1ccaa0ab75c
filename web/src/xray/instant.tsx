// How it was just after the chosen event: the line, who holds what, what is in the object.
import type { VNode } from 'preact';
import { explain } from '#facts/explain/explain.js';
import { holdWords } from '#xray/call-words.js';
import { factsOfState } from '#xray/facts-of-state.js';
import { keyOf } from '#xray/objects.js';
import { timeText } from '#xray/picture/svg.js';
import { exitWords } from '#xray/words.js';
import type { Xray } from './xray.js';

/** Lines of the source before and behind the one of the event. */
const AROUND = 4;

interface InstantProps {
  readonly xray: Xray;
  /** A way into it. */
  readonly there: VNode | undefined;
}

export function Instant({ xray, there }: InstantProps): VNode {
  const index = xray.chosen.value;
  const event = xray.timeline.events[index];
  const sentences = explain(factsOfState(xray.state));
  return (
    <section class="xray-instant" aria-label={`An instant of ${xray.title}`}>
      <h2>At {timeText(event?.time ?? 0, 1000)}</h2>
      {there}
      <p class="xray-said" role="status">
        {xray.text(index)}
      </p>
      <Objects xray={xray} index={index} />
      <Source xray={xray} index={index} />
      <h3>Who is at what</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Descriptors xray={xray} />
    </section>
  );
}

function Objects({ xray, index }: { readonly xray: Xray; readonly index: number }): VNode | null {
  const call = xray.call(index);
  const all = [...(call?.event.uses ?? []), ...(call?.end?.uses ?? [])].map(({ object }) => object);
  const references = [...new Map([...all, ...(call?.event.objects ?? [])].map((one) => [keyOf(one), one])).values()];
  if (references.length === 0) return null;
  const chosen = xray.timeline.objects.find(({ key }) => key === xray.object.value);
  const content = chosen && xray.state.objects.get(chosen.key)?.content;
  return (
    <div class="xray-objects">
      {references.map((reference) => (
        <button
          key={keyOf(reference)}
          type="button"
          aria-pressed={xray.object.value === keyOf(reference)}
          onClick={() => (xray.object.value = keyOf(reference))}
        >
          {xray.timeline.names.of(reference)}
        </button>
      ))}
      {content && (
        <p class="xray-content">
          {chosen.name} holds {content.amount}
          {content.capacity !== undefined && ` of ${content.capacity}`}
        </p>
      )}
    </div>
  );
}

function Source({ xray, index }: { readonly xray: Xray; readonly index: number }): VNode | null {
  const line = xray.call(index)?.line;
  if (!line) return null;
  const text = xray.sources[line.file]?.split('\n');
  const first = Math.max(1, line.line - AROUND);
  return (
    <>
      <div class="xray-place">
        <h3>
          {line.file}:{line.line}
          {line.function !== undefined && `, in ${line.function}`}
        </h3>
        {xray.editor && (
          <button type="button" onClick={() => xray.editor?.goTo(line)}>
            Go to line {line.line}
          </button>
        )}
      </div>
      {text && (
        <pre class="xray-source" tabIndex={0} aria-label={`${line.file}, line ${line.line}`}>
          {text.slice(first - 1, line.line + AROUND).map((words, n) => (
            <code key={first + n} class={first + n === line.line ? 'here' : ''}>
              {`${String(first + n).padStart(4)}  ${words}\n`}
            </code>
          ))}
        </pre>
      )}
    </>
  );
}

function Descriptors({ xray }: { readonly xray: Xray }): VNode {
  const { processes } = xray.state;
  const there = [...processes.values()].filter(({ isReaped }) => !isReaped);
  const numbers = [...new Set(there.flatMap(({ descriptors }) => [...descriptors.keys()]))].sort((a, b) => a - b);
  return (
    <div class="xray-table" tabIndex={0} role="group" aria-label="Descriptors">
      <table>
        <caption>Open descriptors, as far as calls have shown them</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            {there.map(({ id, status }) => (
              <th scope="col" key={id}>
                {xray.who(id)}
                {status !== undefined && <small> {exitWords({ status })}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <tr key={number}>
              <th scope="row">{number}</th>
              {there.map(({ id, descriptors }) => {
                const open = descriptors.get(number);
                const isChosen = open && keyOf(open.object) === xray.object.value;
                return (
                  <td key={id} class={isChosen === true ? 'is-chosen' : ''}>
                    {open ? holdWords(open, xray.timeline.names) : ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

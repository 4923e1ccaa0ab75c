// Another compiler, where this one lacks what a program needs.
import type { VNode } from 'preact';
import type { Parts } from '#hosts/browser/parts.js';
import type { Session } from '../session/session.js';
import { runAttended } from './run-attended.js';

/** The image to offer; undefined: nothing is lacking, or the page has none that has it. */
export function offeredImage({ running, images, source }: Session): Parts | undefined {
  // A lab's work is graded with the compiler of the lab.
  if (source.project()?.lab) return undefined;
  return images.find(({ manifest }) => manifest.name === running.lacking.value);
}

export function CompilerOffer({ session }: { readonly session: Session }): VNode | null {
  const offered = offeredImage(session);
  if (!offered) return null;
  const { name, artefacts } = offered.manifest;
  const compile = async (): Promise<void> => {
    const asked = session.source.project()?.name;
    await session.compileWith(offered);
    // Loading it takes a while, in which a person may open something else.
    if (session.source.project()?.name === asked) await runAttended(session);
  };
  return (
    <section class="evidence offer" aria-label="Another compiler">
      <p role="status">
        {session.image.value.manifest.name} cannot compile this program, but {name} can.
      </p>
      <p>
        The page loads {name} once, {Math.ceil(artefacts.stateZst.size / 1e6)} MB. The machine starts again with it:
        programs that run now end, and your files stay.
      </p>
      <button type="button" class="button primary" onClick={() => void compile()}>
        Compile with {name}
      </button>
    </section>
  );
}

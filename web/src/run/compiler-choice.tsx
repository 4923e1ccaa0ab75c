// Which compiler a page with several of them uses.
import type { VNode } from 'preact';
import type { Page } from '../page.js';

export function CompilerChoice({ page }: { readonly page: Page }): VNode | null {
  const { session } = page;
  const { images, image } = session;
  if (images.length < 2) return null;
  return (
    <select
      class="compiler"
      aria-label="Compiler"
      title="Compiler; another one is another machine"
      value={image.value.manifest.digest}
      onChange={({ currentTarget }) => {
        const chosen = images.find(({ manifest }) => manifest.digest === currentTarget.value);
        // Until it is decided, what is there stays chosen.
        currentTarget.value = image.value.manifest.digest;
        if (!chosen) return;
        if (session.state.value.kind === 'running') page.dialog.value = { is: 'compiler', image: chosen };
        else void session.compileWith(chosen);
      }}
    >
      {images.map(({ manifest: { digest, name } }) => (
        <option key={digest} value={digest}>
          {name}
        </option>
      ))}
    </select>
  );
}

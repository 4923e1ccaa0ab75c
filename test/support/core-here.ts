// v86's WebAssembly by itself, without devices.
import { v86Module } from '#hosts/node/v86.js';
import { coreExports, type CoreExports } from '#machine/v86.js';

/** As many functions of its own as v86 has. */
export const tableOfV86 = (): WebAssembly.Table => new WebAssembly.Table({ element: 'anyfunc', initial: 1924 });

export async function coreHere(): Promise<CoreExports> {
  const wasm = await v86Module();
  const env = Object.fromEntries(
    WebAssembly.Module.imports(wasm).map(({ name, kind }) => [name, kind === 'table' ? tableOfV86() : () => 0]),
  );
  return coreExports((await WebAssembly.instantiate(wasm, { env })).exports);
}

// Entry of X-rays in a file of their own: what they show stands in the page.
import { render, type VNode } from 'preact';
import { ELEMENTS } from '#page-data/elements.js';
import { unpacked, type PackedXray } from '#xray/packed.js';
import type { XrayData } from '#xray/xray-data.js';
import { Compared } from './compared.js';
import { Xray } from './xray.js';
import { XrayView } from './xray-view.js';

const root = document.getElementById(ELEMENTS.app);
const data = document.getElementById(ELEMENTS.xray)?.textContent ?? '';
if (root && data !== '') {
  const runs = (JSON.parse(data) as readonly PackedXray[]).map(unpacked);
  const [first, ...others] = runs;
  document.title = `X-ray: ${first?.title ?? ''}`;
  if (first) render(others.length > 0 ? <Pair runs={runs} /> : <XrayView xray={new Xray(first)} />, root);
}

function Pair({ runs }: { readonly runs: readonly XrayData[] }): VNode {
  return (
    <>
      <h1 class="xray-title">Two runs</h1>
      <Compared runs={runs} />
    </>
  );
}

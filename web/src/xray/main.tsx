// Entry of X-rays in a file of their own: what they show stands in the page.
import { render } from 'preact';
import { ELEMENTS } from '#page-data/elements.js';
import type { XrayData } from '#xray/xray-data.js';
import { Xray } from './xray.js';
import { XrayView } from './xray-view.js';

const root = document.getElementById(ELEMENTS.app);
const data = document.getElementById(ELEMENTS.xray)?.textContent ?? '';
if (root && data !== '') {
  const runs = JSON.parse(data) as readonly XrayData[];
  document.title = `X-ray: ${runs[0]?.title ?? ''}`;
  render(
    runs.map((run) => <XrayView key={run.title} xray={new Xray(run)} />),
    root,
  );
}

// Entry of an X-ray in a file of its own: what it shows stands in the page.
import { render } from 'preact';
import { ELEMENTS } from '#page-data/elements.js';
import type { XrayData } from '#xray/xray-data.js';
import { Xray } from './xray.js';
import { XrayView } from './xray-view.js';

const root = document.getElementById(ELEMENTS.app);
const data = document.getElementById(ELEMENTS.xray)?.textContent ?? '';
if (root && data !== '') {
  const xray = new Xray(JSON.parse(data) as XrayData);
  document.title = `X-ray: ${xray.title}`;
  render(<XrayView xray={xray} />, root);
}

// Entry of the frame of an embedded lab.
import { render } from 'preact';
import { readSite } from '../site.js';
import { LabFrame } from './lab-frame.js';
import { LabView } from './lab-view.js';

const root = document.getElementById('app');
if (root) {
  const frame = new LabFrame(readSite());
  render(<LabView frame={frame} />, root);
  frame.greet();
}

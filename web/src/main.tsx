// Entry of the page.
import { render } from 'preact';
import { App } from './app.js';
import { readSite } from './site.js';

const root = document.getElementById('app');
if (root) render(<App site={readSite()} />, root);

import type { VNode } from 'preact';
import type { Site } from './site.js';

export function App({ site }: { site: Site }): VNode {
  return <h1>{site.title}</h1>;
}

// The element's own look, before the frame is there; as a constructed sheet it needs no leave of the page's policy.

export const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
:host { display: block; position: relative; min-height: 26rem; border: 1px solid #8886; border-radius: 6px; overflow: hidden; }
:host([hidden]) { display: none; }
iframe { display: block; position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
button { margin: 1rem; padding: 0.5rem 1rem; font: inherit; cursor: pointer; }
p { margin: 1rem; }
`);

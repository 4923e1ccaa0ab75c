// xterm puts <style> elements and style attributes into the page, which its content security policy forbids. The elements
// that are made for it here are style sheets of the document, and style properties, which a policy without
// 'unsafe-inline' lets pass. See docs/decisions/0018-xterm-without-inline-styles.md.

import type { Terminal } from '@xterm/xterm';

const makeReal = Reflect.get<Document, 'createElement'>(Document.prototype, 'createElement');

/** A document for `documentOverride` of xterm; everything but the making of elements is the real one's. */
export function styleDocument(real: Document): Document {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') return (tag: string) => makeElement(target, tag);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/**
 * Opens a terminal. What xterm 6.0 makes meanwhile is partly made by the page's document whatever its options say: the style
 * of its scroll bars.
 */
export function whileStyled(open: () => Terminal): void {
  const real = document;
  Object.defineProperty(real, 'createElement', { configurable: true, value: (tag: string) => makeElement(real, tag) });
  try {
    const terminal = open();
    setStylesAsProperties(terminal);
  } finally {
    // The method of the prototype is there again.
    Reflect.deleteProperty(real, 'createElement');
  }
}

/** What of xterm's inside is reached for here; none of it is promised by its types. */
interface Inside {
  readonly _core?: {
    readonly _renderService?: { readonly _renderer?: { readonly value?: { readonly _rowFactory?: object } } };
  };
}

/**
 * The rows' colours: they are set by an attribute on elements that the real document made, which no option changes. All rows of all
 * terminals share the one method.
 */
function setStylesAsProperties(terminal: Terminal): void {
  const { _core }: Terminal & Inside = terminal;
  const factory = _core?._renderService?._renderer?.value?._rowFactory;
  if (!factory) return;
  Object.assign(Object.getPrototypeOf(factory) as object, {
    _addStyle: (element: HTMLElement, style: string) => {
      element.style.cssText += style;
    },
  });
}

function makeElement(document: Document, tag: string): HTMLElement {
  if (tag === 'style') return sheetElement(document);
  return create(document, tag);
}

function create(document: Document, tag: string): HTMLElement {
  return makeReal.call(document, tag);
}

/** Stands where the <style> element would; what is written into it is a style sheet of the document until it is removed. */
function sheetElement(document: Document): HTMLElement {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const element = create(document, 'template');
  Object.defineProperty(element, 'textContent', {
    set: (css: string) => {
      sheet.replaceSync(css);
    },
  });
  element.remove = (): void => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}

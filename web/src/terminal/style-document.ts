// xterm puts <style> elements and style attributes into the page, which its content security policy forbids. It takes the
// document that it makes elements with from its options: this one gives it style sheets and style properties
// instead, which a policy without 'unsafe-inline' lets pass.

/** A document for `documentOverride` of xterm; everything but the making of elements is the real one's. */
export function styleDocument(real: Document): Document {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') return (tag: string) => createElement(target, tag);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function createElement(document: Document, tag: string): HTMLElement {
  if (tag === 'style') return sheetElement(document);
  const element = document.createElement(tag);
  if (tag === 'span') {
    element.setAttribute = (name: string, value: string): void => {
      if (name === 'style') element.style.cssText = value;
      else Element.prototype.setAttribute.call(element, name, value);
    };
  }
  return element;
}

/** Stands where the <style> element would; what is written into it is a style sheet of the document until it is removed. */
function sheetElement(document: Document): HTMLElement {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const element = document.createElement('template');
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

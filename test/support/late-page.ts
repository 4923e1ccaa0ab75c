// A page whose machine answers late, however fast this computer is: what a person does meanwhile comes in between.
import type { Page } from 'puppeteer-core';

/** ms that each message between the page and its workers takes. */
const LATE = 250;

/** From the next document on; the order of the messages stays. */
export async function answersLate(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(`{
    const late = new WeakMap();
    const later = (listener) => {
      if (!late.has(listener)) late.set(listener, (event) => setTimeout(() => listener(event), ${LATE}));
      return late.get(listener);
    };
    const isOfWorker = (target, type) => type === 'message' && (target instanceof Worker || target instanceof MessagePort);
    for (const name of ['addEventListener', 'removeEventListener']) {
      const own = EventTarget.prototype[name];
      EventTarget.prototype[name] = function (type, listener, ...rest) {
        own.call(this, type, isOfWorker(this, type) ? later(listener) : listener, ...rest);
      };
    }
    const { set, ...rest } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      ...rest,
      set(listener) {
        set.call(this, listener && later(listener));
      },
    });
  }`);
}

// Entry of a machine's worker in a browser.
import { expose } from 'comlink';
import { createMachineApi } from '#hosts/worker/server.js';
import { holdWhileAlive } from './life-lock.js';

// What fails with nobody waiting for it ends a machine as well: reported as an error, it comes to the page.
addEventListener('unhandledrejection', ({ reason }) => {
  reportError(reason);
});
expose(createMachineApi());
holdWhileAlive();

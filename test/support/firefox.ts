// The system's Firefox, where there is one.
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'];

/** undefined: this machine has none. */
export const FIREFOX = PLACES.find((place) => existsSync(place));

/** What a test says that needs it and is not run. */
export const NO_FIREFOX = 'no Firefox is installed here; as root: apt-get install firefox-esr';

export function launchFirefox(executablePath: string): Promise<Browser> {
  return launch({ browser: 'firefox', executablePath, headless: true, protocolTimeout: 0 });
}

// A kit as a package for learning platforms: SCORM 1.2, with the page that is one file as its only SCO.
import { element, escapeXml } from '#util/xml.js';
import { FIRST_OF_ZIP, zipOf } from '#util/zip.js';
import type { Bytes } from '#util/bytes.js';
import { sha256 } from './site-files.js';

/** The page in the package. */
const PAGE = 'kit.html';

/** What makes it a package; where its name and place are fixed by the standard. */
const MANIFEST = 'imsmanifest.xml';

export interface ScormOrder {
  readonly title: string;
  readonly term: string;
  /** Name of the database that keeps the work: what a kit is known by when it is built again. */
  readonly store: string;
}

/**
 * @param html of a kit that was made to report
 * @returns the package; same kit, same bytes
 */
export function scormPackage(html: string, order: ScormOrder): Bytes {
  const files = new Map([
    [MANIFEST, manifest(order, sha256(html))],
    [PAGE, html],
  ]);
  return zipOf(files, { modified: FIRST_OF_ZIP });
}

/** @param digest of the page, so that a platform sees that it is another one */
function manifest({ title, term, store }: ScormOrder, digest: string): string {
  const name = term === '' ? title : `${title}, ${term}`;
  const titled = (text: string): string => element('title', {}, [escapeXml(clipped(text))]);
  const root = element('manifest', { ...NAMESPACES, identifier: store, version: `1.${digest.slice(0, 10)}` }, [
    element('metadata', {}, [element('schema', {}, ['ADL SCORM']), element('schemaversion', {}, ['1.2'])]),
    element('organizations', { default: 'course' }, [
      element('organization', { identifier: 'course' }, [
        titled(name),
        element('item', { identifier: 'kit', identifierref: 'page', isvisible: 'true' }, [titled(title)]),
      ]),
    ]),
    element('resources', {}, [
      element('resource', { identifier: 'page', type: 'webcontent', 'adlcp:scormtype': 'sco', href: PAGE }, [
        element('file', { href: PAGE }),
      ]),
    ]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** The standard's schema of a manifest has no longer title. */
const LONGEST_TITLE = 200;

function clipped(title: string): string {
  const letters = Array.from(title);
  return letters.length <= LONGEST_TITLE ? title : `${letters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}

const NAMESPACES = {
  xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
  'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation':
    'http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd',
};

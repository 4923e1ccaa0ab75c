// Where a page's HTML holds its data: ids of elements whose text it is. Without schemas, so that a page stays small.

export const ELEMENTS = {
  /** What the page is, as `WebSite` or `EmbeddedSite`. */
  site: 'site',
  /** Examples and labs of a page that is one file. */
  catalogue: 'catalogue',
  /** What machines start from, on the page that only grades. */
  parts: 'parts',
  /** Where a page puts itself. */
  app: 'app',
  /** A recording and what its picture needs beside it. */
  xray: 'xray',
  style: 'style',
  /** The script of a page that is one file, packed. */
  page: 'page',
} as const;

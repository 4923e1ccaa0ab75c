// What the address says after its #, so that any static server will do.

export type Route =
  | { readonly view: 'start' }
  /** `looks`: at the instant that tells most of it. */
  | { readonly view: 'example'; readonly name: string; readonly looks?: true }
  | { readonly view: 'own'; readonly id: string }
  /** Sources in the address itself. */
  | { readonly view: 'link'; readonly payload: string }
  | { readonly view: 'unknown'; readonly address: string };

/** Reads a location's hash, with or without its #. Never throws. */
export function parseRoute(hash: string): Route {
  const address = hash.replace(/^#?\/?/, '');
  if (address === '') return { view: 'start' };
  const [first, rest] = split(address);
  if (first === 'link' && rest !== '') return { view: 'link', payload: rest };
  if (first === 'own' && /^[a-z0-9-]+$/.test(rest)) return { view: 'own', id: rest };
  const [, name, look] = /^([a-z0-9-]+\/[a-z0-9-]+)(\/look)?$/.exec(address) ?? [];
  if (name !== undefined) return { view: 'example', name, ...(look !== undefined && { looks: true }) };
  return { view: 'unknown', address };
}

/** The hash of a route, with its #. */
export function formatRoute(route: Exclude<Route, { view: 'unknown' }>): string {
  switch (route.view) {
    case 'start':
      return '#/';
    case 'example':
      return `#/${route.name}${route.looks ? '/look' : ''}`;
    case 'own':
      return `#/own/${route.id}`;
    case 'link':
      return `#/link/${route.payload}`;
  }
}

function split(address: string): [string, string] {
  const slash = address.indexOf('/');
  return slash < 0 ? [address, ''] : [address.slice(0, slash), address.slice(slash + 1)];
}

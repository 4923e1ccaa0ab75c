// Links that a program printed: opened only when they lead to the web, and without a way back to this page.

/** @returns the address if it is one of the web, else undefined */
export function webAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export function openLink(text: string): void {
  const address = webAddress(text);
  if (address !== undefined) window.open(address, '_blank', 'noopener,noreferrer');
}

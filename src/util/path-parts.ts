/** The parts of a path, without what leads nowhere: `a/./b/../c` is a, c. What leads above its beginning stays at the beginning. */
export function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts;
}

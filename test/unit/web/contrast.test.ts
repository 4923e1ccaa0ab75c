// WCAG 2.2 AA of the tokens themselves: every pair that stands on the page, in both themes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';

type Tokens = Readonly<Record<string, string>>;

const [light = '', dark = ''] = (await readFile(join(PACKAGE_ROOT, 'web/styles/tokens.css'), 'utf8')).split(
  '@media (prefers-color-scheme: dark)',
);
const THEMES: Readonly<Record<string, Tokens>> = {
  light: tokensOf(light),
  dark: { ...tokensOf(light), ...tokensOf(dark) },
};

const GROUNDS = ['ground', 'surface', 'raised', 'sunken', 'hover', 'accent-soft', 'good-soft', 'bad-soft', 'warn-soft'];
const CODE_GROUNDS = ['surface', 'line-active', 'selection', 'match'];

for (const [name, tokens] of Object.entries(THEMES)) {
  const startingWith = (prefix: string): string[] => Object.keys(tokens).filter((token) => token.startsWith(prefix));
  const check = (texts: readonly string[], grounds: readonly string[], least: number): void => {
    for (const text of texts) {
      for (const ground of grounds) {
        const ratio = contrast(tokens, text, ground);
        assert.ok(ratio >= least, `${text} on ${ground} has ${ratio.toFixed(2)}, and ${least} is the least`);
      }
    }
  };

  describe(`the ${name} theme`, () => {
    test('text is readable on every ground', () => {
      check(['text', 'text-muted'], GROUNDS, 4.5);
      check(['accent', 'good', 'bad', 'warn'], ['ground', 'surface', 'raised', 'hover'], 4.5);
      for (const outcome of ['good', 'bad', 'warn']) check([outcome], [`${outcome}-soft`], 4.5);
      check(['on-accent'], ['accent', 'accent-hover'], 4.5);
      check(['ground'], ['text'], 4.5);
    });

    test('code is readable, selected and found text too', () => {
      check(startingWith('syntax-'), CODE_GROUNDS, 4.5);
    });

    test('edges of controls and the focus stand out', () => {
      check(['line-strong', 'accent'], ['ground', 'surface', 'raised'], 3);
    });

    test('the colours that programs print in are readable', () => {
      const printed = startingWith('terminal-').filter((token) => !/-(background|cursor|accent)/.test(token));
      check(printed, ['terminal-background'], 4.5);
      check(['terminal-foreground'], ['terminal-selection-background'], 4.5);
    });
  });
}

function tokensOf(css: string): Tokens {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function contrast(tokens: Tokens, one: string, other: string): number {
  const [dim = 0, bright = 0] = [one, other].map((name) => luminance(tokens[name] ?? '')).sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

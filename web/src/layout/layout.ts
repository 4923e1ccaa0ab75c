// Which panes there is room for, and how large they are. Kept between visits, where the browser lets a page keep things.
import { computed, effect, signal } from '@preact/signals';
import { clampSplit, layoutFor, moveByKey, type Split } from './split.js';

export type PaneName = 'examples' | 'guide' | 'code' | 'terminals' | 'results';
export type SeparatorName = 'side' | 'code' | 'results';

interface Saved {
  /** Width of the side pane, px. */
  readonly side: number;
  /** The code's part of what it shares with the terminals. */
  readonly code: number;
  /** The same above the terminals, while what is read there is the first page and no code. */
  readonly front: number;
  /** Height of the results, px. */
  readonly results: number;
  /** Height of an X-ray in their place, px. */
  readonly xray: number;
}

/** At 1440 px a terminal has its 80 columns. */
const DEFAULT: Saved = { side: 272, code: 0.42, front: 0.7, results: 240, xray: 400 };
const KEY = 'ipclab.layout';

const LEAST_SIDE = 220;
const LEAST_MAIN = 420;
const LEAST_CODE = { x: 320, y: 140 };
const LEAST_TERMINALS = { x: 320, y: 140 };
const LEAST_RESULTS = 96;

export class Layout {
  /** Size of the room that all panes share, px. */
  readonly width = signal(1280);
  readonly height = signal(800);
  /** On a phone: the one pane that shows. */
  readonly pane = signal<PaneName>('examples');
  /** The side pane's tab. */
  readonly side = signal<'examples' | 'guide'>('examples');
  readonly sideOpen = signal(true);
  readonly resultsOpen = signal(false);
  /** The results pane's tab. */
  readonly results = signal<'results' | 'xray'>('results');
  /** Nothing is open yet: in the code's place is a text to begin with. */
  readonly isFront = signal(true);
  readonly #saved = signal<Saved>(read());

  readonly kind = computed(() => layoutFor(this.width.value));
  readonly axis = computed(() => (this.kind.value === 'wide' ? ('x' as const) : ('y' as const)));
  /** Which size counts for the code. */
  readonly #codePart = computed(() => (this.isFront.value && this.axis.value === 'y' ? 'front' : 'code'));

  constructor() {
    effect(() => {
      write(this.#saved.value);
    });
  }

  /** Shows a pane, whatever it takes. */
  show(pane: PaneName): void {
    this.pane.value = pane;
    if (pane === 'examples' || pane === 'guide') {
      this.side.value = pane;
      this.sideOpen.value = true;
    }
    if (pane === 'results') this.resultsOpen.value = true;
  }

  /** Has a tab in the results pane; on a phone another pane stays in sight. */
  showResults(tab: 'results' | 'xray'): void {
    this.results.value = tab;
    this.resultsOpen.value = true;
  }

  /** Has the X-ray in sight, on a phone, too. */
  showXray(): void {
    this.showResults('xray');
    this.show('results');
  }

  shows(pane: PaneName): boolean {
    if (this.kind.value === 'phone') return this.pane.value === pane;
    if (pane === 'examples' || pane === 'guide') return this.sideOpen.value && this.side.value === pane;
    return true;
  }

  /** Which way a separator moves. */
  axisOf(name: SeparatorName): 'x' | 'y' {
    if (name === 'side') return 'x';
    return name === 'results' ? 'y' : this.axis.value;
  }

  /** What a separator parts; the first pane's size is its value. */
  splitOf(name: SeparatorName): Split {
    const height = this.height.value;
    if (name === 'side') return { total: this.width.value, leastFirst: LEAST_SIDE, leastSecond: LEAST_MAIN };
    if (name === 'results') {
      const above = LEAST_TERMINALS.y + (this.axis.value === 'y' ? LEAST_CODE.y : 0);
      return { total: height, leastFirst: above, leastSecond: LEAST_RESULTS };
    }
    const axis = this.axis.value;
    const taken = axis === 'x' ? this.sideSize.value : this.resultsOpen.value ? this.resultsSize.value : 0;
    return {
      total: (axis === 'x' ? this.width.value : height) - taken,
      leastFirst: LEAST_CODE[axis],
      leastSecond: LEAST_TERMINALS[axis],
    };
  }

  /** Size of the first of the two panes, px. */
  sizeOf(name: SeparatorName): number {
    if (name === 'side') return clampSplit(this.#saved.value.side, this.splitOf(name));
    if (name === 'results') return this.height.value - this.resultsSize.value;
    const split = this.splitOf(name);
    return clampSplit(this.#saved.value[this.#codePart.value] * split.total, split);
  }

  readonly sideSize = computed(() => (this.sideOpen.value ? this.sizeOf('side') : 0));
  readonly resultsSize = computed(() => {
    const split = this.splitOf('results');
    return split.total - clampSplit(split.total - this.#saved.value[this.results.value], split);
  });

  /** Moves a separator so that the first pane has this size, or the nearest that it can have. */
  resize(name: SeparatorName, wanted: number): void {
    const split = this.splitOf(name);
    const size = clampSplit(wanted, split);
    const saved = this.#saved.value;
    if (name === 'side') this.#saved.value = { ...saved, side: size };
    else if (name === 'results') this.#saved.value = { ...saved, [this.results.value]: split.total - size };
    else this.#saved.value = { ...saved, [this.#codePart.value]: size / Math.max(split.total, 1) };
  }

  /** @returns whether the key was one for separators */
  key(name: SeparatorName, event: KeyboardEvent): boolean {
    const size = moveByKey(event, this.sizeOf(name), this.axisOf(name), this.splitOf(name));
    if (size === undefined) return false;
    this.resize(name, size);
    return true;
  }

  /** Has a separator where it was at first. */
  reset(name: SeparatorName): void {
    const kept = name === 'results' ? this.results.value : name === 'code' ? this.#codePart.value : name;
    this.#saved.value = { ...this.#saved.value, [kept]: DEFAULT[kept] };
  }
}

function read(): Saved {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof Saved, unknown>>;
    const number = (name: keyof Saved): number => {
      const value = saved[name];
      return typeof value === 'number' && value > 0 ? value : DEFAULT[name];
    };
    return {
      side: number('side'),
      code: Math.min(number('code'), 1),
      front: Math.min(number('front'), 1),
      results: number('results'),
      xray: number('xray'),
    };
  } catch {
    // Nothing is kept here, or something else wrote it.
    return DEFAULT;
  }
}

function write(saved: Saved): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(saved));
  } catch {
    // Sizes of panes are not worth a message.
  }
}

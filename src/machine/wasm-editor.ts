// A WebAssembly as somebody changes it: variables and functions more, and code at the beginning of a function.
import { concat, decodeText, type Bytes } from '#util/bytes.js';
import { blockBytes, listBytes, numberBytes, skipLimits, skipOperands, textBytes, WasmReader } from './wasm-binary.js';
import { END, I32_CONST } from './wasm-codes.js';

const PREAMBLE = 8;
const IMPORTS = 2;
const FUNCTIONS = 3;
const GLOBALS = 6;
const EXPORTS = 7;
const CODE = 10;

const FUNCTION = 0;
const MEMORY = 2;
const GLOBAL = 3;
const I32 = 0x7f;
const MUTABLE = 1;

/** Everything that it had keeps its number: what is new comes after it. */
export class WasmEditor {
  readonly #preamble: Uint8Array;
  readonly #sections: { readonly id: number; readonly content: Uint8Array }[] = [];
  /** Numbers of functions begin with those that are imported. */
  readonly #imported: number;
  readonly #types: number[];
  readonly #globals: Uint8Array[];
  readonly #exports: Uint8Array[];
  readonly #bodies: Uint8Array[];
  readonly #functionNames = new Map<string, number>();

  /** @throws RangeError for what ends too soon */
  constructor(wasm: Bytes) {
    const reader = new WasmReader(wasm);
    this.#preamble = reader.raw(PREAMBLE);
    while (!reader.isOver) this.#sections.push({ id: reader.u8(), content: reader.block() });
    this.#imported = this.#items(IMPORTS, readImport).filter((kind) => kind === FUNCTION).length;
    this.#types = this.#items(FUNCTIONS, (its) => its.uleb());
    this.#globals = this.#items(GLOBALS, readGlobal);
    this.#exports = this.#items(EXPORTS, (its) => this.#readExport(its));
    this.#bodies = this.#items(CODE, (its) => its.block());
  }

  /**
   * Adds a variable that its host can read and set.
   *
   * @param initial -64 to 8,191
   * @returns its number
   */
  addVariable(name: string, initial: number): number {
    const number = this.#globals.length;
    this.#globals.push(Uint8Array.of(I32, MUTABLE, I32_CONST, ...signed(initial), END));
    this.#exports.push(concat([textBytes(name), Uint8Array.of(GLOBAL), numberBytes(number)]));
    return number;
  }

  /**
   * Adds a function without variables of its own.
   *
   * @param like a function that takes and gives the same
   * @param code without its end
   * @returns its number
   */
  addFunction(like: number, code: readonly number[]): number {
    const number = this.#imported + this.#types.length;
    this.#types.push(this.#types[like - this.#imported] ?? 0);
    this.#bodies.push(Uint8Array.of(0, ...code, END));
    return number;
  }

  /** @returns the number of an exported function; undefined: there is none */
  function(name: string): number | undefined {
    return this.#functionNames.get(name);
  }

  /** @returns what a function is made of, the declaration of its variables first */
  body(number: number): Uint8Array {
    return this.#bodies[number - this.#imported] ?? new Uint8Array(0);
  }

  /** Puts code before a function's own. */
  prepend(number: number, code: readonly number[]): void {
    const body = this.body(number);
    const reader = new WasmReader(body);
    for (let left = reader.uleb(); left > 0; left--) {
      reader.skipNumber();
      reader.u8();
    }
    this.#bodies[number - this.#imported] = concat([
      body.subarray(0, reader.at),
      Uint8Array.from(code),
      body.subarray(reader.at),
    ]);
  }

  bytes(): Bytes {
    const lists = new Map<number, readonly Uint8Array[]>([
      [FUNCTIONS, this.#types.map(numberBytes)],
      [GLOBALS, this.#globals],
      [EXPORTS, this.#exports],
      [CODE, this.#bodies.map((body) => blockBytes(body))],
    ]);
    return concat([
      this.#preamble,
      ...this.#sections.flatMap(({ id, content }) => {
        const list = lists.get(id);
        return [Uint8Array.of(id), blockBytes(list ? listBytes(list) : content)];
      }),
    ]);
  }

  #items<Item>(id: number, read: (reader: WasmReader) => Item): Item[] {
    const reader = new WasmReader(this.#sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0));
    return Array.from({ length: reader.uleb() }, () => read(reader));
  }

  #readExport(reader: WasmReader): Uint8Array {
    const { at } = reader;
    const name = decodeText(reader.block());
    const kind = reader.u8();
    const number = reader.uleb();
    if (kind === FUNCTION) this.#functionNames.set(name, number);
    return reader.since(at);
  }
}

/** @returns what kind of thing it is */
function readImport(reader: WasmReader): number {
  reader.skipBlock();
  reader.skipBlock();
  const kind = reader.u8();
  if (kind === FUNCTION) reader.skipNumber();
  else {
    // What a table's entries are, and a variable's type.
    if (kind !== MEMORY) reader.u8();
    if (kind === GLOBAL) reader.u8();
    else skipLimits(reader);
  }
  return kind;
}

function readGlobal(reader: WasmReader): Uint8Array {
  const { at } = reader;
  reader.raw(2);
  for (let code = reader.u8(); code !== END; code = reader.u8()) skipOperands(reader, code);
  return reader.since(at);
}

/** As LEB128 with a sign, of -64 to 8,191, in two bytes. */
function signed(value: number): Uint8Array {
  return Uint8Array.of((value & 0x7f) | 0x80, (value >> 7) & 0x7f);
}

// All compiled code of an image as one module: an engine keeps books for each module, and each would come to life by itself.
import { concat, equal, type Bytes } from '#util/bytes.js';
import { blockBytes, listBytes, numberBytes, skipLimits, skipOperands, textBytes, WasmReader } from './wasm-binary.js';
import { CALL } from './wasm-codes.js';

const PREAMBLE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const TYPES = 1;
const IMPORTS = 2;
const FUNCTIONS = 3;
const EXPORTS = 7;
const CODE = 10;
const FUNCTION = 0;

/** A module as v86 writes it: one function, which calls what it imports. */
interface Parsed {
  readonly types: Uint8Array;
  /** Whole entries of the section, in their order. */
  readonly functions: readonly Uint8Array[];
  readonly memory: Uint8Array;
  readonly type: number;
  readonly body: Uint8Array;
}

/**
 * @param code modules as v86 has compiled them, by their place
 * @returns a module that exports each one's function with its place as the name
 * @throws RangeError for a module that v86 has not written
 */
export function mergeCode(code: readonly (readonly [place: number, wasm: Uint8Array])[]): Bytes {
  const parsed = code.map(([place, wasm]) => ({ place, ...parse(wasm) }));
  const [first] = parsed;
  if (!first) return concat([PREAMBLE]);
  const imports = new Map<string, { readonly number: number; readonly entry: Uint8Array }>();
  const bodies = parsed.map(({ types, memory, functions, body }) => {
    if (!equal(types, first.types) || !equal(memory, first.memory))
      throw new RangeError("v86's modules differ in their types or in the memory that they import");
    const numbers = functions.map((entry) => {
      const known = imports.get(entry.join()) ?? { number: imports.size, entry };
      imports.set(entry.join(), known);
      return known.number;
    });
    return blockBytes(...renumber(body, numbers));
  });
  return concat([
    PREAMBLE,
    section(TYPES, first.types),
    section(IMPORTS, listBytes([...[...imports.values()].map(({ entry }) => entry), first.memory])),
    section(FUNCTIONS, listBytes(parsed.map(({ type }) => numberBytes(type)))),
    section(
      EXPORTS,
      listBytes(
        parsed.map(({ place }, index) =>
          concat([textBytes(String(place)), Uint8Array.of(FUNCTION), numberBytes(imports.size + index)]),
        ),
      ),
    ),
    section(CODE, listBytes(bodies)),
  ]);
}

function section(id: number, content: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(id), blockBytes(content)]);
}

function parse(wasm: Uint8Array): Parsed {
  const reader = new WasmReader(wasm);
  reader.raw(PREAMBLE.length);
  const sections = new Map<number, Uint8Array>();
  while (!reader.isOver) sections.set(reader.u8(), reader.block());
  const at = (id: number): Uint8Array => sections.get(id) ?? new Uint8Array(0);
  const functions = new WasmReader(at(FUNCTIONS));
  const code = new WasmReader(at(CODE));
  if (functions.uleb() !== 1 || code.uleb() !== 1) throw new RangeError('a module of v86 has one function');
  return { types: at(TYPES), ...parseImports(at(IMPORTS)), type: functions.uleb(), body: code.block() };
}

function parseImports(content: Uint8Array): Pick<Parsed, 'functions' | 'memory'> {
  const reader = new WasmReader(content);
  const functions: Uint8Array[] = [];
  let memory: Uint8Array | undefined;
  for (let left = reader.uleb(); left > 0; left--) {
    const { at } = reader;
    reader.block();
    reader.block();
    if (reader.u8() === FUNCTION) {
      reader.skipNumber();
      functions.push(reader.since(at));
    } else {
      skipLimits(reader);
      memory = reader.since(at);
    }
  }
  if (!memory) throw new RangeError('a module of v86 imports a memory');
  return { functions, memory };
}

/** A function's body in pieces, where each function that it calls has its new number. */
function renumber(body: Uint8Array, numbers: readonly number[]): Uint8Array[] {
  const reader = new WasmReader(body);
  for (let left = reader.uleb(); left > 0; left--) {
    reader.skipNumber();
    reader.u8();
  }
  const pieces: Uint8Array[] = [];
  let from = 0;
  while (!reader.isOver) {
    const code = reader.u8();
    if (code !== CALL) {
      skipOperands(reader, code);
      continue;
    }
    pieces.push(body.subarray(from, reader.at));
    const number = numbers[reader.uleb()];
    if (number === undefined) throw new RangeError('a function of v86 calls what it does not import');
    pieces.push(numberBytes(number));
    from = reader.at;
  }
  return [...pieces, body.subarray(from)];
}

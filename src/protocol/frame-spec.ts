// What the table of frames is made of, and the types of the host that follow from it.
export interface FieldSpec {
  /** As the host names it; C has `two_words` for `twoWords`. */
  readonly name: string;
  /**
   * `bool`: a byte, 0 or 1; `nonce`: 16 bytes; `bytes`, `string`: a u32 length and that many bytes; `strings`: a u32
   * count and that many strings; `limits`: a u32 count and that many u64, all ones or left out for no limit.
   */
  readonly type: 'u8' | 'u16' | 'u32' | 'u64' | 'bool' | 'nonce' | 'bytes' | 'string' | 'strings' | 'limits';
  /** Of a number: the only ones that it may be. */
  readonly values?: Readonly<Record<string, number>>;
  /** Of a number: the names of its bits from the lowest on; others are 0. */
  readonly bits?: readonly string[];
  /** Of limits: their order. */
  readonly limits?: readonly string[];
  /** For docs/protocol.md. */
  readonly what: string;
}

export interface FrameSpec {
  /** From the host below 0x80, from the agent above. */
  readonly number: number;
  /** Whether a message may take several frames. */
  readonly long?: true;
  readonly what: string;
  /** Absent: the payload is bytes as they are. */
  readonly fields?: readonly FieldSpec[];
}

export const NONCE_SIZE = 16;

type Value<Field extends FieldSpec> = Field extends { readonly values: infer Values }
  ? keyof Values
  : Field extends { readonly bits: readonly (infer Bit)[] }
    ? readonly Bit[]
    : Field extends { readonly limits: readonly (infer Limit extends string)[] }
      ? Readonly<Partial<Record<Limit, number | undefined>>>
      : {
          u8: number;
          u16: number;
          u32: number;
          u64: bigint;
          bool: boolean;
          nonce: Uint8Array;
          bytes: Uint8Array;
          string: string;
          strings: readonly string[];
          limits: never;
        }[Field['type']];

/** A payload as plain data. */
export type PayloadOf<Frame extends FrameSpec> = Frame extends {
  readonly fields: readonly (infer Field extends FieldSpec)[];
}
  ? { readonly [Each in Field as Each['name']]: Value<Each> }
  : Uint8Array;

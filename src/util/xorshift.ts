/** A step of xorshift32 (Marsaglia, 2003): the next state, 32 bits with a sign, which is never 0 unless the state was. */
export function xorshift32(state: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  return state ^ (state << 5);
}

// Facts together with what they say, for who shows a result and has no words of their own.
import type { Facts } from '../types.js';
import { explain } from './explain.js';

export interface Evidence extends Facts {
  /** The same for a person, a sentence each. */
  readonly sentences: readonly string[];
}

export function withSentences(facts: Facts | null): Evidence | null {
  return facts && { ...facts, sentences: explain(facts) };
}

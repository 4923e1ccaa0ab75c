/** What is looked at again and again says the same each time: tells a sentence once, until there is another. */
export function changesOnly(tell: (sentence: string) => void): (sentence: string) => void {
  let last: string | undefined;
  return (sentence) => {
    if (sentence === last) return;
    last = sentence;
    tell(sentence);
  };
}

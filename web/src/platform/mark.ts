// What this browser told a learning platform last: if the platform has something else now, another computer told it.

/** Empty: nothing, or the browser keeps nothing. */
export function markOf(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export function setMark(name: string, told: string): void {
  try {
    localStorage.setItem(name, told);
  } catch {
    // Then the platform's files are taken for another computer's next time, which costs a sentence and no work.
  }
}

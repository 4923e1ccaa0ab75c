// How a shell says that it waits for a command: the marks of semantic prompts (OSC 133), which terminals do not show.

/** The prompt of the image's profile, with a mark before and after it. */
export const MARKED_PROMPT = String.raw`\[\e]133;A\a\]\u@\h:\w\$ \[\e]133;B\a\]`;

/** Number of the control sequence. */
export const PROMPT_OSC = 133;

/** @returns whether this is the mark after a prompt: the shell reads the keyboard now */
export function isPromptEnd(data: string): boolean {
  return data === 'B';
}

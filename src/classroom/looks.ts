// What a person takes a name for at a glance: two that look the same are told of, whatever letters they are made of.
import { plain } from './roster.js';

/** Cyrillic and Greek letters, each with the Latin one that looks the same. */
const ALIKE = 'аa еe оo рp сc уy хx іi јj ѕs ԁd һh ԛq ԝw кk мm тt вb нh αa οo ρp νv ιi κk τt υu χx εe ηn γy';
const LATIN = new Map(ALIKE.split(' ').map((pair) => Array.from(pair) as [string, string]));

export function looks(name: string): string {
  return plain(name).replace(/\p{Script=Cyrillic}|\p{Script=Greek}/gu, (letter) => LATIN.get(letter) ?? letter);
}

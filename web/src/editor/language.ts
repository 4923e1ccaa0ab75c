// Which language a file is in, and how an editor shows it.
import { cpp } from '@codemirror/lang-cpp';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

/** Highlighting of a file by its name; C and its headers have some. */
export function languageOf(name: string): Extension {
  return /\.[ch]$/.test(name) ? cpp() : [];
}

export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.controlKeyword, tags.modifier, tags.operatorKeyword], color: 'var(--syntax-keyword)' },
    { tag: [tags.typeName, tags.standard(tags.typeName)], color: 'var(--syntax-type)' },
    { tag: [tags.string, tags.character, tags.escape], color: 'var(--syntax-string)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
    { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--syntax-comment)' },
    { tag: [tags.processingInstruction, tags.meta], color: 'var(--syntax-preprocessor)' },
    { tag: [tags.function(tags.variableName), tags.labelName], color: 'var(--syntax-function)' },
  ]),
);

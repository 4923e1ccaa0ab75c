// Looking for a text in a terminal and its scrollback.
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import type { Screen } from './screen.js';

interface Props {
  readonly screen: Screen;
  readonly close: () => void;
}

export function FindBar({ screen, close }: Props): VNode {
  const text = useSignal('');
  const missing = useSignal(false);
  const find = (backwards: boolean): void => {
    missing.value = text.value !== '' && !screen.find(text.value, backwards);
  };
  return (
    <form
      class="find-bar"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find(true);
      }}
      onKeyDown={({ key }) => {
        if (key !== 'Escape') return;
        close();
        screen.focus();
      }}
    >
      <input
        type="search"
        aria-label="Find in the terminal"
        value={text}
        ref={(input) => input?.focus()}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
          missing.value = false;
        }}
      />
      <button type="submit" class="button">
        Previous
      </button>
      <button type="button" class="button" onClick={() => find(false)}>
        Next
      </button>
      <output>{missing.value ? 'not found' : ''}</output>
    </form>
  );
}

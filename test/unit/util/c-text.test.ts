import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programsNamedIn, seemsProgram } from '#util/c-text.js';

test('comments and literals are no main', () => {
  for (const text of [
    'int main(void) { }',
    '/* the */ int\nmain(int argc,\n char *argv[])\n{',
    'int main(argc, argv) int argc; char **argv; { }',
  ])
    assert.ok(seemsProgram(text), text);
  const none = '// int main(void) {\nchar *s = "main() {"; int main(void); void f(void) { domain(1); }';
  assert.ok(!seemsProgram(none));
});

test('what a text executes is named by a path, or in a call of exec', () => {
  const text = 'system("./a x; b/c|d"); execlp("ls", "ls"); execl( "e", "f", NULL); execv("g", v); // "./h"';
  assert.deepEqual(programsNamedIn(text), ['./a', 'b/c', 'e', 'g']);
});

import { inside } from '#checks/text/inside.js';
import { testRows } from '../../../support/checks.js';

const room = { enter: 'in$', leave: 'out$', max: 1 };

testRows(inside, [
  [room, '1 in\n1 out\n2 in\n2 out\n'],
  [room, '1 in\n2 in\n', 'line 2: 2 are inside, and at most 1 may be'],
  [{ ...room, max: 2 }, '1 in\n2 in\n1 out\n3 in\n'],
  // Whoever leaves without having entered makes no room.
  [room, '9 out\n1 in\n2 in\n', 'line 3: 2 are inside, and at most 1 may be'],
  // A line that enters and leaves has been inside.
  [{ enter: 'a', leave: 'a', max: 1 }, 'a\na\n'],
  [room, 'nothing\n', 'no line matches /in$/: nobody was inside'],
  [room, '', 'no line matches /in$/: nobody was inside'],
]);

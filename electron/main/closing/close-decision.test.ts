import { expect, it } from 'vitest';
import { decideClose } from './close-decision.ts';

const calm = { quitting: false, calls: 0, unsent: 0, deskPresent: true, onClose: 'quit' } as const;

it.each([
  ['nothing going on', calm, 'close', 'quit'],
  ['a policy to stay in the tray', { ...calm, onClose: 'tray' }, 'close', 'hide'],
  ['the same policy and “quit” from the tray', { ...calm, onClose: 'tray' }, 'quit', 'quit'],
  ['a call', { ...calm, calls: 1 }, 'close', 'askDesk'],
  ['a call and a window that only hides', { ...calm, calls: 1, onClose: 'tray' }, 'close', 'hide'],
  ['unsent work', { ...calm, unsent: 2 }, 'quit', 'askDesk'],
  ['a call and a desk that cannot ask', { ...calm, calls: 1, deskPresent: false }, 'close', 'askNatively'],
  ['a program on its way out', { ...calm, quitting: true, calls: 1 }, 'close', 'allow'],
] as const)('with %s', (_what, situation, wish, decision) => {
  expect(decideClose(situation, wish)).toBe(decision);
});

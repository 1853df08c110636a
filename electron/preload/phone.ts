import type { phoneShellCalls } from '#shared/contract/shell.ts';
import { openSill } from './bridge.ts';

openSill({
  'phone.doors': true,
  'phone.activity': true,
  'phone.stopped': true,
} satisfies Record<keyof typeof phoneShellCalls, true>);

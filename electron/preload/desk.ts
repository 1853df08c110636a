import type { deskShellCalls } from '#shared/contract/shell.ts';
import { openSill } from './bridge.ts';

openSill({
  'shell.info': true,
  'shell.setPrefs': true,
  'shell.ring': true,
  'shell.doors': true,
  'shell.closeAnswer': true,
  'shell.restartData': true,
} satisfies Record<keyof typeof deskShellCalls, true>);

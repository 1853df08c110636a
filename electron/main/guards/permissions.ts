import type { PageHost } from '../protocol/csp.ts';
import { belongsTo } from './navigation.ts';

/** What the phone needs; everything else is denied everywhere. Names as in Electron's handlers and in the web's permissions. */
const phonePermissions: ReadonlySet<string> = new Set(['media', 'speaker-selection']);

export interface PermissionQuestion {
  /** The window whose session is asked. */
  readonly host: PageHost;
  readonly permission: string;
  /** Origin or address of the document that asks. */
  readonly requester: string;
  /** Kinds of media asked for; absent in checks that do not name one. */
  readonly mediaTypes?: readonly string[] | undefined;
}

/** Microphone and speaker for the phone's own documents; never the camera, never another window. */
export function mayUse(question: PermissionQuestion): boolean {
  if (question.host !== 'phone' || !phonePermissions.has(question.permission)) return false;
  if (question.mediaTypes?.includes('video') === true) return false;
  return belongsTo('phone', question.requester);
}

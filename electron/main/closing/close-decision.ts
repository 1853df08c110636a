/** What the shell knows when someone wants to close the desk. */
export interface ClosingSituation {
  /** The program is already on its way out. */
  readonly quitting: boolean;
  /** Live calls, ringing ones among them. */
  readonly calls: number;
  /** Commands and drafts the hub has not got yet. */
  readonly unsent: number;
  /** The desk can show its own question. */
  readonly deskPresent: boolean;
  readonly onClose: 'quit' | 'tray';
}

export type CloseDecision = 'allow' | 'askDesk' | 'askNatively' | 'hide' | 'quit';

/** Closing never ends a call or leaves unsent work behind without the person saying so. */
export function decideClose(situation: ClosingSituation, wish: 'close' | 'quit'): CloseDecision {
  if (situation.quitting) return 'allow';
  if (wish === 'close' && situation.onClose === 'tray') return 'hide';
  if (situation.calls > 0 || situation.unsent > 0) return situation.deskPresent ? 'askDesk' : 'askNatively';
  return 'quit';
}

import { phoneDataDoor, type SipSettings } from '#shared/contract/phone.ts';
import type { SipAccount } from '#shared/contract/hub.ts';
import { openDoor, type DoorPort, type OpenDoor } from '#shared/lib/door.ts';
import type { Calls } from '../calls/calls.ts';
import type { DutyRoom } from '../agent/duty.ts';
import type { Log } from '../deps.ts';

export interface PhoneLink {
  /** A phone window is there (again). */
  attach(port: DoorPort): void;
  /** The extension to register and when it lapses on this machine's clock, or null: forget it. SIP credentials pass no other door. */
  use(sip: SipAccount | null, untilDeskTime: number): void;
  /** Hears and says nothing more; registration and calls of the phone are left alone. */
  close(): void;
}

export function createPhoneLink(deps: {
  readonly calls: Calls;
  readonly duty: DutyRoom;
  readonly areaCode: () => string | null;
  readonly onRinging: (callId: string) => void;
  /** The state machine has taken the end of a call. */
  readonly onCallOver: () => void;
  /** Runs what may meet a failing store; a call goes on whatever happens here. */
  readonly guard: (work: () => void) => void;
  readonly log: Log;
}): PhoneLink {
  let door: OpenDoor<typeof phoneDataDoor> | null = null;
  let settings: SipSettings | null | undefined;

  async function tell(): Promise<void> {
    // Before it is known who is signed in, a running registration and its calls are left alone.
    if (door === null || settings === undefined) return;
    const reply = settings === null ? await door.call('clear', {}) : await door.call('configure', settings);
    if (!reply.ok) deps.log('warn', 'phone.settingsRefused', { code: reply.problem.code });
  }

  return {
    attach(port) {
      door?.close();
      const isCurrent = (): boolean => door === fresh;
      const fresh = openDoor(phoneDataDoor, port, { onFault: (fault) => deps.log('warn', 'phone.badMessage', { where: fault.where }) });
      door = fresh;
      fresh.on('ringing', (ringing) => {
        if (!isCurrent()) return;
        // The card first: what the duty says and writes of a call can wait for it.
        deps.guard(() => deps.calls.ringing(ringing.callId, ringing.from, ringing.at));
        deps.duty.callStarted(ringing.callId);
        deps.guard(() => deps.onRinging(ringing.callId));
      });
      fresh.on('answered', ({ callId, at }) => {
        if (!isCurrent()) return;
        // An outgoing call is first heard of when it is answered.
        deps.duty.callStarted(callId);
        deps.guard(() => deps.calls.answered(callId, at));
      });
      fresh.on('ended', (view) => {
        if (!isCurrent()) return;
        deps.guard(() => deps.calls.ended(view));
        deps.duty.callEnded(view.id, view.answeredAt !== null);
        deps.onCallOver();
      });
      fresh.on('registration', (registration) => {
        if (isCurrent()) deps.duty.phone(registration.state === 'ready');
      });
      fresh.onClose(() => {
        if (!isCurrent()) return;
        door = null;
        deps.duty.phone(false);
      });
      void tell();
    },
    use(sip, untilDeskTime) {
      settings =
        sip === null
          ? null
          : { servers: sip.servers, user: sip.user, password: sip.password, domain: sip.domain, expiresAt: untilDeskTime, trunkAreaCode: deps.areaCode() };
      void tell();
    },
    close() {
      const closing = door;
      door = null;
      closing?.close();
    },
  };
}

import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import type { TrainingControl } from '../e2e/support/training-line.ts';
import { waitFor } from '../e2e/support/wait.ts';
import type { Offset } from './clock.ts';
import { isDeskIdle, nextRing } from './desk-watch.ts';
import { floorOnce, ways, type Way } from './floor.ts';
import { phoneRing } from './phone-watch.ts';

/** One call that was painted, in ms. `total` is what the benchmark is about; the parts add up to it. */
export interface Pop {
  readonly total: number;
  /** The INVITE leaves the training line → the phone's room tells of the ring. */
  readonly inviteToPhone: number;
  /** → the data room's answer is read in the desk: lookup and two ports. */
  readonly phoneToDesk: number;
  /** → the DOM holds the card. */
  readonly deskToCommit: number;
  /** → second animation frame. */
  readonly commitToPaint: number;
}

export type Outcome = { readonly kind: 'painted'; readonly pop: Pop } | { readonly kind: 'missed'; readonly why: string };

/** How far the clocks are ahead of ours. */
export interface Offsets {
  readonly training: Offset;
  readonly phone: Offset;
  readonly desk: Offset;
}

export interface Rig {
  readonly desk: Page;
  readonly phone: Page;
  readonly control: TrainingControl;
  readonly agent: string;
  readonly offsets: Offsets;
}

const MISSED_AFTER_MS = 5_000;
/** Calls and floor samples begin anywhere between two frames. */
const REST_MS = { least: 150, spread: 200 };

export async function ringOnce(rig: Rig, caller: { readonly number: string; readonly customerId: string }): Promise<Outcome> {
  const { desk, phone, control, agent, offsets } = rig;
  await rest();
  const coming = nextRing(desk, MISSED_AFTER_MS);
  const sipCallId = await control.place({ user: agent, from: caller.number });
  const onDesk = await coming;
  const onPhone = await phoneRing(phone, sipCallId);
  const { timings } = await control.call(sipCallId);
  await control.hangUp(sipCallId);
  await control.until(sipCallId, 'to be over', (call) => call.state === 'ended');
  await waitFor('the desk to be idle', async () => ((await isDeskIdle(desk)) ? true : undefined));

  const missed = (why: string): Outcome => ({ kind: 'missed', why });
  if (timings.inviteSentAt === null) return missed('no INVITE was sent');
  if (onPhone === null) return missed('the phone told of no ring');
  if (onDesk === null) return missed('no card was painted');
  if (onDesk.callId !== onPhone.callId) return missed('the card belonged to another call');
  if (onDesk.customerId !== caller.customerId) return missed(`the card showed another customer (${onDesk.result})`);
  const last = onDesk.pane.paintedAt > onDesk.card.paintedAt ? onDesk.pane : onDesk.card;
  const sent = timings.inviteSentAt - offsets.training.ms;
  const told = onPhone.postedAt - offsets.phone.ms;
  const popped = onDesk.popAt - offsets.desk.ms;
  const pop: Pop = {
    total: last.paintedAt - offsets.desk.ms - sent,
    inviteToPhone: told - sent,
    phoneToDesk: popped - told,
    deskToCommit: last.committedAt - onDesk.popAt,
    commitToPaint: last.paintedAt - last.committedAt,
  };
  // Nothing arrives before it was sent: if it seems so, the clocks were measured wrongly.
  const impossible = pop.inviteToPhone + offsets.training.error + offsets.phone.error < 0 || pop.phoneToDesk + offsets.phone.error + offsets.desk.error < 0;
  return impossible ? missed('the clocks disagree') : { kind: 'painted', pop };
}

/** The floor, once each way, ms. */
export async function touchFloor(rig: Rig): Promise<Readonly<Record<Way, number>>> {
  const taken = { direct: 0, viaUtilityProcess: 0 };
  for (const way of ways) {
    await rest();
    const { sentAt, paintedAt } = await floorOnce(rig.desk, rig.phone, way);
    taken[way] = paintedAt - rig.offsets.desk.ms - (sentAt - rig.offsets.phone.ms);
  }
  return taken;
}

function rest(): Promise<void> {
  return pause(REST_MS.least + Math.random() * REST_MS.spread);
}

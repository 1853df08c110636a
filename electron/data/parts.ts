import type { deskDoor, SessionView } from '#shared/contract/desk.ts';
import type { AgentProfile, AgentStateName } from '#shared/domain/agent.ts';
import type { Command } from '#shared/domain/commands.ts';
import type { CallerRelation } from '#shared/domain/ticket.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { CallOut, EventOf } from '#shared/lib/door.ts';
import type { Result } from '#shared/lib/result.ts';
import type { DutyRoom } from './agent/duty.ts';
import type { Calls } from './calls/calls.ts';
import type { Commands } from './commands/commands.ts';
import type { PhoneLink } from './doors/phone-link.ts';
import type { HealthBoard } from './health.ts';
import type { Intake } from './intake/intake.ts';
import type { HubClock } from './session/hub-clock.ts';
import type { Session } from './session/session.ts';
import type { WritableDb } from './store/db.ts';
import type { SyncEngine } from './sync/engine.ts';
import type { Link } from './sync/link.ts';
import type { TicketActions } from './tickets/ticket-actions.ts';
import type { ViewContext } from './views/views.ts';

type DeskEvents = typeof deskDoor.events;
/** Tells the desk, when there is one. */
export type EmitToDesk = <N extends keyof DeskEvents & string>(name: N, payload: EventOf<typeof deskDoor, N>) => void;

export interface CustomerChoice {
  readonly callId: string;
  readonly customerId: string | null;
  readonly remember: boolean;
  readonly relation: CallerRelation | null;
}

/** Everything behind the doors, wired together once. */
export interface Rooms {
  readonly clock: Clock;
  readonly outbox: WritableDb;
  readonly cache: WritableDb;
  readonly hubClock: HubClock;
  readonly views: ViewContext;
  readonly session: Session;
  readonly duty: DutyRoom;
  readonly calls: Calls;
  readonly intake: Intake;
  readonly tickets: TicketActions;
  readonly link: Link;
  readonly engine: SyncEngine;
  readonly phone: PhoneLink;
  readonly health: HealthBoard;
  readonly commands: Commands;
  picture(recentCalls: number, tickets: number): CallOut<typeof deskDoor, 'desk.attach'>;
  signIn(agentNo: string, password: string, state: AgentStateName): Promise<Result<SessionView>>;
  unlock(agentNo: string, password: string): Promise<Result<SessionView>>;
  signOut(confirmed: boolean): Promise<Result<{ done: boolean; unsent: number }>>;
  chooseCustomer(agent: AgentProfile, choice: CustomerChoice): Result<CallOut<typeof deskDoor, 'call.chooseCustomer'>>;
  /** Asks the hub for the full view; nothing happens when it is away. */
  fetchProfile(customerId: string): Promise<void>;
  outboxChanged(command: Command): void;
  /** Looks whether an error means a damaged cache; then the process begins anew. */
  damaged(error: unknown): void;
  /** Before the doors open: what a kill left behind is mended, a session of this run goes on. */
  begin(): Promise<void>;
  /** Once a minute: leases, windows, the disk. */
  housekeeping(): void;
}

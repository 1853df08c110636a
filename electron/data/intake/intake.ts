import type { DraftView, TicketRow } from '#shared/contract/desk.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import { applyTicketCommand } from '#shared/domain/apply.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import { draftToIntake, emptyFaultDraft, faultDraftSchema, type FaultDraft } from '#shared/domain/intake-form.ts';
import { maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { highestProvisionalCount, provisionalNumber } from '#shared/domain/provisional-number.ts';
import { promiseFor } from '#shared/domain/sla.ts';
import type { TicketIntake } from '#shared/domain/ticket.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { LiveCall } from '../calls/lookup.ts';
import type { Commands } from '../commands/commands.ts';
import type { HubClock } from '../session/hub-clock.ts';
import { findCustomer } from '../store/cache/customers.ts';
import { findOutage } from '../store/cache/outages.ts';
import { findTicket, provisionalNumbersSince } from '../store/cache/tickets.ts';
import type { WritableDb } from '../store/db.ts';
import { discardCommand, findCommand } from '../store/outbox/commands.ts';
import { nextCount } from '../store/outbox/counters.ts';
import { deleteDraft, findDraft, findDraftOfCall, listDrafts, saveDraft, type StoredDraft } from '../store/outbox/drafts.ts';
import { draftView, ticketRow, type ViewContext } from '../views/views.ts';
import { prefill, resolveReference, type PrefillSource } from './prefill.ts';

export interface IntakeDeps {
  readonly outbox: WritableDb;
  readonly views: ViewContext;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly hubClock: HubClock;
  readonly policy: Policy;
  readonly categories: CodeBook;
  readonly newId: () => string;
  readonly hubAway: () => boolean;
  readonly findCall: (callId: string) => LiveCall | null;
  readonly customerOfCall: (callId: string) => string | null;
  readonly onDraft: (draft: DraftView) => void;
  readonly onDraftGone: (id: string) => void;
}

/** Half-written fault forms, from the ring to the submitted ticket. */
export interface Intake {
  open(agent: AgentProfile, callId: string | null, customerId: string | null): Result<DraftView>;
  save(agent: AgentProfile, id: string, fault: FaultDraft): Result<DraftView>;
  discard(agent: AgentProfile, id: string): Result<Record<string, never>>;
  restore(agent: AgentProfile, id: string): Result<DraftView>;
  submit(agent: AgentProfile, id: string): Result<TicketRow>;
  /** A refused ticket becomes a draft again (S-02). */
  reopen(agent: AgentProfile, commandId: string): Result<DraftView>;
  /** The picker's answer: fills only empty fields. */
  customerChosen(agent: AgentProfile, callId: string, customerId: string | null): void;
  list(agent: AgentProfile): DraftView[];
  /** Local day in the policy's zone, for counters. */
  day(at: number): string;
}

export function createIntake(deps: IntakeDeps): Intake {
  const { outbox, views } = deps;

  const sourceOf = (draft: Pick<StoredDraft, 'callId' | 'customerId'>, agent: AgentProfile): PrefillSource => ({
    call: draft.callId === null ? null : deps.findCall(draft.callId),
    card: draft.customerId === null ? null : findCustomer(views.cache, draft.customerId),
    areaCode: agent.areaCode,
    hubAway: deps.hubAway(),
  });
  const show = (agent: AgentProfile, draft: StoredDraft): DraftView => {
    const number = draft.callId === null ? null : (deps.findCall(draft.callId)?.number ?? null);
    return draftView(views, draft, number === null ? null : maskNumber(normalizeNumber(number, { trunkAreaCode: agent.areaCode })));
  };
  const keep = (agent: AgentProfile, draft: StoredDraft): DraftView => {
    saveDraft(outbox, draft);
    return show(agent, draft);
  };
  const day = (at: number): string => new Date(at + deps.policy.utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
  const numbered = (draft: StoredDraft): StoredDraft => {
    if (draft.provisionalNo !== null) return draft;
    const at = deps.hubClock.now();
    // Since yesterday is enough: accept times are hub time, days local.
    const seen = highestProvisionalCount(provisionalNumbersSince(views.cache, draft.author, at - 86_400_000), draft.author, at, deps.policy);
    return { ...draft, provisionalNo: provisionalNumber(draft.author, at, nextCount(outbox, draft.author, day(at), 'provisional', seen), deps.policy) };
  };

  function open(agent: AgentProfile, callId: string | null, customerId: string | null): Result<DraftView> {
    if (callId !== null && deps.findCall(callId) === null) return fail('CALL_NOT_FOUND');
    const held = callId === null ? null : findDraftOfCall(outbox, agent.no, callId);
    if (held !== null) return ok(show(agent, held));
    const now = deps.clock();
    const about = { callId, customerId: customerId ?? (callId === null ? null : deps.customerOfCall(callId)) };
    const draft: StoredDraft = {
      ...about, id: deps.newId(), author: agent.no, fault: prefill(emptyFaultDraft, sourceOf(about, agent)), openedAt: now, savedAt: now,
      provisionalNo: null, discardedAt: null, replaces: null,
    };
    return ok(outbox.write(() => keep(agent, deps.hubAway() ? numbered(draft) : draft)));
  }

  function edit(agent: AgentProfile, id: string, change: (draft: StoredDraft) => StoredDraft): Result<DraftView> {
    const held = findDraft(outbox, agent.no, id);
    if (held === null) return fail('DRAFT_NOT_FOUND');
    return ok(outbox.write(() => keep(agent, change(held))));
  }

  function submit(agent: AgentProfile, id: string): Result<TicketRow> {
    const draft = findDraft(outbox, agent.no, id);
    if (draft === null || draft.discardedAt !== null) return fail('DRAFT_NOT_FOUND');
    const refused = draft.replaces === null ? null : findCommand(outbox, agent.no, draft.replaces);
    const built = outbox.write((): Result<StoredDraft> => {
      const ready = numbered(draft);
      const intake = intakeOf(agent, ready, refused?.command.type === 'ticket.create' ? refused.command.payload.acceptedAt : deps.hubClock.now());
      if (!intake.ok) return keepNumber(ready, intake);
      const command = deps.commands.make(agent.no, id, { type: 'ticket.create', payload: intake.value });
      const tried = applyTicketCommand(null, command, {
        now: deps.hubClock.now(), ticketNo: null, policy: deps.policy, categories: deps.categories, customer: null, recentSameCategory: 0,
      });
      if (!tried.ok) return keepNumber(ready, tried);
      if (refused !== null) discardCommand(outbox, refused, 'replaced', deps.clock());
      deps.commands.queue(command, ready.provisionalNo ?? '', JSON.stringify(ready));
      nextCount(outbox, agent.no, day(deps.hubClock.now()), 'submitted');
      deleteDraft(outbox, id);
      return ok(ready);
    });
    if (!built.ok) return built;
    deps.commands.flush();
    deps.onDraftGone(id);
    const ticket = findTicket(views.cache, id);
    return ticket === null ? fail('TICKET_NOT_FOUND') : ok(ticketRow(views, ticket));
  }

  /** Given once, kept for life: also when the form turns out to be incomplete while the hub is away. */
  function keepNumber(draft: StoredDraft, refusal: Extract<Result<never>, { ok: false }>): Result<never> {
    saveDraft(outbox, draft);
    return refusal;
  }

  function intakeOf(agent: AgentProfile, draft: StoredDraft, acceptedAt: number): Result<TicketIntake> {
    const source = sourceOf(draft, agent);
    const fault = inHubTime(draft.fault, deps.hubClock.skewMs());
    const { serviceKind, settlement } = fault;
    const outage = fault.serviceProblemId === null ? null : findOutage(views.cache, fault.serviceProblemId);
    const promise =
      serviceKind === null || settlement === null || draft.customerId === null
        ? null
        : promiseFor({ serviceKind, settlement, acceptedAt, outageExpectedEnd: outage?.expectedEnd ?? null }, deps.policy);
    return draftToIntake(fault, {
      contactName: resolveReference(fault.contactName, source),
      contactNumber: resolveReference(fault.contactNumber, source),
      callerNumber: source.call?.number == null ? null : (normalizeNumber(source.call.number, { trunkAreaCode: agent.areaCode }).national ?? source.call.number.slice(0, 64)),
      serviceNumber: resolveReference(fault.serviceNumber, source),
      address: resolveReference(fault.address, source),
      customerId: draft.customerId,
      provisionalNo: draft.provisionalNo ?? '',
      acceptOrg: agent.orgId,
      serviceOrg: agent.orgId,
      firstOwner: agent.no,
      acceptedAt,
      interactionId: draft.callId,
      promise: promise?.promise ?? null,
    });
  }

  function reopen(agent: AgentProfile, commandId: string): Result<DraftView> {
    const stored = findCommand(outbox, agent.no, commandId);
    if (stored === null || stored.state !== 'rejected' || stored.draft === null || stored.command.type !== 'ticket.create') return fail('NOT_FOUND');
    const held = findDraft(outbox, agent.no, stored.command.entityId);
    if (held !== null) return ok(show(agent, held));
    const before = parseDraft(stored.draft);
    return ok(keep(agent, { ...before, savedAt: deps.clock(), discardedAt: null, replaces: commandId }));
  }

  return {
    open,
    save: (agent, id, fault) =>
      edit(agent, id, (draft) => {
        const saved = { ...draft, fault, savedAt: deps.clock() };
        return deps.hubAway() ? numbered(saved) : saved;
      }),
    discard(agent, id) {
      const done = edit(agent, id, (draft) => ({ ...draft, discardedAt: deps.clock() }));
      if (!done.ok) return done;
      deps.onDraftGone(id);
      return ok({});
    },
    restore: (agent, id) => edit(agent, id, (draft) => ({ ...draft, discardedAt: null })),
    submit,
    reopen,
    customerChosen(agent, callId, customerId) {
      const draft = findDraftOfCall(outbox, agent.no, callId);
      if (draft === null) return;
      const about = { ...draft, customerId };
      deps.onDraft(keep(agent, { ...about, fault: prefill(draft.fault, sourceOf(about, agent)), savedAt: deps.clock() }));
    },
    list: (agent) => listDrafts(outbox, agent.no).map((draft) => show(agent, draft)),
    day,
  };
}

/** Times a person gave on this machine's clock, in the hub's terms (S-92). */
function inHubTime(fault: FaultDraft, skewMs: number): FaultDraft {
  return {
    ...fault,
    startedAt: fault.startedAt === null ? null : fault.startedAt + skewMs,
    appointment: fault.appointment === null ? null : { from: fault.appointment.from + skewMs, to: fault.appointment.to + skewMs },
    test: fault.test?.kind === 'result' ? { ...fault.test, at: fault.test.at + skewMs } : fault.test,
  };
}

function parseDraft(text: string): StoredDraft {
  const stored = JSON.parse(text) as StoredDraft;
  return { ...stored, fault: faultDraftSchema.parse(stored.fault) };
}

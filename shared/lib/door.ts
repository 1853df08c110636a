import type { ZodType, infer as Infer } from 'zod';
import { fail, type Problem, type Result } from './result.ts';

/**
 * A door: typed calls and events over anything that posts messages (a MessagePort in a renderer, a
 * MessagePortMain in a utility process, a fake in a test). Both ends parse what they receive; a bad
 * message is answered with MESSAGE_INVALID and reported, never thrown.
 */
export interface DoorPort {
  post(message: unknown): void;
  /** Called once per door; messages that came before are delivered first. */
  listen(onMessage: (message: unknown) => void, onClose: () => void): void;
  close(): void;
}

export interface DoorSpec {
  readonly calls: Readonly<Record<string, { readonly in: ZodType; readonly out: ZodType }>>;
  readonly events: Readonly<Record<string, ZodType>>;
}

type CallName<S extends DoorSpec> = keyof S['calls'] & string;
type EventName<S extends DoorSpec> = keyof S['events'] & string;
export type CallIn<S extends DoorSpec, N extends CallName<S>> = Infer<S['calls'][N]['in']>;
export type CallOut<S extends DoorSpec, N extends CallName<S>> = Infer<S['calls'][N]['out']>;
export type EventOf<S extends DoorSpec, N extends EventName<S>> = Infer<S['events'][N]>;

export type DoorHandlers<S extends DoorSpec> = {
  readonly [N in CallName<S>]: (input: CallIn<S, N>) => Result<CallOut<S, N>> | Promise<Result<CallOut<S, N>>>;
};

/** Serving end: answers calls, emits events. */
export interface ServedDoor<S extends DoorSpec> {
  emit<N extends EventName<S>>(name: N, payload: EventOf<S, N>): void;
  readonly closed: boolean;
  close(): void;
}

/** Calling end. A call on a closed door answers DOOR_CLOSED. */
export interface OpenDoor<S extends DoorSpec> {
  call<N extends CallName<S>>(name: N, input: CallIn<S, N>): Promise<Result<CallOut<S, N>>>;
  on<N extends EventName<S>>(name: N, run: (payload: EventOf<S, N>) => void): () => void;
  onClose(run: () => void): void;
  close(): void;
}

/** What went wrong at a door, for the (redacted) log; never contains the message itself. */
export type DoorFault = { readonly where: string; readonly issue: string };

interface CallMessage { readonly t: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
interface ReplyMessage { readonly t: 'reply'; readonly id: number; readonly result: unknown }
interface EventMessage { readonly t: 'event'; readonly name: string; readonly payload: unknown }

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function serveDoor<S extends DoorSpec>(
  spec: S,
  port: DoorPort,
  handlers: DoorHandlers<S>,
  options: { readonly onFault: (fault: DoorFault) => void; readonly onClose?: () => void },
): ServedDoor<S> {
  let closed = false;
  const reply = (id: number, result: unknown): void => {
    if (!closed) port.post({ t: 'reply', id, result } satisfies ReplyMessage);
  };
  const answer = async (message: Pick<CallMessage, 'id' | 'name' | 'input'>): Promise<void> => {
    const call = Object.hasOwn(spec.calls, message.name) ? spec.calls[message.name] : undefined;
    if (call === undefined) {
      options.onFault({ where: 'call', issue: 'unknown name' });
      return reply(message.id, fail('MESSAGE_UNKNOWN'));
    }
    const parsed = call.in.safeParse(message.input);
    if (!parsed.success) {
      options.onFault({ where: message.name, issue: describeIssues(parsed.error.issues) });
      return reply(message.id, fail('MESSAGE_INVALID'));
    }
    try {
      const handler = handlers[message.name as CallName<S>] as (input: unknown) => Promise<Result<unknown>>;
      reply(message.id, await handler(parsed.data));
    } catch (error) {
      options.onFault({ where: message.name, issue: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown' });
      reply(message.id, fail('INTERNAL', { ref: message.name }));
    }
  };
  port.listen(
    (message) => {
      if (isRecord(message) && message['t'] === 'call' && typeof message['id'] === 'number' && typeof message['name'] === 'string') {
        void answer({ id: message['id'], name: message['name'], input: message['input'] });
      } else {
        options.onFault({ where: 'door', issue: 'not a call' });
      }
    },
    () => {
      closed = true;
      options.onClose?.();
    },
  );
  return {
    emit(name, payload) {
      if (!closed) port.post({ t: 'event', name, payload } satisfies EventMessage);
    },
    get closed() {
      return closed;
    },
    close() {
      closed = true;
      port.close();
    },
  };
}

export function openDoor<S extends DoorSpec>(
  spec: S,
  port: DoorPort,
  options: { readonly onFault: (fault: DoorFault) => void },
): OpenDoor<S> {
  let nextId = 1;
  let closed = false;
  const waiting = new Map<number, { readonly name: string; readonly settle: (result: Result<unknown>) => void }>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const closers = new Set<() => void>();

  const onReply = (id: number, raw: unknown): void => {
    const waiter = waiting.get(id);
    if (waiter === undefined) return;
    waiting.delete(id);
    waiter.settle(parseResult(raw, spec.calls[waiter.name]?.out, (issue) => options.onFault({ where: waiter.name, issue })));
  };
  const onEvent = (name: string, payload: unknown): void => {
    const schema = Object.hasOwn(spec.events, name) ? spec.events[name] : undefined;
    const parsed = schema?.safeParse(payload);
    if (parsed === undefined || !parsed.success) {
      options.onFault({ where: name, issue: parsed === undefined ? 'unknown event' : describeIssues(parsed.error.issues) });
      return;
    }
    for (const run of listeners.get(name) ?? []) run(parsed.data);
  };
  port.listen(
    (message) => {
      if (!isRecord(message)) return options.onFault({ where: 'door', issue: 'not a message' });
      if (message['t'] === 'reply' && typeof message['id'] === 'number') return onReply(message['id'], message['result']);
      if (message['t'] === 'event' && typeof message['name'] === 'string') return onEvent(message['name'], message['payload']);
      options.onFault({ where: 'door', issue: 'neither reply nor event' });
    },
    () => {
      closed = true;
      for (const waiter of waiting.values()) waiter.settle(fail('DOOR_CLOSED'));
      waiting.clear();
      for (const run of closers) run();
    },
  );
  return {
    call<N extends CallName<S>>(name: N, input: CallIn<S, N>) {
      if (closed) return Promise.resolve(fail('DOOR_CLOSED'));
      const id = nextId++;
      return new Promise<Result<CallOut<S, N>>>((resolve) => {
        waiting.set(id, { name, settle: resolve as (result: Result<unknown>) => void });
        port.post({ t: 'call', id, name, input } satisfies CallMessage);
      });
    },
    on(name, run) {
      const set = listeners.get(name) ?? new Set<(payload: unknown) => void>();
      listeners.set(name, set);
      set.add(run as (payload: unknown) => void);
      return () => void set.delete(run as (payload: unknown) => void);
    },
    onClose(run) {
      closers.add(run);
    },
    close() {
      closed = true;
      port.close();
    },
  };
}

/** Reads the wire form of a `Result`; anything else becomes MESSAGE_INVALID. */
export function parseResult(raw: unknown, schema: ZodType | undefined, onIssue: (issue: string) => void): Result<unknown> {
  if (isRecord(raw) && raw['ok'] === false && isRecord(raw['problem']) && typeof raw['problem']['code'] === 'string') {
    return { ok: false, problem: raw['problem'] as unknown as Problem };
  }
  const parsed = isRecord(raw) && raw['ok'] === true ? schema?.safeParse(raw['value']) : undefined;
  if (parsed?.success === true) return { ok: true, value: parsed.data };
  onIssue(parsed === undefined ? 'not a result' : describeIssues(parsed.error.issues));
  return fail('MESSAGE_INVALID');
}

/** Paths and rule names only: zod's messages can quote the value. */
function describeIssues(issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[]): string {
  return issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.')}:${issue.code ?? 'invalid'}`).join(' ');
}

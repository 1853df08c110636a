import { io } from 'socket.io-client';
import { problemSchema } from '#shared/contract/hub.ts';
import { fail, ok, type Problem } from '#shared/lib/result.ts';
import type { HubConnection, HubConnector } from './transport.ts';

/** Socket.IO over websocket only; retrying is the link's work, so the library's own is off. */
export function socketIoConnector(options: { readonly hubUrl: string; readonly caPem: string | null }): HubConnector {
  return {
    connect: (handshake, events, timeoutMs) =>
      new Promise((resolve) => {
        const socket = io(options.hubUrl, {
          auth: { ...handshake },
          transports: ['websocket'],
          reconnection: false,
          forceNew: true,
          timeout: timeoutMs,
          ...(options.caPem === null ? {} : { ca: options.caPem }),
        });
        let settled = false;
        const connection: HubConnection = {
          request: (name, input, timeout) => socket.timeout(timeout).emitWithAck(name, input),
          close() {
            socket.offAny();
            socket.off();
            socket.disconnect();
          },
        };
        const settle = (result: Awaited<ReturnType<HubConnector['connect']>>): void => {
          if (settled) return;
          settled = true;
          if (!result.ok) connection.close();
          resolve(result);
        };
        socket.on('connect', () => settle(ok(connection)));
        socket.on('connect_error', (error) => settle({ ok: false, problem: refusalOf(error) }));
        socket.on('disconnect', () => (settled ? events.onClosed() : settle(fail('HUB_UNREACHABLE'))));
        socket.onAny((name: string, payload: unknown) => events.onEvent(name, payload));
      }),
  };
}

function refusalOf(error: Error): Problem {
  const data: unknown = 'data' in error ? error.data : undefined;
  const problem = problemSchema.safeParse(typeof data === 'object' && data !== null && 'problem' in data ? data.problem : undefined);
  if (!problem.success) return { code: 'HUB_UNREACHABLE' };
  const { code, params, fields } = problem.data;
  return { code, ...(params === undefined ? {} : { params }), ...(fields === undefined ? {} : { fields }) };
}

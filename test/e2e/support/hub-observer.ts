import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { z } from 'zod';
import { hubCalls, protocolVersion, resultOf, sessionPath, sessionReplySchema, type HubCallName } from '#shared/contract/hub.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

/** Looks at the hub as a lead's desk would: through its own protocol, beside the desktop under test. */
export class HubObserver {
  readonly url: string;
  private readonly account: { readonly agentNo: string; readonly password: string };

  constructor(url: string, account: { readonly agentNo: string; readonly password: string }) {
    this.url = url;
    this.account = account;
  }

  /** Every ticket of every scope the lead may see. */
  async tickets(): Promise<Ticket[]> {
    const deskId = randomUUID();
    const response = await fetch(this.url + sessionPath, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...this.account, deskId, protocol: protocolVersion }),
    });
    if (response.status !== 201) throw new Error(`the observer cannot sign in: ${response.status}`);
    const session = sessionReplySchema.parse(await response.json());
    const socket = io(this.url, {
      transports: ['websocket'], forceNew: true, reconnection: false, auth: { token: session.accessToken, deskId, protocol: protocolVersion },
    });
    const call = async <N extends HubCallName>(name: N, input: z.input<(typeof hubCalls)[N]['in']>): Promise<z.infer<(typeof hubCalls)[N]['out']>> => {
      const raw: unknown = await socket.timeout(15_000).emitWithAck(name, input);
      const parsed = resultOf(hubCalls[name].out).parse(raw);
      if (!parsed.ok) throw new Error(`${name}: ${parsed.problem.code}`);
      return parsed.value as z.infer<(typeof hubCalls)[N]['out']>;
    };
    try {
      const found: Ticket[] = [];
      for (const scope of (await call('scope.list', {})).scopes) {
        let after: string | null = null;
        do {
          const page: z.infer<(typeof hubCalls)['snapshot.page']['out']> = await call('snapshot.page', { scope, entity: 'ticket', after, limit: 5000 });
          for (const row of page.rows) if (row.entity === 'ticket' && row.body !== null) found.push(row.body);
          after = page.next;
        } while (after !== null);
      }
      return found;
    } finally {
      socket.close();
      await fetch(this.url + sessionPath, { method: 'DELETE', headers: { authorization: `Bearer ${session.accessToken}` } });
    }
  }
}

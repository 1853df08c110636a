import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { fail, ok, type Result } from '#shared/lib/result.ts';

export interface HttpReply {
  readonly status: number;
  /** Parsed JSON, or null when the body was none. */
  readonly body: unknown;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Sent as JSON; null = none. */
  readonly body: unknown;
  /** Bearer token. */
  readonly token: string | null;
}

/** One HTTP exchange with the hub; HUB_UNREACHABLE when no whole answer came in time. */
export type HubHttp = (request: HttpRequest, timeoutMs: number) => Promise<Result<HttpReply>>;

const MAX_REPLY = 1_000_000;

/** Plain node:http: `fetch` cannot be given the CA of the policy. */
export function nodeHubHttp(options: { readonly hubUrl: string; readonly caPem: string | null }): HubHttp {
  return ({ method, path, body, token }, timeoutMs) =>
    new Promise((resolve) => {
      const url = new URL(path, options.hubUrl);
      const text = body === null ? null : JSON.stringify(body);
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const unreachable = (): void => resolve(fail('HUB_UNREACHABLE'));
      const request = send(url, {
        method,
        headers: {
          ...(text === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        signal: AbortSignal.timeout(timeoutMs),
        ...(options.caPem === null ? {} : { ca: options.caPem }),
      });
      request.on('error', unreachable);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_REPLY) request.destroy();
          else chunks.push(chunk);
        });
        response.on('error', unreachable);
        response.on('close', () => (response.complete ? resolve(ok({ status: response.statusCode ?? 0, body: parseJson(Buffer.concat(chunks)) })) : unreachable()));
      });
      request.end(text ?? undefined);
    });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

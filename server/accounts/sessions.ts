import { randomUUID } from 'node:crypto';
import type { SessionReply, SipAccount } from '#shared/contract/hub.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, ok, type Problem, type Result } from '#shared/lib/result.ts';
import type { Database, Sql } from '../db/database.ts';
import { writeAccess } from '../meta/access-log.ts';
import { findAgent, type AgentAccount } from './agents.ts';
import { attemptsAllowed, chargeAttempt, clearAttempts, forgetOldAttempts, lockNow } from './attempts.ts';
import { verifyPassword } from './password.ts';
import { hashRefreshToken, newRefreshToken, refreshTokenMs, type AccessClaims, type AccessTokens } from './tokens.ts';

/** Signing in, staying in, signing out. What ends a session is told through `onEnded`, after the commit. */
export interface Sessions {
  signIn(request: { readonly agentNo: string; readonly password: string; readonly deskId: string }): Promise<Result<SessionReply>>;
  refresh(request: { readonly refreshToken: string; readonly deskId: string }): Promise<Result<SessionReply>>;
  signOut(claims: AccessClaims): Promise<void>;
  /** Reads a token and checks that its session still stands. */
  authenticate(token: string): Promise<Result<AccessClaims>>;
}

export interface SessionsDeps {
  readonly db: Database;
  readonly now: Clock;
  readonly tokens: AccessTokens;
  readonly sip: { readonly servers: readonly string[]; readonly domain: string };
  /** How long a desk may work without the hub; SIP credentials lapse with it. */
  readonly offlineWindowMs: number;
  readonly onEnded: (sessionId: string, problem: Problem | null) => void;
}

/** A used token whose successor was never used is taken for a lost reply within this time (S-101). */
const LOST_REPLY_MS = 2 * 60_000;

export function openSessions(deps: SessionsDeps): Sessions {
  const { db, now } = deps;

  const signIn: Sessions['signIn'] = async ({ agentNo, password, deskId }) => {
    const at = now();
    const log = (kind: 'signIn' | 'signInFailed' | 'signInLocked'): Promise<void> =>
      writeAccess(db.sql, at, { kind, agentNo, deskId, detail: {} });
    const charge = await chargeAttempt(db.sql, agentNo, at);
    if (charge.kind === 'locked') {
      await log('signInLocked');
      return fail('AUTH_LOCKED', { minutes: charge.minutes });
    }
    const account = await findAgent(db.sql, agentNo);
    const right = await verifyPassword(password, account?.passwordHash ?? null);
    if (account === null || !right) {
      await log('signInFailed');
      if (charge.left > 0) return fail('AUTH_BAD_CREDENTIALS', { left: charge.left });
      return fail('AUTH_LOCKED', { minutes: (await lockNow(db.sql, agentNo, at)).minutes });
    }
    await clearAttempts(db.sql, agentNo);
    await forgetOldAttempts(db.sql, at);
    if (!account.enabled) return fail('AUTH_DISABLED');
    const sessionId = randomUUID();
    const refreshToken = await db.transaction(async (sql) => {
      // The password was checked a moment ago: disabled or changed since, it opens nothing (S-107).
      const { rowCount } = await sql.query('select 1 from agents where no = $1 and enabled and password_hash = $2 for share', [agentNo, account.passwordHash]);
      if (rowCount === 0) return null;
      await sql.query('insert into sessions (id, agent_no, desk_id, created_at) values ($1, $2, $3, $4)', [sessionId, agentNo, deskId, new Date(at)]);
      await sql.query(
        `insert into desk_sign_ins (desk_id, agent_no, first_at, last_at) values ($1, $2, $3, $3)
         on conflict (desk_id, agent_no) do update set last_at = excluded.last_at`,
        [deskId, agentNo, new Date(at)],
      );
      await writeAccess(sql, at, { kind: 'signIn', agentNo, deskId, detail: { session: sessionId } });
      return storeRefreshToken(sql, sessionId, at);
    });
    if (refreshToken === null) return fail('AUTH_TOKEN_BAD');
    return ok(await reply(deps, account, { agentNo, sessionId, deskId }, refreshToken.token));
  };

  const refresh: Sessions['refresh'] = async ({ refreshToken, deskId }) => {
    const at = now();
    const rotated = await db.transaction((sql) => rotate(sql, refreshToken, deskId, at));
    if (!rotated.ok) {
      if (rotated.reusedSession !== null) deps.onEnded(rotated.reusedSession, { code: 'AUTH_TOKEN_BAD' });
      return fail(rotated.code);
    }
    const account = await findAgent(db.sql, rotated.agentNo);
    if (account === null || !account.enabled) return fail('AUTH_DISABLED');
    return ok(await reply(deps, account, { agentNo: rotated.agentNo, sessionId: rotated.sessionId, deskId }, rotated.token));
  };

  return {
    signIn,
    refresh,
    async signOut({ sessionId, agentNo, deskId }) {
      const at = now();
      await db.transaction(async (sql) => {
        await endSession(sql, sessionId, at, 'signOut');
        await writeAccess(sql, at, { kind: 'signOut', agentNo, deskId, detail: { session: sessionId } });
      });
      deps.onEnded(sessionId, null);
    },
    async authenticate(token) {
      const claims = await deps.tokens.read(token);
      if (!claims.ok) return claims;
      const { rows } = await db.sql.query<{ enabled: boolean; ended: boolean }>(
        `select agents.enabled, sessions.ended_at is not null as ended from sessions join agents on agents.no = sessions.agent_no
         where sessions.id = $1 and sessions.agent_no = $2 and sessions.desk_id = $3`,
        [claims.value.sessionId, claims.value.agentNo, claims.value.deskId],
      );
      if (rows[0] === undefined) return fail('AUTH_TOKEN_BAD');
      if (!rows[0].enabled) return fail('AUTH_DISABLED');
      return rows[0].ended ? fail('AUTH_TOKEN_BAD') : claims;
    },
  };
}

async function reply(deps: SessionsDeps, account: AgentAccount, claims: Omit<AccessClaims, 'expiresAt'>, refreshToken: string): Promise<SessionReply> {
  const access = await deps.tokens.issue(claims);
  const hubTime = deps.now();
  const sip: SipAccount = {
    servers: [...deps.sip.servers],
    domain: deps.sip.domain,
    user: account.profile.no,
    password: account.sipPassword,
    expiresAt: hubTime + deps.offlineWindowMs,
  };
  return {
    accessToken: access.token,
    accessExpiresAt: access.expiresAt,
    refreshToken,
    agent: account.profile,
    sip,
    offline: { windowMs: deps.offlineWindowMs, attempts: attemptsAllowed },
    hubTime,
  };
}

type Rotation =
  | { readonly ok: true; readonly sessionId: string; readonly agentNo: string; readonly token: string }
  | { readonly ok: false; readonly code: RefreshRefusal; readonly reusedSession: string | null };
type RefreshRefusal = 'AUTH_TOKEN_BAD' | 'AUTH_TOKEN_EXPIRED' | 'AUTH_DISABLED';

/** S-101. The session's row is locked, so two refreshes with one token are put in order. */
async function rotate(sql: Sql, token: string, deskId: string, at: number): Promise<Rotation> {
  const refused = (code: RefreshRefusal, reusedSession: string | null = null): Rotation => ({ ok: false, code, reusedSession });
  const hash = hashRefreshToken(token);
  const session = await sql.query<{ id: string; agent_no: string; desk_id: string; ended_at: Date | null; enabled: boolean }>(
    `select id, agent_no, desk_id, ended_at, enabled from sessions join agents on agents.no = sessions.agent_no
     where id = (select session_id from refresh_tokens where hash = $1) for update of sessions`,
    [hash],
  );
  const found = session.rows[0];
  if (found === undefined || found.desk_id !== deskId) return refused('AUTH_TOKEN_BAD');
  if (!found.enabled) return refused('AUTH_DISABLED');
  if (found.ended_at !== null) return refused('AUTH_TOKEN_BAD');
  const { rows } = await sql.query<{ expires_at: Date; used_at: Date | null; successor: Buffer | null; successor_used: boolean | null }>(
    `select own.expires_at, own.used_at, own.successor, next.used_at is not null as successor_used
     from refresh_tokens as own left join refresh_tokens as next on next.hash = own.successor where own.hash = $1`,
    [hash],
  );
  const row = rows[0];
  if (row === undefined) return refused('AUTH_TOKEN_BAD');
  if (row.expires_at.getTime() <= at) return refused('AUTH_TOKEN_EXPIRED');
  if (row.used_at !== null) {
    const lostReply = row.successor_used === false && at - row.used_at.getTime() <= LOST_REPLY_MS;
    if (!lostReply) {
      await endSession(sql, found.id, at, 'refreshReused');
      await writeAccess(sql, at, { kind: 'refreshReused', agentNo: found.agent_no, deskId, detail: { session: found.id } });
      return refused('AUTH_TOKEN_BAD', found.id);
    }
    await sql.query('delete from refresh_tokens where hash = $1', [row.successor]);
  }
  const next = await storeRefreshToken(sql, found.id, at);
  await sql.query('update refresh_tokens set used_at = coalesce(used_at, $2), successor = $3 where hash = $1', [hash, new Date(at), next.hash]);
  return { ok: true, sessionId: found.id, agentNo: found.agent_no, token: next.token };
}

async function storeRefreshToken(sql: Sql, sessionId: string, at: number): Promise<{ readonly token: string; readonly hash: Buffer }> {
  const fresh = newRefreshToken();
  await sql.query('insert into refresh_tokens (hash, session_id, expires_at) values ($1, $2, $3)', [fresh.hash, sessionId, new Date(at + refreshTokenMs)]);
  return fresh;
}

/** Why a session is over, as stored. */
export type EndReason = 'signOut' | 'refreshReused' | 'disabled' | 'passwordReset';

/** All of one agent, at every desk; gives how many. Hubs see it within seconds (S-107). */
export async function endSessionsOf(sql: Sql, agentNo: string, at: number, reason: EndReason): Promise<number> {
  const { rowCount } = await sql.query('update sessions set ended_at = $2, end_reason = $3 where agent_no = $1 and ended_at is null', [
    agentNo, new Date(at), reason,
  ]);
  return rowCount ?? 0;
}

async function endSession(sql: Sql, sessionId: string, at: number, reason: EndReason): Promise<void> {
  await sql.query('update sessions set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null', [sessionId, new Date(at), reason]);
}

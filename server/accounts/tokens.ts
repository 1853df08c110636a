import { createHash, randomBytes } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';

export const accessTokenMs = 15 * 60_000;
export const refreshTokenMs = 12 * 3_600_000;

const claimsSchema = z.object({ sub: z.string().min(1), sid: z.uuid(), desk: z.uuid(), exp: z.number().int() });

/** What a valid access token says. */
export interface AccessClaims {
  readonly agentNo: string;
  readonly sessionId: string;
  readonly deskId: string;
  readonly expiresAt: number;
}

/** Signs and reads access tokens: JWT, HS256, issuer = hub id. */
export interface AccessTokens {
  issue(claims: Omit<AccessClaims, 'expiresAt'>): Promise<{ readonly token: string; readonly expiresAt: number }>;
  read(token: string): Promise<Result<AccessClaims, 'AUTH_TOKEN_EXPIRED' | 'AUTH_TOKEN_BAD'>>;
}

export function accessTokens(hubId: string, key: Uint8Array, now: Clock): AccessTokens {
  return {
    async issue({ agentNo, sessionId, deskId }) {
      const exp = Math.floor((now() + accessTokenMs) / 1000);
      const token = await new SignJWT({ sid: sessionId, desk: deskId })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(hubId)
        .setSubject(agentNo)
        .setIssuedAt(Math.floor(now() / 1000))
        .setExpirationTime(exp)
        .sign(key);
      return { token, expiresAt: exp * 1000 };
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer: hubId, currentDate: new Date(now()) });
        const claims = claimsSchema.safeParse(payload);
        if (!claims.success) return fail('AUTH_TOKEN_BAD');
        const { sub, sid, desk, exp } = claims.data;
        return ok({ agentNo: sub, sessionId: sid, deskId: desk, expiresAt: exp * 1000 });
      } catch (error) {
        if (error instanceof errors.JWTExpired) return fail('AUTH_TOKEN_EXPIRED');
        if (error instanceof errors.JOSEError) return fail('AUTH_TOKEN_BAD');
        throw error;
      }
    },
  };
}

/** An opaque refresh token; only its hash is stored. */
export function newRefreshToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
}

export function hashRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

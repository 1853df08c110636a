import { z } from 'zod';

/**
 * Between the shell and the data room (a utility process), over `parentPort`. The shell gives it what only
 * Electron has: folders, policy, sealing with the OS key ring, doors. Binary values travel as base64.
 */
export const dataStartSchema = z.object({
  t: z.literal('start'),
  userDataDir: z.string().min(1),
  /** From machine policy or a confirmed first run; a renderer can never change it. */
  hubUrl: z.url(),
  caPem: z.string().nullable(),
  /** `os`: seal/unseal by safeStorage. `developmentFile`: no key ring and the explicit development flag was given. */
  keyring: z.enum(['os', 'developmentFile']),
  /** Sealed 32-byte device key, base64, or null on the very first start. */
  sealedKey: z.string().nullable(),
  appVersion: z.string(),
  /** Path of the SQLite driver's native part when the runtime needs one of its own; null = the packaged one. */
  nativeBinding: z.string().nullable(),
  /** New with every start of the shell, the same when only this process is started again: then the session goes on. */
  runId: z.string().max(64).nullable().optional(),
});
export type DataStart = z.infer<typeof dataStartSchema>;

export const toDataSchema = z.discriminatedUnion('t', [
  dataStartSchema,
  z.object({ t: z.literal('door'), name: z.enum(['desk', 'phone']) }),
  z.object({ t: z.literal('sealed'), id: z.number().int(), value: z.string().nullable() }),
  z.object({ t: z.literal('wake') }),
  z.object({ t: z.literal('stop') }),
]);
export type ToData = z.infer<typeof toDataSchema>;

export const fromDataSchema = z.discriminatedUnion('t', [
  /** Store is open, doors may come. */
  z.object({ t: z.literal('ready') }),
  z.object({ t: z.literal('failed'), problem: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }) }),
  /** Asks the shell to seal or unseal with safeStorage; answered by `sealed` with the same id (null = failed). */
  z.object({ t: z.literal('seal'), id: z.number().int(), value: z.string() }),
  z.object({ t: z.literal('unseal'), id: z.number().int(), value: z.string() }),
  /** For the tray and the close question. */
  z.object({ t: z.literal('unsent'), count: z.number().int() }),
  z.object({ t: z.literal('log'), level: z.enum(['info', 'warn', 'error']), event: z.string(), detail: z.record(z.string(), z.unknown()) }),
  z.object({ t: z.literal('stopped') }),
]);
export type FromData = z.infer<typeof fromDataSchema>;

import { z } from 'zod';

/** Between the shell (electron/main) and the windows, by `ipcMain.handle`: small things of the window itself, never data. */
export const languageSchema = z.enum(['zh-CN', 'en']);
export const themeSchema = z.enum(['light', 'dark', 'system']);
export const prefsSchema = z.object({ language: languageSchema, theme: themeSchema });
export type Prefs = z.infer<typeof prefsSchema>;

export const shellInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  packaged: z.boolean(),
  /** The hub's address as configured by policy or first run; shown, never set here. */
  hubUrl: z.string(),
  prefs: prefsSchema,
  /** A reason the permanent development banner must stand: the data key lies in a plain file. */
  developmentKey: z.boolean(),
  /** Set when the data room could not start: a code of the catalogue with its params. */
  startProblem: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }).nullable(),
});
export type ShellInfo = z.infer<typeof shellInfoSchema>;

/** desk → shell. Each name is one method on `window.shell`. */
export const deskShellCalls = {
  'shell.info': { in: z.object({}), out: shellInfoSchema },
  'shell.setPrefs': { in: prefsSchema, out: prefsSchema },
  /** Words for the title bar and the notification come from the desk, in its language; shown only while the window is behind. */
  'shell.ring': { in: z.object({ ringing: z.boolean(), title: z.string().max(80), body: z.string().max(120) }), out: z.object({}) },
  /**
   * Asks for the doors (after a reload, or when one closed); they come as `window` messages `{ type: 'door', name }`
   * with a port. `only` names the ones that are missing, so that the others live on; absent = all.
   */
  'shell.doors': { in: z.object({ only: z.array(z.enum(['data', 'phone'])).optional() }), out: z.object({}) },
  /** The answer to `closeAsked`. */
  'shell.closeAnswer': { in: z.object({ quit: z.boolean() }), out: z.object({}) },
  'shell.restartData': { in: z.object({}), out: z.object({}) },
} as const;

/** shell → desk, through the preload's `onShellEvent`. */
export const deskShellEvents = {
  /** The person closes the window during a call or with unsent work: the desk asks. */
  closeAsked: z.object({ inCall: z.boolean() }),
  /** The data or phone room died and is being started again; new doors follow. */
  roomRestarting: z.object({ room: z.enum(['data', 'phone']) }),
  info: shellInfoSchema,
} as const;

/** phone → shell. */
export const phoneShellCalls = {
  'phone.doors': { in: z.object({}), out: z.object({}) },
  /** Keeps the shell's idea of the calls: flash, tray and the close question depend on it. */
  'phone.activity': { in: z.object({ ringing: z.number().int().min(0), calls: z.number().int().min(0) }), out: z.object({}) },
  /** Answer to `stop`: un-registered, nothing left to send. */
  'phone.stopped': { in: z.object({}), out: z.object({}) },
} as const;

/** shell → phone. */
export const phoneShellEvents = {
  /** Sleep or network change seen by the shell: check the registration at once. */
  wake: z.object({}),
  /** The program quits: hang up, un-register, then answer `phone.stopped`. The shell waits 1.5 s at most. */
  stop: z.object({}),
} as const;

/**
 * The page's style nonce, as `<meta property="csp-nonce" nonce="…">` in the served HTML. Read the element's `nonce`
 * property: browsers hide the attribute from scripts.
 */
export const CSP_NONCE_META = 'csp-nonce';

/** Doors handed over as `window.postMessage({ type: 'door', name }, '*', [port])` by the preload. */
export const doorMessageSchema = z.object({ type: z.literal('door'), name: z.enum(['data', 'phone', 'desk']) });

/**
 * What the preload puts on `window.shell` in both windows; `name` must be one of the window's own calls.
 * `invoke` resolves to a `Result` of the call's `out`; a refused message is a problem of the catalogue, not a rejection.
 */
export interface ShellBridge {
  invoke(name: string, input: unknown): Promise<unknown>;
  onEvent(run: (name: string, payload: unknown) => void): () => void;
}

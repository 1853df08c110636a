import { z } from 'zod';

/** Accepts an address whose scheme is `secure`, or `plain` on this machine only, without credentials, query or fragment. */
function address(secure: string, plain: string): z.ZodString {
  return z.string().max(2048).refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.hostname === '') return false;
    return url.protocol === secure || (url.protocol === plain && isLoopback(url.hostname));
  });
}

/** Loopback names as `URL.hostname` spells them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Machine policy (`/etc/wanhao-desk/policy.json`). Unknown keys are refused: a misspelt policy
 * must not pass for an absent one.
 */
export const policySchema = z.strictObject({
  /** Address of the hub, `https://hub.example`. Plain `http` is accepted for this machine only. */
  hubUrl: address('https:', 'http:').optional(),
  /** SIP edges, in order of preference; the phone can connect to nothing else. */
  sipServers: z.array(address('wss:', 'ws:')).max(8).optional(),
  /** PEM file of the authority that signed the hub's and the edges' certificates. */
  caFile: z.string().min(1).max(4096).optional(),
  /** What closing the window does when nothing is going on. */
  onClose: z.enum(['quit', 'tray']).optional(),
  language: z.enum(['zh-CN', 'en']).optional(),
});
export type Policy = z.infer<typeof policySchema>;

/** What the shell runs with; the same for the whole life of the process. */
export interface Configuration {
  readonly hubUrl: string;
  readonly sipServers: readonly string[];
  readonly caFile: string | null;
  readonly onClose: 'quit' | 'tray';
  /** Language of the first start; the person's own choice wins afterwards. */
  readonly language: 'zh-CN' | 'en';
}

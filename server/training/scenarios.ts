import type { Prompt } from './audio.ts';

/** Whose number a caller shows; the numbers themselves are given by whoever starts the scenario. */
export type CallerKind = 'known' | 'shared' | 'unknown' | 'anonymous';

/** One caller of a scenario. Times are milliseconds after the INVITE. */
export interface ScenarioCall {
  readonly caller: CallerKind;
  readonly displayName: string;
  readonly prompt: Prompt;
  /** Places the call this long after the scenario starts. */
  readonly afterMs: number;
  /** Gives up while it still rings. */
  readonly cancelAfterMs: number | null;
  /** Hangs up this long after being answered. */
  readonly hangUpAfterMs: number | null;
  /** X-headers as an edge would set them. */
  readonly headers: Readonly<Record<string, string>>;
}

const faultQueue = { 'X-Queue': '障碍专席', 'X-DNIS': '10000', 'X-Wait-Seconds': '8' };
const base: ScenarioCall = {
  caller: 'known', displayName: '', prompt: { kind: 'speech' }, afterMs: 0, cancelAfterMs: null, hangUpAfterMs: null, headers: faultQueue,
};

export const scenarioNames = ['knownCustomer', 'unknownNumber', 'anonymous', 'severalCustomers', 'hangsUpRinging', 'silent', 'twoAtOnce'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** What people practise on: each is what an agent meets every day. */
export const scenarios: Readonly<Record<ScenarioName, readonly ScenarioCall[]>> = {
  knownCustomer: [base],
  unknownNumber: [{ ...base, caller: 'unknown' }],
  anonymous: [{ ...base, caller: 'anonymous' }],
  severalCustomers: [{ ...base, caller: 'shared' }],
  hangsUpRinging: [{ ...base, cancelAfterMs: 4_000 }],
  silent: [{ ...base, prompt: { kind: 'silence' }, hangUpAfterMs: 30_000 }],
  twoAtOnce: [base, { ...base, caller: 'unknown', afterMs: 200, headers: { ...faultQueue, 'X-Wait-Seconds': '2' } }],
};

/** Numbers for the caller kinds. `unknown` has a default: 154 has not been given to any operator. */
export interface ScenarioNumbers {
  readonly known?: string | undefined;
  readonly shared?: string | undefined;
  readonly unknown?: string | undefined;
}

const NOBODY = '15400001234';

/** The number a caller kind shows, null for none, undefined when the scenario needs one that was not given. */
export function numberFor(kind: CallerKind, numbers: ScenarioNumbers): string | null | undefined {
  switch (kind) {
    case 'known':
      return numbers.known;
    case 'shared':
      return numbers.shared;
    case 'unknown':
      return numbers.unknown ?? NOBODY;
    case 'anonymous':
      return null;
  }
}

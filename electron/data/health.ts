import type { HealthView, HubHealth } from '#shared/contract/desk.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { ReadableDb } from './store/db.ts';
import { countCustomers } from './store/cache/customers.ts';
import { listScopes } from './store/cache/scopes.ts';
import { countUnsettled } from './store/outbox/commands.ts';
import { toWireProblem } from './views/wire-problem.ts';

/** What the lights and the status line show. Counting customers costs milliseconds at 100,000, so it is done when they changed. */
export interface HealthBoard {
  view(): HealthView;
  hub(health: HubHealth): void;
  progress(progress: HealthView['sync']['firstSync']): void;
  storeProblem(problem: Problem | null): void;
  customersChanged(): void;
  /** Hub time the oldest loaded scope is true of; null before the first load. */
  dataAsOf(): number | null;
}

export function createHealthBoard(deps: {
  readonly outbox: ReadableDb;
  readonly cache: ReadableDb;
  readonly keyring: HealthView['store']['keyring'];
  readonly author: () => string | null;
  readonly openOutages: () => number;
  readonly hub: HubHealth;
  readonly problem: Problem | null;
  readonly onChange: () => void;
}): HealthBoard {
  let hub = deps.hub;
  let firstSync: HealthView['sync']['firstSync'] = null;
  let problem = deps.problem;
  let customers = countCustomers(deps.cache);

  function dataAsOf(): number | null {
    const times = listScopes(deps.cache).map((scope) => scope.dataAsOf).filter((at) => at !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  return {
    view: () => ({
      hub,
      sync: { ...countUnsettled(deps.outbox, deps.author()), dataAsOf: dataAsOf(), firstSync },
      store: { customers, keyring: deps.keyring, problem: problem === null ? null : toWireProblem(problem) },
      openOutages: deps.openOutages(),
    }),
    hub(next) {
      hub = next;
      deps.onChange();
    },
    progress(next) {
      firstSync = next;
      if (next === null) customers = countCustomers(deps.cache);
      deps.onChange();
    },
    storeProblem(next) {
      problem = next;
      deps.onChange();
    },
    customersChanged() {
      customers = countCustomers(deps.cache);
    },
    dataAsOf,
  };
}

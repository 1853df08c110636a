import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { spreadOf } from '../bench/figures.ts';

/** Ids, levels, ticket numbers: what was seen, so that a reader can check it. Never a password, never a full number. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>;

interface StepReport {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly evidence: Evidence;
}

/** Collects what was observed; a step that was not reached is reported as not observed. */
export class DemoReport {
  private readonly steps: StepReport[] = [];
  private readonly pops: number[] = [];
  private readonly dir: string;
  private readonly names: readonly string[];
  private readonly say: (line: string) => void;

  constructor(dir: string, names: readonly string[], say: (line: string) => void) {
    this.dir = dir;
    this.names = names;
    this.say = say;
    mkdirSync(dir, { recursive: true });
  }

  /** Runs a step, then takes its picture. A step is observed when `run` returns; what it throws ends the demo. */
  async step(name: string, page: () => Promise<Page | null>, run: () => Promise<Evidence>): Promise<void> {
    if (this.names[this.steps.length] !== name) throw new Error(`step out of order: ${name}`);
    const began = performance.now();
    try {
      const evidence = await run();
      this.add({ name, ok: true, ms: Math.round(performance.now() - began), evidence });
    } catch (error) {
      this.add({ name, ok: false, ms: Math.round(performance.now() - began), evidence: { error: error instanceof Error ? error.message : String(error) } });
      throw error;
    } finally {
      await this.picture(name, page).catch(() => undefined);
    }
  }

  popped(ms: number): void {
    this.pops.push(ms);
  }

  /** Writes report.json. @returns whether every step was observed */
  finish(): boolean {
    const missed = this.names.slice(this.steps.length).map((name) => ({ name, ok: false, ms: 0, evidence: { error: 'not reached' } }));
    const steps = [...this.steps, ...missed];
    const spread = this.pops.length === 0 ? { p50: null, p95: null } : spreadOf(this.pops);
    const pop = { n: this.pops.length, p50: spread.p50, p95: spread.p95 };
    writeFileSync(join(this.dir, 'report.json'), `${JSON.stringify({ steps, pop }, null, 2)}\n`);
    return steps.every((step) => step.ok);
  }

  private add(step: StepReport): void {
    this.steps.push(step);
    this.say(`${step.ok ? '✓' : '✗'} ${String(this.steps.length).padStart(2)} ${step.name}  ${step.ms} ms  ${JSON.stringify(step.evidence)}`);
  }

  private async picture(name: string, page: () => Promise<Page | null>): Promise<void> {
    const shown = await page();
    if (shown === null) return;
    const file = `${String(this.steps.length).padStart(2, '0')}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}.png`;
    await shown.screenshot({ path: join(this.dir, file), animations: 'disabled' });
  }
}

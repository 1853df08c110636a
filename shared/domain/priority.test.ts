import { describe, expect, it } from 'vitest';
import { fujianPolicy } from './policy-fujian.ts';
import { policySchema } from './policy.ts';
import { priorityFor, type PriorityFacts } from './priority.ts';

const facts = (change: Partial<PriorityFacts> = {}): PriorityFacts => ({
  severity: 'degraded', serviceKind: 'broadband', customer: { stars: 5, segment: 'public' }, chasers: 0, recentSameCategory: 0, appeal: false, ...change,
});

describe('priority', () => {
  it.each([['areaOutage', 'P1'], ['totalLoss', 'P2'], ['degraded', 'P3'], ['minor', 'P4']] as const)('%s alone is %s', (severity, priority) => {
    expect(priorityFor(facts({ severity }), fujianPolicy)).toEqual({ priority, reasons: [] });
  });

  it.each([
    ['6 星', { customer: { stars: 6, segment: 'public' } }, 'P2', ['star']],
    ['5 星 does not', {}, 'P3', []],
    ['大客户', { customer: { stars: 3, segment: 'keyAccount' } }, 'P2', ['keyAccount']],
    ['second 催单 does not', { chasers: 2 }, 'P3', []],
    ['third 催单', { chasers: 3 }, 'P2', ['chasers']],
    ['repeat within 30 days', { recentSameCategory: 1 }, 'P2', ['repeat']],
    ['7 星 大客户: one merit, one level', { customer: { stars: 7, segment: 'keyAccount' } }, 'P2', ['keyAccount', 'star']],
    ['7 星 with a repeat: two levels', { customer: { stars: 7, segment: 'public' }, recentSameCategory: 2 }, 'P1', ['star', 'repeat']],
    ['all of it: capped at P1', { customer: { stars: 7, segment: 'keyAccount' }, chasers: 5, recentSameCategory: 2 }, 'P1', ['keyAccount', 'star', 'chasers', 'repeat']],
    ['appeal', { severity: 'minor', appeal: true }, 'P1', ['appeal']],
    ['key-account circuit', { severity: 'minor', serviceKind: 'circuit', customer: { stars: 1, segment: 'keyAccount' } }, 'P1', ['keyAccount']],
    ['unidentified', { customer: null }, 'P3', []],
  ] as const)('%s', (_, change, priority, reasons) => {
    expect(priorityFor(facts(change), fujianPolicy)).toEqual({ priority, reasons });
  });

  it('names no reason where nothing could be raised', () => {
    expect(priorityFor(facts({ severity: 'areaOutage', recentSameCategory: 3 }), fujianPolicy)).toEqual({ priority: 'P1', reasons: [] });
  });

  it('takes its numbers from the policy', () => {
    const strict = { ...fujianPolicy, priority: { ...fujianPolicy.priority, raises: [] } };
    expect(priorityFor(facts({ recentSameCategory: 9 }), strict).priority).toBe('P3');
  });

  it('ships a policy that its own schema accepts', () => {
    expect(policySchema.parse(fujianPolicy)).toEqual(fujianPolicy);
  });
});

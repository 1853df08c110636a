import { describe, expect, it } from 'vitest';
import { domainProblemCodes } from '#shared/domain/problem-codes.ts';
import { fail } from '#shared/lib/result.ts';
import { describeProblem, errorCatalogue, isErrorCode } from './errors.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();

describe('the error catalogue', () => {
  it.each(Object.entries(errorCatalogue))('%s: both languages, the same placeholders, an HTTP error status', (_, entry) => {
    expect(entry.zh.trim()).not.toBe('');
    expect(entry.en.trim()).not.toBe('');
    expect(entry.zh).toMatch(/\p{Script=Han}/u);
    expect(entry.en).not.toMatch(/\p{Script=Han}/u);
    expect(placeholders(entry.en)).toEqual(placeholders(entry.zh));
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
  });

  it.each(domainProblemCodes)('knows the domain’s %s', (code) => {
    expect(isErrorCode(code)).toBe(true);
  });

  it('fills values, in the language where a value is a word', () => {
    const { problem } = fail('TICKET_TRANSITION_REFUSED', { from: '已受理', to: '已归档', from_en: 'Accepted', to_en: 'Archived' });
    expect(describeProblem(problem, 'zh-CN')).toBe('工单不能从“已受理”转到“已归档”');
    expect(describeProblem(problem, 'en')).toBe('A ticket cannot go from “Accepted” to “Archived”');
    expect(describeProblem(fail('AUTH_BAD_CREDENTIALS', { left: 3 }).problem, 'en')).toContain('3 attempts');
  });

  it('shows a code from a newer peer as a reference, and a missing value as a dash', () => {
    expect(describeProblem({ code: 'SOMETHING_NEW' }, 'en')).toContain('(SOMETHING_NEW)');
    expect(describeProblem({ code: 'PORT_TAKEN' }, 'en')).toContain('Port —');
    expect(isErrorCode('toString')).toBe(false);
  });
});

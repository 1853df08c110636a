import { describe, expect, it } from 'vitest';
import { scriptFor, scripts } from './scripts.ts';
import { serviceKindSchema } from './ticket.ts';
import { triageSets } from './triage-sets.ts';
import { answeredCount, triageConclusion, triageFor } from './triage.ts';

const words = (text: { zh: string; en: string }): boolean => text.zh !== '' && text.en !== '';

describe('triage', () => {
  it('has a general set for every service, complete in both languages, ids short and unique in their set', () => {
    for (const kind of serviceKindSchema.options) expect(triageFor(triageSets, kind, null)?.categories).toEqual([]);
    for (const set of triageSets) {
      const ids = set.questions.map((question) => question.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const question of set.questions) {
        expect(words(question) && question.answers.every(words)).toBe(true);
        expect(question.answers).toHaveLength(3);
        expect([question.id, ...question.answers.map((answer) => answer.id)].every((id) => id.length <= 40)).toBe(true);
      }
    }
  });

  it('has rules only about its own questions and answers, every one of them reachable', () => {
    for (const set of triageSets) {
      for (const rule of set.rules) {
        expect(words(rule.says)).toBe(true);
        for (const [id, accepted] of Object.entries(rule.when)) {
          const question = set.questions.find((each) => each.id === id);
          for (const answer of accepted) expect(question?.answers.map((each) => each.id), `${set.id} ${id}`).toContain(answer);
        }
        const answers = Object.fromEntries(Object.entries(rule.when).map(([id, accepted]) => [id, accepted[0] ?? '']));
        expect(triageConclusion(set, answers)).toEqual(rule.says);
      }
    }
  });

  it('asks the questions of the design for 光宽 频繁掉线 and concludes 多为光路问题', () => {
    const set = triageFor(triageSets, 'broadband', 'F40-02');
    expect(set?.questions.map((question) => question.zh)).toEqual(['光猫指示灯', '掉线规律', '网线直连也掉']);
    if (set === null) return;
    expect(triageConclusion(set, { onuLamps: 'ponBlinking' })?.zh).toBe('多为光路问题');
    expect(triageConclusion(set, {})).toBeNull();
    expect(answeredCount(set, { onuLamps: 'ponBlinking', dropPattern: 'hourly', other: 'x', wiredToo: 'nonsense' })).toBe(2);
  });

  it('has sets of their own for no internet and for slow', () => {
    expect(triageFor(triageSets, 'broadband', 'F40-01-3')?.id).toBe('broadband-down');
    expect(triageFor(triageSets, 'broadband', 'F50-03')?.id).toBe('broadband-slow');
    expect(triageFor([], 'broadband', null)).toBeNull();
  });
});

describe('scripts', () => {
  const moment = { category: 'F40-02', identified: true, outageLinked: false };
  it('has a title and both wordings in both languages, with unique ids', () => {
    for (const script of scripts) expect(words(script.title) && words(script.online) && words(script.offline)).toBe(true);
    expect(new Set(scripts.map((script) => script.id)).size).toBe(scripts.length);
  });

  it('promises no recovery offline that the desk cannot know', () => {
    for (const script of scripts) {
      expect(script.offline.zh).not.toMatch(/正在恢复|正在抢修|\{end\}/);
      expect(script.offline.en).not.toContain('{end}');
    }
  });

  it.each([
    [{ ...moment, identified: false, category: null }, 'KB-0101'],
    [{ ...moment, identified: false }, 'KB-0107'],
    [{ ...moment, outageLinked: true }, 'KB-4030'],
    [moment, 'KB-4021'],
    [{ ...moment, category: 'F40-01-1' }, 'KB-4010'],
    [{ ...moment, category: 'F40-05' }, 'KB-4000'],
    [{ ...moment, category: 'F10-03' }, 'KB-1001'],
  ])('%o → %s', (now, id) => {
    expect(scriptFor(scripts, now)?.id).toBe(id);
  });

  it('says nothing before a category is chosen', () => {
    expect(scriptFor(scripts, { ...moment, category: null })).toBeNull();
  });
});

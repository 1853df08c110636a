import { describe, expect, it } from 'vitest';
import { emptyFaultDraft } from '#shared/domain/intake-form.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { fieldProblems, refusedProblems } from './field-problems.ts';

const situation = { identified: true, now: d.NOW, areaCode: '0591' };
const typed = (value: string) => ({ from: 'typed', value }) as const;
const complete = { ...d.draft.fault, test: { kind: 'none', reason: 'notSupported' } } as const;

describe('field problems', () => {
  it('has none for a complete draft', () => {
    expect(fieldProblems(complete, situation)).toEqual([]);
  });

  it('lists open fields in the order of the sheet', () => {
    expect(fieldProblems(emptyFaultDraft, situation).map((problem) => problem.field)).toEqual([
      'callerRelation', 'contactName', 'contactNumber', 'serviceNumber', 'serviceKind', 'address', 'settlement', 'category', 'severity', 'startedAt', 'test', 'description',
    ]);
  });

  it('lets somebody unidentified give number or address', () => {
    const fields = fieldProblems(emptyFaultDraft, { ...situation, identified: false }).map((problem) => problem.field);
    expect(fields).toContain('serviceNumberOrAddress');
    expect(fields).not.toContain('address');
  });

  it.each([
    ['13812345678', null], ['0591-87123426', null], ['87123426', null], ['8620', null], ['+85298765432', null],
    ['1381234566', 'numberShort'], ['138123456789', 'numberShort'], ['找老王', 'numberBad'], ['99999999999999', 'numberBad'],
  ])('contact number %s: %s', (value, long) => {
    expect(fieldProblems({ ...complete, contactNumber: typed(value) }, situation)[0]?.long ?? null).toBe(long);
  });

  it('says how many digits there are', () => {
    expect(fieldProblems({ ...complete, contactNumber: typed('1381234566') }, situation)).toMatchObject([{ field: 'contactNumber', n: 10, kind: 'bad' }]);
  });

  it('refuses a start in the future and a visit that has passed', () => {
    const fault = { ...complete, startedAt: d.NOW + 1000, appointment: { from: d.NOW - 2000, to: d.NOW + d.MIN } };
    expect(fieldProblems(fault, situation).map((problem) => [problem.field, problem.step])).toEqual([['startedAt', 'pretest'], ['appointment', 'promise']]);
  });

  it('counts a description of nine characters as short', () => {
    expect(fieldProblems({ ...complete, description: ' 宽带老掉线啊怎么办 ' }, situation)).toMatchObject([{ field: 'description', long: 'descriptionShort', n: 9 }]);
  });

  it('turns refused fields of the data room into problems, unknown ones aside', () => {
    expect(refusedProblems(['address', 'nonsense']).map((problem) => problem.field)).toEqual(['address']);
  });
});

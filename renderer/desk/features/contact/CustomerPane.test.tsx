import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/lib/result.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { renderScene } from '../../../../test/support/desk-preview/render.tsx';

const pane = () => within(screen.getByRole('main', { name: '客户' }));
const chosen = (desk: ReturnType<typeof renderScene>) => desk.asked('data').filter(([name]) => name === 'call.chooseCustomer').map(([, input]) => input);
const candidates = () => pane().getByRole('listbox', { name: '可能的客户' });

describe('customer', () => {
  it('shows badges with a number each, in their order, and where they lead', async () => {
    const desk = renderScene('desk-call');
    const head = pane().getByRole('heading', { name: '张*三' }).closest('header');
    expect([...(head?.querySelectorAll('button') ?? [])].map((button) => button.textContent)).toEqual(['换客户', '群障江东-07 64 户', '欠费¥86.40', '重复来电7 天 2 次']);
    await desk.user.click(pane().getByRole('button', { name: /重复来电/ }));
    expect(pane().getByRole('tab', { name: /接触/ }).getAttribute('aria-selected')).toBe('true');
  });

  it('says how old a card is while the hub is away, and what cannot be had', async () => {
    const desk = renderScene('desk-offline');
    expect(pane().getByText(/^\d\d:29 的资料$/)).toBeTruthy();
    await desk.user.click(pane().getByRole('tab', { name: /账单/ }));
    expect(pane().getByText('中心离线，暂不可查；恢复后自动取回', { selector: 'p' })).toBeTruthy();
  });

  it('walks the views by arrow keys', async () => {
    const desk = renderScene('desk-call');
    pane().getByRole('tab', { name: '概览' }).focus();
    await desk.user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(pane().getByRole('tab', { name: /产品账户/ }));
    expect(pane().getByRole('table')).toBeTruthy();
  });

  it('pops the customer of a ringing call when nothing else is worked on, and lets go when it stops', () => {
    const desk = renderScene('desk-ringing');
    expect(pane().getByRole('heading', { name: '福州*鑫商贸' })).toBeTruthy();
    expect(document.activeElement).toBe(document.body);
    act(() => desk.act.setPhoneState(d.phone));
    expect(screen.queryByRole('main', { name: '客户' })).toBeNull();
  });

  it('leaves a contact in front alone when another call rings', () => {
    const desk = renderScene('desk-idle');
    act(() => desk.act.activate(d.otherDraft.id));
    act(() => desk.act.setPhoneState({ ...d.phone, calls: [d.ringingCall] }));
    act(() => desk.act.setPop(d.ringingPop));
    expect(pane().queryByRole('heading', { name: '福州*鑫商贸' })).toBeNull();
  });
});

describe('picker', () => {
  it('preselects nothing: Enter does nothing before an arrow or a digit', async () => {
    const desk = renderScene('desk-picker');
    candidates().focus();
    await desk.user.keyboard('{Enter}');
    expect(chosen(desk)).toEqual([]);
    expect(within(candidates()).getAllByRole('option').filter((option) => option.getAttribute('aria-selected') === 'true')).toEqual([]);
  });

  it('takes the one under the arrows by Enter, with the link to be remembered', async () => {
    const desk = renderScene('desk-picker');
    candidates().focus();
    await desk.user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(chosen(desk)).toEqual([{ callId: d.CALL_ID, customerId: 'c-wang', remember: true, relation: null }]);
    expect(await pane().findByRole('heading', { name: '王*' })).toBeTruthy();
  });

  it('takes one by its digit', async () => {
    const desk = renderScene('desk-picker');
    candidates().focus();
    await desk.user.keyboard('3');
    expect(chosen(desk)).toMatchObject([{ customerId: 'c-hx' }]);
  });

  it('digits in the filter are text; the filter narrows by number, name and road', async () => {
    const desk = renderScene('desk-picker');
    await desk.user.type(pane().getByRole('textbox', { name: '筛选候选客户' }), '8832 台江');
    expect(chosen(desk)).toEqual([]);
    expect(within(candidates()).getAllByRole('option')).toHaveLength(1);
  });

  it('0 takes it unidentified, and the candidates can be had back', async () => {
    const desk = renderScene('desk-picker');
    candidates().focus();
    await desk.user.keyboard('0');
    expect(pane().getByRole('heading', { name: '未识别来电' })).toBeTruthy();
    await desk.user.click(pane().getByRole('button', { name: '回到候选' }));
    expect(candidates()).toBeTruthy();
  });

  it('is only read while the call rings', async () => {
    const desk = renderScene('desk-idle');
    act(() => desk.act.setPhoneState({ ...d.phone, calls: [{ ...d.ringingCall, id: d.CALL_ID }] }));
    act(() => desk.act.setPop(d.severalPop));
    candidates().focus();
    await desk.user.keyboard('1{ArrowDown}{Enter}');
    expect(chosen(desk)).toEqual([]);
    expect(pane().queryByRole('button', { name: '选用' })).toBeNull();
    expect(pane().getByText('振铃中，接听后可选')).toBeTruthy();
  });

  it('says why a choice did not work', async () => {
    const desk = renderScene('desk-picker', (call) => (call.name === 'call.chooseCustomer' ? fail('CUSTOMER_NOT_FOUND') : undefined));
    candidates().focus();
    await desk.user.keyboard('1');
    expect(await pane().findByText('没有选上：客户已不存在或不在您的范围')).toBeTruthy();
  });
});

describe('unidentified caller', () => {
  const hit = { customer: { id: 'c-found', maskedName: '林*凤', stars: 3, segment: 'public', maskedAddress: '鼓楼区江*西路', maskedAccountNo: '5910****1' }, matched: '0591-87****32' };

  it('says why nobody is known', () => {
    renderScene('desk-unknown');
    expect(pane().getByText('号码未显示')).toBeTruthy();
    expect(pane().getByText('来电方要求隐藏号码')).toBeTruthy();
  });

  it('finds a customer as one types and takes the first by Enter', async () => {
    const desk = renderScene('desk-unknown', (call) => (call.name === 'customer.search' ? ok({ hits: [hit], capped: false }) : undefined));
    await desk.user.type(pane().getByRole('combobox', { name: '找客户' }), '江滨 8832');
    expect(await pane().findByText('林*凤')).toBeTruthy();
    await desk.user.keyboard('{Enter}');
    expect(chosen(desk)).toMatchObject([{ customerId: 'c-found' }]);
  });

  it('an old answer never replaces a newer one', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const desk = renderScene('desk-unknown', (call) => (call.name === 'customer.search' ? new Promise((resolve) => answers.push(resolve)) : undefined));
    await desk.user.type(pane().getByRole('combobox', { name: '找客户' }), '林凤仙');
    expect(answers).toHaveLength(2);
    await act(async () => answers[1]?.(ok({ hits: [hit], capped: false })));
    await act(async () => answers[0]?.(ok({ hits: [], capped: false })));
    expect(pane().getByText('林*凤')).toBeTruthy();
  });

  it('writes a contact person into the draft as typed, nowhere else', async () => {
    const desk = renderScene('desk-unknown');
    await desk.user.type(pane().getByRole('textbox', { name: '称呼' }), '物业小陈');
    await desk.user.type(pane().getByRole('textbox', { name: '联系电话' }), '13900001111');
    await desk.user.click(pane().getByRole('button', { name: '登记' }));
    await waitFor(() => expect(desk.store.getState().drafts[d.draft.id]?.fault).toMatchObject({
      contactName: { from: 'typed', value: '物业小陈' }, contactNumber: { from: 'typed', value: '13900001111' },
    }));
    expect(within(screen.getByRole('region', { name: '受理' })).getByRole('textbox', { name: '联系人' })).toHaveProperty('value', '物业小陈');
  });
});

describe('contact tabs', () => {
  const tabs = () => within(screen.getByRole('tablist', { name: '联系页' })).getAllByRole('tab');

  it('says of each tab how it stands, and marks only the current one strong', () => {
    renderScene('desk-call');
    expect(tabs().map((tab) => tab.textContent)).toEqual(['', '张*三障碍 · 预处理', '陈*华障碍草稿', '福州*鑫商贸振铃', '8620通话中']);
    expect(tabs().filter((tab) => tab.querySelector('b') !== null)).toHaveLength(1);
  });

  it('a begun draft is discarded by closing its tab, and can be had back', async () => {
    const desk = renderScene('desk-idle');
    act(() => desk.act.activate(d.otherDraft.id));
    await desk.user.keyboard('{Control>}w{/Control}');
    expect(desk.asked('data')).toContainEqual(['draft.discard', { id: d.otherDraft.id }]);
    expect(await screen.findByText('10 秒内可撤销')).toBeTruthy();
  });

  it('refuses a sixth contact opened by hand', async () => {
    const desk = renderScene('desk-idle');
    act(() => ['a', 'b', 'c', 'e'].forEach((id) => desk.act.setDraft({ ...d.otherDraft, id, customerId: id })));
    await desk.user.click(screen.getByRole('button', { name: '新建障碍单 F9' }));
    expect(screen.getByText('最多同时 5 个联系页，先处理或关闭一个')).toBeTruthy();
    expect(desk.asked('data').some(([name]) => name === 'draft.open')).toBe(false);
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { emptyFaultDraft } from '#shared/domain/intake-form.ts';
import { fail, ok } from '#shared/lib/result.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { renderScene } from '../../../../test/support/desk-preview/render.tsx';

const intake = () => within(screen.getByRole('region', { name: '受理' }));
const field = (name: string) => intake().getByRole('textbox', { name });
const asked = (desk: ReturnType<typeof renderScene>, name: string) => desk.asked('data').filter(([call]) => call === name).map(([, input]) => input);
const submit = (desk: ReturnType<typeof renderScene>) => desk.user.keyboard('{Control>}{Enter}{/Control}');

describe('fault intake', () => {
  it('opens its form when the call is answered, not while it rings', async () => {
    const desk = renderScene('desk-ringing');
    act(() => desk.act.activate(d.RING_ID));
    expect(intake().getByText('接听后受理')).toBeTruthy();
    expect(asked(desk, 'draft.open')).toEqual([]);
    act(() => desk.act.setPhoneState({ ...d.phone, calls: [{ ...d.ringingCall, phase: 'active', answeredAt: d.NOW }] }));
    await waitFor(() => expect(asked(desk, 'draft.open')).toEqual([{ callId: d.RING_ID, customerId: 'c-xin' }]));
  });

  it('never disables submit: it says what is missing, goes to the first, and the error is read with the field', async () => {
    const desk = renderScene('desk-unknown');
    await submit(desk);
    const summary = await intake().findByRole('alert');
    expect(summary.textContent).toMatch(/还没提交，差 \d+ 项/);
    expect(asked(desk, 'draft.submit')).toEqual([]);
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('radiogroup'));
    const group = document.activeElement;
    expect(document.getElementById(group?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('选来电人与户主的关系');
  });

  it('a digit answers and moves on; the problem goes as it is mended', async () => {
    const desk = renderScene('desk-unknown');
    await submit(desk);
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('radiogroup'));
    await desk.user.keyboard('4');
    expect(document.activeElement).toBe(field('联系人'));
    expect(intake().queryByText('选来电人与户主的关系')).toBeNull();
    await desk.user.keyboard('李四');
    expect(field('联系人')).toHaveProperty('value', '李四');
  });

  it('says nothing while a number is typed, and how many digits are wrong on leaving', async () => {
    const desk = renderScene('desk-unknown');
    await desk.user.type(field('联系电话'), '1381234566');
    expect(intake().queryByText(/手机号应为/)).toBeNull();
    await desk.user.tab();
    expect(intake().getByText('手机号应为 11 位，现在 10 位')).toBeTruthy();
  });

  it('saves on leaving a field, and by Ctrl+S', async () => {
    const desk = renderScene('desk-call');
    await desk.user.type(field('描述'), '！');
    expect(asked(desk, 'draft.save')).toEqual([]);
    await desk.user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(asked(desk, 'draft.save')).toMatchObject([{ id: d.draft.id, fault: { description: '一小时掉线多次，PON 灯闪，重启无效！' } }]));
  });

  it('finds a category by pinyin initials and takes its usual severity', async () => {
    const desk = renderScene('desk-unknown');
    await desk.user.type(intake().getByRole('combobox', { name: '分类' }), 'gkwsm');
    await desk.user.click(await screen.findByTitle('F40-03 光宽 网速慢'));
    await desk.user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(asked(desk, 'draft.save').at(-1)).toMatchObject({ fault: { category: 'F40-03', severity: 'degraded', serviceKind: 'broadband' } }));
  });

  it('triage: digits answer, and the conclusion is said in words', async () => {
    const desk = renderScene('desk-call');
    intake().getByRole('radiogroup', { name: '光猫指示灯' }).focus();
    await desk.user.keyboard('2');
    expect(intake().getByText('多为光路问题')).toBeTruthy();
    expect(document.activeElement).toBe(intake().getByRole('radiogroup', { name: '掉线规律' }));
  });

  it('an outage is linked and unlinked by the agent only', async () => {
    const desk = renderScene('desk-call');
    await desk.user.click(intake().getByRole('button', { name: /取消关联/ }));
    await desk.user.click(intake().getByRole('button', { name: '关联本单' }));
    expect(intake().getByRole('button', { name: /取消关联/ })).toBeTruthy();
  });

  it('away: fills in why there was no test, and says where the ticket goes', () => {
    renderScene('desk-offline');
    expect(intake().getByText('中心离线（自动填写）')).toBeTruthy();
    expect(intake().getByText('暂 8001-1120-02')).toBeTruthy();
    expect(intake().getByRole('button', { name: /存本机并派单/ })).toBeTruthy();
    expect(intake().getByText(/时未恢复/)).toBeTruthy();
  });

  it('after submit shows the provisional number, then the official one in its place, said once', async () => {
    const desk = renderScene('desk-offline');
    await submit(desk);
    expect(await intake().findByText('暂 8001-1120-09')).toBeTruthy();
    expect(desk.store.getState().drafts[d.draft.id]).toBeUndefined();
    act(() => desk.act.setTicket({ ...d.waitingTicket, no: 'FZ261120-0200', sync: { kind: 'synced' } }));
    expect(intake().getByText('FZ261120-0200')).toBeTruthy();
    expect(intake().getByText('正式单号 FZ261120-0200')).toBeTruthy();
    expect(intake().getByText('原暂号 8001-1120-09')).toBeTruthy();
    // The tab stays, read-only, when the call is over and another tab comes forward.
    act(() => desk.act.setPhoneState(d.phone));
    act(() => desk.act.activate(d.otherDraft.id));
    expect(desk.store.getState().contacts.map((contact) => contact.id)).toContain(d.CALL_ID);
  });

  it('a refused submit keeps everything, names the field and says why', async () => {
    const desk = renderScene('desk-offline', (call) => (call.name === 'draft.submit' ? fail('TICKET_FIELD_BAD', { count: 1 }, ['address']) : undefined));
    await submit(desk);
    const summary = await intake().findByRole('alert');
    expect(summary.textContent).toContain('有 1 项填写不对');
    expect(within(summary).getByRole('button', { name: '装机地址' })).toBeTruthy();
    expect(desk.store.getState().drafts[d.draft.id]).toBeDefined();
  });

  it('a discarded draft comes back within ten seconds', async () => {
    const desk = renderScene('desk-call');
    await desk.user.click(intake().getByRole('button', { name: '作废' }));
    expect(await intake().findByText('10 秒内可撤销')).toBeTruthy();
    await desk.user.click(intake().getByRole('button', { name: '撤销' }));
    expect(asked(desk, 'draft.restore')).toEqual([{ id: d.draft.id }]);
    expect(await intake().findByRole('textbox', { name: '描述' })).toHaveProperty('value', d.draft.fault.description);
  });

  it('after ten seconds there is nothing to undo', async () => {
    const desk = renderScene('desk-call');
    await desk.user.click(intake().getByRole('button', { name: '作废' }));
    await intake().findByText('10 秒内可撤销');
    act(() => desk.pass(11_000));
    expect(intake().queryByRole('button', { name: '撤销' })).toBeNull();
    expect(intake().getByRole('button', { name: '重新受理' })).toBeTruthy();
  });

  it('a form nobody wrote in goes with its call', () => {
    const desk = renderScene('desk-call');
    const empty = { ...d.draft, fault: { ...emptyFaultDraft, contactNumber: d.draft.fault.contactNumber } };
    act(() => desk.act.setDraft(empty));
    act(() => desk.act.setPhoneState(d.phone));
    act(() => desk.act.activate(d.otherDraft.id));
    expect(asked(desk, 'draft.discard')).toEqual([{ id: d.draft.id }]);
  });

  it('types a value instead of the one on file, and goes back to it', async () => {
    const desk = renderScene('desk-call');
    await desk.user.click(intake().getByRole('button', { name: '联系电话改填别的' }));
    await waitFor(() => expect(document.activeElement).toBe(field('联系电话')));
    await desk.user.keyboard('13900001111');
    await desk.user.click(intake().getByRole('button', { name: '联系电话改回资料里的' }));
    expect(field('联系电话')).toHaveProperty('value', '138****6621');
  });

  it('opens a draft without a call by F9 from today', async () => {
    const desk = renderScene('desk-idle', (call) => (call.name === 'draft.open' ? ok({ ...d.draft, id: 'd-new', callId: null, customerId: null, fault: emptyFaultDraft }) : undefined));
    await desk.user.keyboard('{F9}');
    await waitFor(() => expect(desk.store.getState().activeContact).toBe('d-new'));
    expect(intake().getAllByText('未识别').length).toBeGreaterThan(0);
  });
});

import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OutboxRow } from '#shared/contract/desk.ts';
import { ok } from '#shared/lib/result.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { renderScene } from '../../../../test/support/desk-preview/render.tsx';
import { queueLines } from './outbox-rows.ts';

const refused: OutboxRow = { commandId: 'cmd-9', type: 'ticket.create', ticketId: 't-9', label: '暂 8001-1120-07', at: d.NOW, state: 'rejected', problem: { code: 'CUSTOMER_NOT_FOUND' } };
const card = () => within(screen.getByRole('region', { name: '中心退回 1' }));

describe('outbox', () => {
  it('counts small things together and puts what is being written first', () => {
    const record = (id: string, at: number): OutboxRow => ({ commandId: id, type: 'interaction.record', ticketId: null, label: id, at, state: 'pending', problem: null });
    const lines = queueLines([record('林*芳', 1), record('何*', 3), { ...refused, commandId: 'x', state: 'inFlight', at: 2 }, refused], [{ ...d.draft, provisionalNo: '8001-1120-02' }, d.otherDraft]);
    expect(lines.map(({ type, count, label, state }) => [type, count, label, state])).toEqual([
      ['ticket.create', 1, '', 'editing'], ['interaction.record', 2, '何*', 'pending'], ['ticket.create', 1, '暂 8001-1120-07', 'inFlight'],
    ]);
  });

  it('is there while the hub is away, with the next try in seconds', () => {
    const desk = renderScene('desk-offline');
    expect(screen.getByText('待同步 3', { selector: 'h2' })).toBeTruthy();
    expect(screen.getByText('8 秒后重试')).toBeTruthy();
    act(() => desk.pass(3000));
    expect(screen.getByText('5 秒后重试')).toBeTruthy();
    act(() => desk.act.setHealth(d.health));
    expect(screen.queryByText('待同步 3', { selector: 'h2' })).toBeNull();
  });

  it('a refused command says why, and is mended and sent again as a draft', async () => {
    const desk = renderScene('desk-idle', (call) => (call.name === 'outbox.edit' ? ok({ ...d.draft, id: 'd-again', callId: null }) : undefined));
    act(() => desk.act.setOutbox([refused]));
    expect(card().getByText(/客户已不存在或不在您的范围/)).toBeTruthy();
    await desk.user.click(card().getByRole('button', { name: '改后重发' }));
    expect(desk.asked('data')).toContainEqual(['outbox.edit', { commandId: 'cmd-9' }]);
    expect(desk.store.getState().contacts.some((contact) => contact.draftId === 'd-again')).toBe(true);
    expect(await within(screen.getByRole('region', { name: '受理' })).findByRole('textbox', { name: '描述' })).toBeTruthy();
  });

  it('is discarded only with a reason', async () => {
    const desk = renderScene('desk-idle');
    act(() => desk.act.setOutbox([refused]));
    await desk.user.click(card().getByRole('button', { name: '作废' }));
    await desk.user.click(card().getByRole('button', { name: '确定作废' }));
    expect(card().getByText('请写作废原因')).toBeTruthy();
    await desk.user.type(card().getByRole('textbox', { name: '作废原因' }), '重复录入{Enter}');
    expect(desk.asked('data')).toContainEqual(['outbox.discard', { commandId: 'cmd-9', reason: '重复录入' }]);
  });
});

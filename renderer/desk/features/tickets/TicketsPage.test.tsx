import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/lib/result.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { renderScene } from '../../../../test/support/desk-preview/render.tsx';
import { byDeadline, offeredSteps } from './ticket-rows.ts';

const list = () => screen.getByRole('listbox', { name: '工单列表，按时限排序' });
const rows = () => within(list()).getAllByRole('option');
const detail = () => within(screen.getByRole('complementary', { name: '工单明细' }));

describe('ticket rows', () => {
  it('sorts by the deadline that comes first; tickets without one stand last', () => {
    const [first, second] = d.tickets;
    if (first === undefined || second === undefined) throw new Error('the picture has tickets');
    expect(byDeadline([{ ...first, id: 'none', clocks: [] }, second, first]).map((row) => row.id)).toEqual([first.id, second.id, 'none']);
  });

  it('offers intake only its own steps, and nobody the archive without a call-back', () => {
    expect(offeredSteps({ state: 'dispatched', ticketType: 'fault' }, 'agent')).toEqual(['withdrawn']);
    expect(offeredSteps({ state: 'dispatched', ticketType: 'fault' }, 'backOffice')).toEqual(['taken', 'returned', 'withdrawn']);
    expect(offeredSteps({ state: 'callback', ticketType: 'fault' }, 'backOffice')).toEqual(['processing']);
    expect(offeredSteps({ state: 'waitingCustomer', ticketType: 'fault' }, 'agent')).toEqual(['processing', 'withdrawn']);
  });
});

describe('ticket list', () => {
  it('arrows move and the detail follows; Esc closes it', async () => {
    const desk = renderScene('tickets');
    await waitFor(() => expect(rows()).toHaveLength(8));
    list().focus();
    await desk.user.keyboard('{ArrowDown}{ArrowDown}');
    expect(rows()[1]?.getAttribute('aria-selected')).toBe('true');
    expect(detail().getByText('FZ261119-1066')).toBeTruthy();
    expect(await detail().findByText('受理内容')).toBeTruthy();
    await desk.user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: '工单明细' })).toBeNull();
    expect(document.activeElement).toBe(list());
  });

  it('says how a ticket stands with the hub, and shows the official number when it comes', async () => {
    const desk = renderScene('tickets');
    act(() => desk.act.setTicket(d.waitingTicket));
    expect(await screen.findByText('暂 8001-1120-09')).toBeTruthy();
    expect(within(list()).getByText('待上传')).toBeTruthy();
    act(() => desk.act.setTicket({ ...d.waitingTicket, no: 'FZ261120-0200', sync: { kind: 'synced' } }));
    expect(screen.getByText('FZ261120-0200')).toBeTruthy();
    expect(screen.getByText('8001-1120-09 的正式单号 FZ261120-0200')).toBeTruthy();
  });

  it('adds a note by Enter', async () => {
    const desk = renderScene('tickets');
    act(() => desk.act.showTicket(d.tickets[0]?.id ?? ''));
    await desk.user.type(await screen.findByRole('textbox', { name: /记一条跟进/ }), '客户在家{Enter}');
    expect(desk.asked('data')).toContainEqual(['ticket.addNote', { id: d.tickets[0]?.id, text: '客户在家' }]);
  });

  it('asks a reason for 撤单 and says why a step was refused', async () => {
    const desk = renderScene('tickets', (call) => (call.name === 'ticket.transition' ? fail('TICKET_CLOSED') : undefined));
    act(() => desk.act.showTicket(d.tickets[3]?.id ?? ''));
    await desk.user.click(await detail().findByRole('button', { name: '撤单' }));
    await desk.user.type(detail().getByRole('textbox', { name: '撤单要写原因' }), '客户自行恢复{Enter}');
    expect(desk.asked('data')).toContainEqual(['ticket.transition', { id: d.tickets[3]?.id, to: 'withdrawn', reason: '客户自行恢复' }]);
    expect(await detail().findByText('没有改成：工单已结束，请新建并关联')).toBeTruthy();
  });

  it('has words for an empty view and for one that cannot be listed', async () => {
    const desk = renderScene('tickets', (call) => (call.name === 'ticket.list' ? ok([]) : undefined));
    expect(await screen.findByText('您名下没有工单')).toBeTruthy();
    desk.unmount();
    renderScene('tickets', (call) => (call.name === 'ticket.list' ? fail('DOOR_CLOSED') : undefined));
    expect(await screen.findByText(/列不出工单：/)).toBeTruthy();
  });
});

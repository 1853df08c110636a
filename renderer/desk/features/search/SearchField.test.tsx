import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '#shared/lib/result.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import type { Override } from '../../../../test/support/desk-preview/fake-ports.ts';
import { renderScene } from '../../../../test/support/desk-preview/render.tsx';

const hits = ['一', '二'].map((name, index) => ({
  customer: { id: `c-${index}`, maskedName: `林*${name}`, stars: 3, segment: 'public', maskedAddress: '鼓楼区江*路', maskedAccountNo: '5910****1' }, matched: '0591****8832',
}));
const found: Override = (call) => (call.name === 'customer.search' ? ok({ hits, capped: false }) : undefined);
const box = () => screen.getByRole('combobox', { name: '查找客户' });

describe('customer search', () => {
  it('takes the focus by Ctrl+K and gives it back by Esc', async () => {
    const desk = renderScene('desk-idle');
    const field = screen.getByRole('textbox', { name: '呼叫号码' });
    await desk.user.click(field);
    await desk.user.keyboard('{Control>}k{/Control}');
    expect(document.activeElement).toBe(box());
    await desk.user.keyboard('{Escape}');
    expect(document.activeElement).toBe(field);
  });

  it('opens the one under the arrows in a tab', async () => {
    const desk = renderScene('desk-idle', found);
    await desk.user.type(box(), '8832');
    await screen.findByText('林*二');
    await desk.user.keyboard('{ArrowDown}{Enter}');
    expect(desk.store.getState().contacts.at(-1)).toMatchObject({ customerId: 'c-1', pinned: true });
    expect(screen.getByRole('main', { name: '客户' })).toBeTruthy();
    expect(box()).toHaveProperty('value', '');
  });

  it('says what was searched while the hub is away', async () => {
    const desk = renderScene('desk-offline');
    await desk.user.type(box(), '没有的人');
    expect(await screen.findByText(/本机 68 万户里没有；中心离线/)).toBeTruthy();
  });

  it('refuses a sixth contact', async () => {
    const desk = renderScene('desk-idle', found);
    for (const id of ['a', 'b', 'c', 'e']) desk.act.setDraft({ ...d.otherDraft, id, customerId: id });
    await desk.user.type(box(), '8832');
    await screen.findByText('林*一');
    await desk.user.keyboard('{Enter}');
    expect(within(screen.getByRole('search')).getByText(/最多同时 5 个/)).toBeTruthy();
    expect(desk.store.getState().contacts).toHaveLength(5);
  });
});

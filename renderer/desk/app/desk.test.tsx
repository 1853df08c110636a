import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import * as d from '../../../test/support/desk-preview/data.ts';
import { renderScene } from '../../../test/support/desk-preview/render.tsx';

const ring = (desk: ReturnType<typeof renderScene>, calls = [d.ringingCall]): void => act(() => {
  desk.act.setPhoneState({ ...d.phone, calls });
  desk.act.setPop(d.ringingPop);
});

describe('a call on the desk', () => {
  it('rings without moving the focus from where someone types', async () => {
    const desk = renderScene('desk-idle');
    const field = screen.getByRole('textbox', { name: '呼叫号码' });
    await desk.user.type(field, '1330');
    ring(desk);
    expect(document.activeElement).toBe(field);
    await desk.user.keyboard('59');
    expect(field).toHaveProperty('value', '133059');
    expect(screen.getByRole('button', { name: /接听/ })).toBeTruthy();
  });

  it('announces an incoming call at once, and names the shell’s notice', () => {
    const desk = renderScene('desk-idle');
    ring(desk);
    expect(screen.getAllByRole('alert').map((region) => region.textContent)).toContain('来电 189****7031');
    expect(desk.asked('shell')).toContainEqual(['ring', { ringing: true, title: '来电 189****7031', body: '大客户直达' }]);
    act(() => desk.act.setPhoneState(d.phone));
    expect(desk.asked('shell').at(-1)).toEqual(['ring', { ringing: false, title: '', body: '' }]);
  });

  it('answers by F2 from inside a field', async () => {
    const desk = renderScene('desk-idle');
    ring(desk);
    await desk.user.click(screen.getByRole('textbox', { name: '呼叫号码' }));
    await desk.user.keyboard('{F2}');
    expect(desk.asked('phone')).toEqual([['answer', { callId: d.RING_ID }]]);
  });

  it('holds the current call before it answers the next', async () => {
    const desk = renderScene('desk-call');
    expect(screen.getByRole('button', { name: /保持并接听/ })).toBeTruthy();
    await desk.user.keyboard('{F2}');
    expect(desk.asked('phone')).toEqual([['hold', { callId: d.CALL_ID }], ['answer', { callId: d.RING_ID }]]);
  });

  it('does not answer when the current call would not be held, and says why', async () => {
    const desk = renderScene('desk-call', (call) => (call.name === 'hold' ? { ok: false, problem: { code: 'CALL_BAD_STATE' } } : undefined));
    await desk.user.keyboard('{F2}');
    expect(desk.asked('phone')).toEqual([['hold', { callId: d.CALL_ID }]]);
    expect(await screen.findByText('通话当前状态不能这样操作')).toBeTruthy();
  });

  it('mutes, swaps and hangs up by F6, F3 and F4', async () => {
    const desk = renderScene('desk-call');
    await desk.user.keyboard('{F6}{F3}');
    expect(desk.asked('phone')).toEqual([['mute', { callId: d.CALL_ID }], ['hold', { callId: d.CALL_ID }], ['resume', { callId: d.HELD_ID }]]);
    await desk.user.keyboard('{F4}');
    expect(desk.asked('phone').at(-1)).toEqual(['hangUp', { callId: d.CALL_ID }]);
  });

  it('never hangs up what only rings, nor a held customer, by F4', async () => {
    const desk = renderScene('desk-ringing');
    await desk.user.keyboard('{F4}');
    act(() => desk.act.setPhoneState({ ...d.phone, calls: [d.heldCall] }));
    await desk.user.keyboard('{F4}');
    expect(desk.asked('phone')).toEqual([]);
  });

  it('never ends, holds or answers a call by Esc, with or without a sheet open', async () => {
    const desk = renderScene('desk-call');
    await desk.user.keyboard('{Escape}');
    await desk.user.keyboard('?');
    expect(screen.getByRole('dialog', { name: '快捷键' })).toBeTruthy();
    await desk.user.keyboard('{Escape}{Escape}');
    expect(screen.queryByRole('dialog', { name: '快捷键' })).toBeNull();
    expect(desk.asked('phone')).toEqual([]);
  });

  it('keeps call keys alive under the mask of the shortcut sheet', async () => {
    const desk = renderScene('desk-muted');
    await desk.user.keyboard('?{F6}');
    expect(desk.asked('phone')).toEqual([['unmute', { callId: d.CALL_ID }]]);
  });

  it('draws the call in progress again when the desk comes back', () => {
    const desk = renderScene('desk-idle');
    act(() => {
      desk.act.setPhoneState({ ...d.phone, calls: [d.activeCall] });
      desk.act.attach({ ...d.picture, pops: [d.knownPop], drafts: [d.draft] });
    });
    const card = screen.getByRole('article', { name: /通话中 138\*\*\*\*6621/ });
    expect(within(card).getByRole('timer').textContent).toBe('00:04:37');
    expect(within(card).getByRole('button', { name: /挂断/ })).toBeTruthy();
  });

  it('counts all running times from one clock', () => {
    const desk = renderScene('desk-call');
    act(() => desk.pass(2000));
    expect(screen.getAllByRole('timer').map((timer) => timer.textContent)).toEqual(expect.arrayContaining(['00:04:39', '00:08', '00:02:43']));
  });

  it('shows a pressed mute key with the word that undoes it', () => {
    renderScene('desk-muted');
    expect(screen.getByRole('button', { name: /取消静音/ }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('agent state', () => {
  it('asks for the reason of 示忙 by Alt+2 and takes its digit', async () => {
    const desk = renderScene('desk-idle');
    await desk.user.keyboard('{Alt>}2{/Alt}');
    const first = await screen.findByRole('menuitem', { name: /整理资料/ });
    expect(document.activeElement).toBe(first);
    await desk.user.keyboard('3');
    expect(desk.asked('data').filter(([name]) => name === 'agent.setState')).toEqual([['agent.setState', { state: 'busy', reason: 'lead' }]]);
  });

  it('leaves digits to text fields', async () => {
    const desk = renderScene('desk-idle');
    await desk.user.type(screen.getByRole('textbox', { name: '呼叫号码' }), '123');
    expect(desk.asked('data').filter(([name]) => name === 'agent.setState')).toEqual([]);
  });

  it('goes to a break by Alt+3 and shows a refusal', async () => {
    const desk = renderScene('desk-idle', (call) => (call.name === 'agent.setState' ? { ok: false, problem: { code: 'AGENT_STATE_REFUSED' } } : undefined));
    await desk.user.keyboard('{Alt>}3{/Alt}');
    expect(await screen.findByText('现在不能切换到该状态')).toBeTruthy();
  });

  it('counts wrap-up down and names what follows', () => {
    const desk = renderScene('desk-acw');
    const card = screen.getByRole('article', { name: '话后' });
    expect(within(card).getByText('00:37')).toBeTruthy();
    act(() => desk.pass(30_000));
    expect(within(card).getByText('00:07')).toBeTruthy();
    expect(within(card).getByRole('button', { name: '现在小休' })).toBeTruthy();
  });
});

describe('leaving', () => {
  it('says what is unsent before it signs out, and stays on Esc', async () => {
    const desk = renderScene('desk-offline');
    act(() => desk.act.setPhoneState(d.phone));
    await desk.user.click(screen.getByRole('button', { name: /8001 陈思远/ }));
    await desk.user.click(await screen.findByRole('button', { name: '签出' }));
    expect(await screen.findByRole('alertdialog', { name: '还有 3 件未上传' })).toBeTruthy();
    await desk.user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(desk.asked('data').filter(([name]) => name === 'session.signOut')).toEqual([['session.signOut', { confirmed: false }]]);
  });

  it('asks before the window closes during a call, and Esc means no', async () => {
    const desk = renderScene('desk-call');
    act(() => desk.act.setCloseAsked({ inCall: true }));
    expect(screen.getByRole('alertdialog').textContent).toContain('关闭会挂断当前通话');
    await desk.user.keyboard('{Escape}');
    expect(desk.asked('shell').filter(([name]) => name === 'closeAnswer')).toEqual([['closeAnswer', false]]);
  });
});

describe('what is wrong is shown', () => {
  it('an offline hub: amber bar with what still works, red light, retry', async () => {
    const desk = renderScene('desk-offline');
    expect(screen.getByText(/电话正常，照常接听和受理/)).toBeTruthy();
    expect(screen.getByText('中心 离线')).toBeTruthy();
    await desk.user.click(screen.getByRole('button', { name: '立即重试' }));
    expect(desk.asked('data')).toContainEqual(['hub.retryNow', {}]);
  });

  it('a room that restarts, and the development banner', () => {
    renderScene('rooms-down');
    expect(screen.getByText(/本机数据正在重启/)).toBeTruthy();
    expect(screen.getByText(/开发模式/)).toBeTruthy();
  });
});

describe('shortcut sheet', () => {
  it('finds an action by a pressed key and by words, and gives the focus back', async () => {
    const desk = renderScene('desk-idle');
    const before = screen.getByRole('button', { name: '工单' });
    before.focus();
    await desk.user.keyboard('?');
    const search = screen.getByRole('textbox', { name: '找功能或按键' });
    expect(document.activeElement).toBe(search);
    await desk.user.keyboard('{Control>}s{/Control}');
    expect(search).toHaveProperty('value', 'Ctrl+S');
    expect(screen.getByText('保存草稿')).toBeTruthy();
    expect(screen.queryByText('接听 / 保持并接听')).toBeNull();
    await desk.user.keyboard('{Escape}');
    expect(document.activeElement).toBe(before);
  });
});

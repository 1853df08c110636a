import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { renderScene } from '../../../../test/support/desk-preview/render.tsx';

const fill = async (desk: ReturnType<typeof renderScene>, agentNo: string, password: string): Promise<void> => {
  await desk.user.type(screen.getByLabelText('工号'), agentNo);
  await desk.user.type(screen.getByLabelText('口令'), `${password}{Enter}`);
};

describe('sign-in', () => {
  it('signs in by typing and Enter, with the state chosen', async () => {
    const desk = renderScene('signin');
    expect(document.activeElement).toBe(screen.getByLabelText('工号'));
    await fill(desk, '8001', 'right');
    expect(desk.asked('data')).toContainEqual(['session.signIn', { agentNo: '8001', password: 'right', state: 'busy' }]);
    expect(await screen.findByRole('heading', { name: /陈思远/ })).toBeTruthy();
  });

  it('puts a wrong password under its field, tied to it, and keeps what was typed', async () => {
    const desk = renderScene('signin');
    await fill(desk, '8001', 'wrong');
    const password = screen.getByLabelText('口令');
    expect(password.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(password.getAttribute('aria-describedby') ?? '')?.textContent).toBe('工号或口令不对，还可再试 3 次');
    expect(screen.getByLabelText('工号')).toHaveProperty('value', '8001');
    expect(document.activeElement).toBe(password);
  });

  it('says what is missing instead of refusing to be pressed', async () => {
    const desk = renderScene('signin');
    await desk.user.click(screen.getByRole('button', { name: /^签入/ }));
    expect(screen.getByText('请填工号')).toBeTruthy();
    expect(desk.asked('data').filter(([name]) => name === 'session.signIn')).toEqual([]);
  });

  it.each([
    ['AUTH_LOCKED', { minutes: 12 }, '账号已锁定，12 分钟后再试，或请班长解锁'],
    ['HUB_PROTOCOL_MISMATCH', { desk: 1, hub: 2 }, /版本不合，请升级/],
    ['DOOR_CLOSED', {}, '本机后台正在重启，请稍候'],
  ])('shows %s in words', async (code, params, words) => {
    const desk = renderScene('signin', (call) => (call.name === 'session.signIn' ? { ok: false, problem: { code, params } } : undefined));
    await fill(desk, '8001', 'right');
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('unlocks while the hub is away, and becomes sign-in when it is back, fields kept', async () => {
    const desk = renderScene('unlock-offline');
    expect(screen.getByRole('heading', { name: '离线解锁' })).toBeTruthy();
    await desk.user.type(screen.getByLabelText('工号'), '8001');
    act(() => desk.act.setHealth(d.health));
    expect(screen.getByRole('heading', { name: '签入' })).toBeTruthy();
    expect(screen.getByLabelText('工号')).toHaveProperty('value', '8001');
    act(() => desk.act.setHealth(d.healthOffline));
    await desk.user.type(screen.getByLabelText('口令'), 'right{Enter}');
    expect(desk.asked('data')).toContainEqual(['session.unlock', { agentNo: '8001', password: 'right' }]);
  });

  it('turns to offline unlock when a hub has not answered for five seconds', () => {
    const desk = renderScene('signin');
    act(() => desk.act.setHealth({ ...d.health, hub: { kind: 'connecting', since: d.NOW } }));
    expect(screen.getByRole('heading', { name: '签入' })).toBeTruthy();
    act(() => desk.pass(6000));
    expect(screen.getByRole('heading', { name: '离线解锁' })).toBeTruthy();
  });

  it('names nobody and nothing personal before authentication', () => {
    renderScene('unlock-offline');
    expect(document.body.textContent).not.toMatch(/陈思远|8001/);
  });

  it('tells a version that does not fit and a store that cannot be opened, each with a way on', async () => {
    renderScene('signin-mismatch');
    expect(screen.getByRole('alert').textContent).toContain('请升级');
  });

  it('offers to start the local data again when it could not be opened', async () => {
    const desk = renderScene('signin-store');
    expect(screen.getByRole('alert').textContent).toContain('磁盘已满');
    await desk.user.click(screen.getByRole('button', { name: '重试' }));
    expect(desk.asked('shell')).toContainEqual(['restartData', {}]);
  });

  it('changes the language at once, and back', async () => {
    const desk = renderScene('signin');
    await desk.user.click(screen.getByRole('button', { name: 'English' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});

import { expect, test } from './support/fixtures.ts';
import { beginShift, onlineFault } from './support/session.ts';
import { VOICE_HZ } from './support/voice.ts';

test('ring, pop, answer, fault, hub: one ticket, and sound both ways', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  const before = await stack.observer().tickets();
  const callId = await ring(stack.callers.known.number);
  await expect(desk.ringing).toContainText(`${stack.callers.known.name.slice(0, 1)}*`);
  await desk.answer();
  await stack.control.until(callId, 'to hear the agent', (call) => call.heard.rms > 0.02 && Math.abs(call.heard.hz - VOICE_HZ) <= 10);
  await expect(desk.activeCall.getByRole('group', { name: '音量' }).locator(':scope > span').first().locator('[data-lit="true"]').first()).toBeVisible();
  await expect(desk.customer.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${stack.callers.known.name.slice(0, 1)}\\*`));

  await desk.openFault();
  await desk.fillFault(onlineFault);
  await desk.submitFault();
  await expect(desk.intake.getByText('已提交派单')).toBeVisible();
  const { number } = await desk.submittedNumber();
  const after = await stack.observer().tickets();
  expect(after.length).toBe(before.length + 1);
  expect(after.filter((ticket) => ticket.no === number)).toMatchObject([{ state: 'accepted', description: onlineFault.description }]);
  await desk.hangUp();
  expect((await stack.control.until(callId, 'to end', (call) => call.state === 'ended')).end).toBe('agentHungUp');
});

test('a ringing call never takes the focus from where one types', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  const first = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await desk.openFault();
  const description = desk.intake.getByRole('textbox', { name: '描述' });
  await description.focus();
  await desk.page.keyboard.type('客户说早上');
  const second = await ring(stack.callers.inOutage.number);
  await desk.ringing.waitFor();
  await desk.page.keyboard.type('就断了');
  await expect(description).toHaveValue('客户说早上就断了');
  await expect(description).toBeFocused();
  await stack.control.hangUp(second);
  await expect(desk.ringing).toBeHidden();
  await stack.control.hangUp(first);
});

test('hold, mute, reject, a caller who gives up, and calling out', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.page.keyboard.press('F2');
  await desk.activeCall.waitFor();
  await stack.control.until(callId, 'to hear the agent', (call) => call.heard.rms > 0.02);

  await desk.page.keyboard.press('F6');
  await stack.control.until(callId, 'to hear nothing', (call) => call.heard.rms < 0.005);
  await desk.page.keyboard.press('F6');
  await stack.control.until(callId, 'to hear the agent again', (call) => call.heard.rms > 0.02);

  await desk.page.keyboard.press('F3');
  await stack.control.until(callId, 'to be on hold', (call) => call.held);
  await desk.page.keyboard.press('F3');
  await stack.control.until(callId, 'to be back', (call) => !call.held && call.heard.rms > 0.02);
  await desk.page.keyboard.press('F4');
  await stack.control.until(callId, 'to end', (call) => call.state === 'ended');

  const refused = await ring(stack.callers.unknown.number);
  await desk.ringing.getByRole('button', { name: '拒接' }).click();
  expect((await stack.control.until(refused, 'to be refused', (call) => call.state === 'ended')).end).toBe('refused');

  const givenUp = await ring(null);
  await expect(desk.ringing).toContainText('未显示号码');
  await stack.control.hangUp(givenUp);
  await expect(desk.ringing).toBeHidden();

  await desk.callsColumn.getByRole('textbox', { name: '呼叫号码' }).fill(stack.callers.known.number);
  await desk.page.keyboard.press('Enter');
  await desk.activeCall.waitFor();
  await desk.hangUp();
});

test('a number with several customers asks which one; an unknown one can be served all the same', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  const shared = await ring(stack.callers.shared.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await expect(desk.customer.getByText(/对应 \d+ 位客户/)).toBeVisible();
  await stack.control.hangUp(shared);
  await expect(desk.activeCall).toBeHidden();

  const unknown = await ring(stack.callers.unknown.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await expect(desk.customer.getByRole('heading', { level: 1, name: /未识别/ })).toBeVisible();
  await stack.control.hangUp(unknown);
});

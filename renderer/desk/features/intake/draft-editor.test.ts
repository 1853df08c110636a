import { describe, expect, it } from 'vitest';
import type { DraftView } from '#shared/contract/desk.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { DraftEditor } from './draft-editor.ts';

/** A data room that answers when the test says so, and timers that fire when it says so. */
function setUp() {
  const timers: { run: () => void; delayMs: number }[] = [];
  const saves: { fault: DraftView['fault']; answer: (result: Result<DraftView>) => void }[] = [];
  const editor = new DraftEditor(d.draft, {
    save: (_id, fault) => new Promise((resolve) => saves.push({ fault, answer: resolve })),
    timers: {
      set: (run, delayMs) => {
        const timer = { run, delayMs };
        timers.push(timer);
        return timer;
      },
      clear: (handle) => void timers.splice(0, timers.length, ...timers.filter((timer) => timer !== handle)),
    },
    pauseMs: 400, retryMs: 2000,
  });
  const fire = (): void => timers.splice(0).forEach((timer) => timer.run());
  const answer = async (index: number, result?: Result<DraftView>): Promise<void> => {
    const save = saves[index];
    save?.answer(result ?? ok({ ...d.draft, fault: save.fault }));
    await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
    await Promise.resolve();
  };
  return { editor, timers, saves, fire, answer };
}

describe('draft editor', () => {
  it('saves once, 400 ms after the last key', async () => {
    const { editor, timers, saves, fire, answer } = setUp();
    editor.edit({ description: '宽' });
    editor.edit({ description: '宽带' });
    expect(timers.map((timer) => timer.delayMs)).toEqual([400]);
    expect(saves).toHaveLength(0);
    fire();
    expect(saves.map((save) => save.fault.description)).toEqual(['宽带']);
    await answer(0);
    expect(editor.view().save).toBe('saved');
  });

  it('sends what was typed during a save after it, one at a time', async () => {
    const { editor, saves, fire, answer } = setUp();
    editor.edit({ description: 'a' });
    fire();
    editor.edit({ description: 'ab' });
    fire();
    expect(saves).toHaveLength(1);
    await answer(0);
    fire();
    expect(saves.map((save) => save.fault.description)).toEqual(['a', 'ab']);
  });

  it('flush resolves when everything typed is with the data room', async () => {
    const { editor, saves, answer } = setUp();
    editor.edit({ description: 'a' });
    const flushed = editor.flush();
    editor.edit({ description: 'ab' });
    await answer(0);
    expect(saves).toHaveLength(2);
    await answer(1);
    expect(await flushed).toBe(true);
  });

  it('keeps what was typed and takes what came from elsewhere', () => {
    const { editor } = setUp();
    editor.edit({ description: '客户这样说' });
    editor.receive({ ...d.draft, fault: { ...d.draft.fault, contactName: { from: 'record', ref: 'customer:name', masked: '王*' } } });
    expect(editor.view().fault).toMatchObject({ description: '客户这样说', contactName: { masked: '王*' } });
  });

  it('puts a customer’s data back when a save on its way was older than it', async () => {
    const { editor, saves, fire, answer } = setUp();
    editor.edit({ description: '客户这样说' });
    fire();
    const chosen = { ...d.draft.fault, settlement: 'rural' as const };
    editor.receive({ ...d.draft, fault: chosen });
    await answer(0);
    fire();
    expect(saves.at(-1)?.fault).toMatchObject({ description: '客户这样说', settlement: 'rural' });
  });

  it('tries again after 2 s when a save did not arrive, and loses nothing', async () => {
    const { editor, timers, saves, fire, answer } = setUp();
    editor.edit({ description: '不能丢' });
    fire();
    await answer(0, fail('DOOR_CLOSED'));
    expect(editor.view()).toMatchObject({ save: 'failed', fault: { description: '不能丢' } });
    expect(timers.map((timer) => timer.delayMs)).toEqual([2000]);
    fire();
    await answer(1);
    expect(editor.view().save).toBe('saved');
    expect(saves).toHaveLength(2);
  });

  it('a flush that cannot save says so', async () => {
    const { editor, answer } = setUp();
    editor.edit({ description: '不能丢' });
    const flushed = editor.flush();
    await answer(0, fail('DOOR_CLOSED'));
    expect(await flushed).toBe(false);
  });
});

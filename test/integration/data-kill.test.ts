import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findCommand } from '../../electron/data/store/outbox/commands.ts';
import { findDraft } from '../../electron/data/store/outbox/drafts.ts';
import { openStores, storePaths } from '../../electron/data/store/stores.ts';
import { testDir } from '../support/data-room.ts';

const child = fileURLToPath(new URL('../support/saving-child.ts', import.meta.url));
const keyHex = '5a'.repeat(32);

/** Runs the saving child on a folder and kills it with SIGKILL in the middle; the ids it had acknowledged. */
async function saveAndKill(dir: string, enough: number): Promise<[draft: string, command: string][]> {
  const running = spawn(process.execPath, [child, dir, keyHex], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  await new Promise<void>((resolve) => {
    running.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.split('\n').length > enough) running.kill('SIGKILL');
    });
    running.on('exit', () => resolve());
  });
  return text.split('\n').filter((line) => line.length === 73).map((line) => line.split(' ') as [string, string]);
}

it('kill -9 in the middle of saving loses nothing that was acknowledged, three times over', async () => {
  const dir = testDir();
  const acknowledged: [string, string][] = [];
  for (let round = 0; round < 3; round++) {
    acknowledged.push(...(await saveAndKill(dir, 150 + round * 40)));
    const stores = openStores({ paths: storePaths(dir), keyHex, reserve: { free: () => false, hold: () => true }, nativeBinding: null, onSlow: () => undefined, now: Date.now });
    expect(stores.problem).toBeNull();
    for (const [draftId, commandId] of acknowledged) {
      expect(findDraft(stores.outbox, '8001', draftId)?.fault.description.startsWith(draftId)).toBe(true);
      expect(findCommand(stores.outbox, '8001', commandId)?.state).toBe('pending');
    }
    stores.close();
  }
  expect(acknowledged.length).toBeGreaterThan(450);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { emptyFaultDraft } from '#shared/domain/intake-form.ts';
import { withReserve } from '../../electron/data/store/full-disk.ts';
import { addCommand } from '../../electron/data/store/outbox/commands.ts';
import { saveDraft } from '../../electron/data/store/outbox/drafts.ts';
import { fileReserve } from '../../electron/data/store/reserve.ts';
import { openStores, prepareFolder, storePaths } from '../../electron/data/store/stores.ts';
import { createCommand } from './tickets.ts';

/** Saves drafts and commands without end and says each one's id when it is acknowledged; its parent kills it. */
const [dir = '', keyHex = ''] = process.argv.slice(2);
const paths = storePaths(dir);
prepareFolder(paths);
const reserve = fileReserve(paths.reserve);
const stores = openStores({ paths, keyHex, reserve, nativeBinding: null, onSlow: () => undefined, now: Date.now });
const outbox = withReserve(stores.outbox, reserve, () => undefined);

function saveOne(): void {
  const id = randomUUID();
  const description = `${id} ${randomBytes(200).toString('hex')}`;
  saveDraft(outbox, {
    id, author: '8001', callId: null, customerId: null, fault: { ...emptyFaultDraft, description }, openedAt: 1, savedAt: 1, provisionalNo: null, discardedAt: null, replaces: null,
  });
  const command = { ...createCommand(), id: randomUUID(), entityId: id };
  addCommand(outbox, command, '8001-1120-01', null);
  process.stdout.write(`${id} ${command.id}\n`);
  setImmediate(saveOne);
}
saveOne();

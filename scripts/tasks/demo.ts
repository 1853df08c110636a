import { runTask } from '../setup/say.mjs';
import { driveDesktop } from '../stack/drive.ts';

await runTask(() => driveDesktop('test/demo/main.ts', process.argv.slice(2)));

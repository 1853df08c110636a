import { runTask } from '../setup/say.mjs';
import { driveDesktop } from '../stack/drive.ts';

await runTask(() => driveDesktop('test/bench/main.ts', process.argv.slice(2)));

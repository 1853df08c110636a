import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The OS user PostgreSQL runs as; null = the user this process already is. PostgreSQL refuses to run as root. */
export interface ServerOwner {
  readonly uid: number;
  readonly gid: number;
}

const USER = 'postgres';

/** As root: the system user `postgres`, made if the machine has none. Else null. */
export async function serverOwner(): Promise<ServerOwner | null> {
  if (process.getuid?.() !== 0) return null;
  const known = await lookUp();
  if (known !== null) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
  const made = await lookUp();
  if (made === null) throw new Error(`The system user ${USER} could not be made`);
  return made;
}

async function lookUp(): Promise<ServerOwner | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', USER]), run('id', ['-g', USER])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

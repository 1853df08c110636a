import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';

const usersFile = z.record(z.string().regex(/^[A-Za-z0-9._+-]{1,64}$/), z.string().min(1).max(256));

/**
 * Extensions and passwords from a JSON file (`{"8001":"secret"}`), which whoever issues them may rewrite at
 * any time: it is read again when it changes. A file that is missing or broken keeps what was known.
 */
export class UsersFile {
  readonly #path: string;
  readonly #onFault: (where: string, issue: string) => void;
  #users: ReadonlyMap<string, string> = new Map();
  #stamp = '';

  constructor(path: string, onFault: (where: string, issue: string) => void) {
    this.#path = path;
    this.#onFault = onFault;
  }

  password(user: string): string | undefined {
    this.#reread();
    return this.#users.get(user);
  }

  #reread(): void {
    try {
      const { mtimeMs, size, ino } = statSync(this.#path);
      const stamp = `${mtimeMs}/${size}/${ino}`;
      if (stamp === this.#stamp) return;
      this.#users = new Map(Object.entries(usersFile.parse(JSON.parse(readFileSync(this.#path, 'utf8')))));
      this.#stamp = stamp;
    } catch (error) {
      this.#onFault('CONFIG_INVALID', `users file: ${error instanceof Error ? error.name : 'unreadable'}`);
    }
  }
}

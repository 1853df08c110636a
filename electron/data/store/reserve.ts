import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Disk space kept in hand: after SQLITE_FULL not even DELETE or a checkpoint works, so the save that met the
 * full disk is finished in the room this file gives back.
 */
export interface Reserve {
  /** True when space was given back. */
  free(): boolean;
  /** Takes the space again if there is room; true when it is held. */
  hold(): boolean;
}

export const RESERVE_BYTES = 4 * 1024 * 1024;

export function fileReserve(file: string): Reserve {
  return {
    free() {
      if (!existsSync(file)) return false;
      rmSync(file, { force: true });
      return true;
    },
    hold() {
      try {
        if (existsSync(file) && statSync(file).size >= RESERVE_BYTES) return true;
        // Written bytes, not a hole: a sparse file reserves nothing.
        writeFileSync(file, Buffer.alloc(RESERVE_BYTES, 0x5a), { mode: 0o600, flush: true });
        return true;
      } catch {
        rmSync(file, { force: true });
        return false;
      }
    },
  };
}

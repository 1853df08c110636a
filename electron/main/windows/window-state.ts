import { z } from 'zod';

/** Position and size in device-independent pixels, and whether the window fills the screen. */
export const windowStateSchema = z.object({
  x: z.number().int(), y: z.number().int(),
  width: z.number().int().min(200).max(20_000), height: z.number().int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export interface Area { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The desk is laid out down to 1366 × 768 less a task bar. */
export const MINIMUM = { width: 1180, height: 660 } as const;
const PREFERRED = { width: 1600, height: 940 } as const;
/** So much of the title bar must be reachable on a screen for a saved position to be used again. */
const REACHABLE = 120;

/** Where to open: the saved place if a screen still shows it, else the middle of the primary screen. */
export function fitWindow(saved: WindowState | null, workAreas: readonly Area[]): WindowState {
  const primary = workAreas[0] ?? { x: 0, y: 0, width: 1366, height: 768 };
  const home = saved === null ? undefined : workAreas.find((area) => reachable(saved, area));
  if (saved === null || home === undefined) {
    const width = Math.min(PREFERRED.width, primary.width);
    const height = Math.min(PREFERRED.height, primary.height);
    return {
      x: primary.x + Math.round((primary.width - width) / 2),
      y: primary.y + Math.round((primary.height - height) / 2),
      width, height,
      // A small screen is used whole.
      maximized: saved?.maximized ?? primary.width <= 1366,
    };
  }
  return { ...saved, width: clamp(saved.width, MINIMUM.width, home.width), height: clamp(saved.height, MINIMUM.height, home.height) };
}

function reachable(state: WindowState, area: Area): boolean {
  const across = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x);
  return across >= REACHABLE && state.y >= area.y && state.y <= area.y + area.height - REACHABLE;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, high), Math.min(low, high));
}

/**
 * Brings an element into view by scrolling its own list only. `scrollIntoView` would also move the window's
 * frame, which must stand still. `start`: to the top; `nearest`: as little as needed. `room` is kept clear at the edges, px.
 */
export function scrollInside(list: HTMLElement | null | undefined, element: Element | null | undefined, to: 'start' | 'nearest', room = 8): void {
  if (list == null || element == null) return;
  const [outer, inner] = [list.getBoundingClientRect(), element.getBoundingClientRect()];
  const [above, below] = [inner.top - outer.top - room, inner.bottom - outer.bottom + room];
  if (to === 'start') list.scrollTop += above;
  else if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += Math.min(below, above);
}

export type Way = 'left' | 'right' | 'up' | 'down';

const ways: Readonly<Record<string, Way>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/**
 * Takes the focus with an arrow key from one thing to another: each has its number as data-item, and the map says which lies that way.
 * Null is the end of the way; a way that leads nowhere at all, undefined, is left to others.
 */
export function moveFocus(e: KeyboardEvent, map: (item: number, way: Way) => number | null | undefined): void {
  const way = ways[e.key];
  const from = (e.target as Element).closest<HTMLElement | SVGElement>('[data-item]');
  if (way === undefined || from === null || e.altKey || e.ctrlKey || e.metaKey) {
    return;
  }

  const to = map(Number(from.dataset['item']), way);
  if (to !== undefined) {
    (e.currentTarget as Element).querySelector<HTMLElement | SVGElement>(`[data-item="${to}"]`)?.focus();
    e.preventDefault();
    e.stopPropagation();
  }
}

/** The way along a line of words, in the direction of the writing. */
export function alongLine(item: number, way: Way, direction: string): number | undefined {
  return way === (direction === 'rtl' ? 'left' : 'right') ? item + 1 : way === (direction === 'rtl' ? 'right' : 'left') ? item - 1 : undefined;
}

/** The way along a column. */
export function alongColumn(item: number, way: Way): number | undefined {
  return way === 'down' ? item + 1 : way === 'up' ? item - 1 : undefined;
}

import { expect, test } from 'vitest';
import { ticketNo } from './ticket-no.ts';

test('S-94 city, day and count; a busy day may have five digits', () => {
  expect(ticketNo('FZ', '2026-11-19', 782)).toBe('FZ261119-0782');
  expect(ticketNo('FZ', '2026-11-19', 12_345)).toBe('FZ261119-12345');
});

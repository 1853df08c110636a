import { randomInt } from 'node:crypto';

/** Groups of four without look-alikes, made to be typed: nearly 20 bits a group. */
export function newSecret(groups: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

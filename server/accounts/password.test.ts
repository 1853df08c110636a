import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('a password fits its own hash only; two hashes of one password differ', async () => {
  const [one, two] = await Promise.all([hashPassword('口令-Pass'), hashPassword('口令-Pass')]);
  expect(one).not.toBe(two);
  expect(await verifyPassword('口令-Pass', one)).toBe(true);
  expect(await verifyPassword('口令-pass', one)).toBe(false);
  expect(await verifyPassword('口令-Pass', null)).toBe(false);
  expect(await verifyPassword('口令-Pass', 'scrypt$broken')).toBe(false);
});

test('a hash made with other parameters is still read', async () => {
  const cheap = 'scrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA$';
  expect(await verifyPassword('x', cheap)).toBe(false);
});

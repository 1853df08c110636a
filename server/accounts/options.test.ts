import { expect, test } from 'vitest';
import { readGiven, readRequest } from './options.ts';

const read = (words: string, env: Readonly<Record<string, string>> = {}): ReturnType<typeof readRequest> => readRequest(words === '' ? [] : words.split(' '), env);
const refused = (option: string): unknown => expect.objectContaining({ problem: { code: 'OPTION_INVALID', params: { option, why: expect.any(String) as unknown, why_en: expect.any(String) as unknown } } });

test('each command takes its own options; DATABASE_URL stands in for --database-url', () => {
  expect(read('add --no 8001 --name 张三 --role agent --org fz-1')).toMatchObject({ command: 'add', no: '8001', 'password-stdin': false });
  expect(read('org list --state-dir x', { DATABASE_URL: 'postgres://a/b' })).toMatchObject({ command: 'org list', 'database-url': 'postgres://a/b' });
  expect(read('--help')).toBe('help');
});

test.each([
  ['', '<command>'],
  ['remove --no 8001', '<command>'],
  ['list 8001', '<command>'],
  ['unlock', '--no'],
  ['unlock --no', '--no'],
  ['unlock --no 80/01', '--no'],
  ['unlock --no 8001 --role agent', '--role'],
  ['add --no 8001 --name 张三 --role boss --org fz-1', '--role'],
  ['org add --id FZ --name 福州', '--id'],
  ['org add --id fz --name 福州 --area-code 0000', '--area-code'],
  ['list --database-url mysql://x', '--database-url'],
  ['list --nonsense', '--nonsense'],
])('%s → %s', (words, option) => {
  expect(() => read(words)).toThrow(refused(option));
});

test('a password on the command line is refused and not repeated', () => {
  expect(() => read('add --no 8001 --password=Geheim-4711')).toThrow(refused('--password'));
  expect(() => read('add Geheim-4711')).toThrow(refused('<command>'));
  for (const words of ['add --no 8001 --password=Geheim-4711', 'reset-password --password Geheim-4711', 'add Geheim-4711']) {
    expect(() => read(words)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('Geheim') as unknown }));
  }
});

test('passwords from standard input: one line or two, long enough, without control characters', () => {
  expect(readGiven('Banzhang-10000\n')).toEqual({ password: 'Banzhang-10000', sipPassword: null });
  expect(readGiven('Banzhang-10000\r\nfenji-8001\r\n')).toEqual({ password: 'Banzhang-10000', sipPassword: 'fenji-8001' });
  for (const bad of ['', '\n', 'short\n', 'Banzhang-10000\n\nx', 'Banzhang\u0000-10000', 'Banzhang-10000\nshort']) expect(() => readGiven(bad)).toThrow(refused('--password-stdin'));
});

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { roleSchema } from '#shared/domain/agent.ts';
import { subscriberLengths } from '#shared/domain/area-codes.ts';
import { optionRefused } from '../startup-error.ts';
import { isStorable } from '../storable.ts';

export const helpText = `账号与组织 / Accounts and organisation

用法 / Usage: npm run accounts -- <命令 / command> [选项 / options]

  add --no N --name NAME --role ROLE --org ORG [--password-stdin]
                         建账号，口令随机生成、只显示一次 / adds one; its passwords are made up and shown once
  list                   列出账号 / lists them
  unlock --no N          解除口令锁定 / lifts the lock after wrong passwords
  disable --no N         停用并结束其会话 / disables it and ends its sessions
  enable --no N          恢复 / enables it again
  reset-password --no N [--password-stdin]
                         换新口令并结束其会话 / gives a new password and ends its sessions
  org add --id ID --name NAME [--parent ORG] [--area-code 0591 --ticket-prefix FZ]
                         建组织：总部、省、市、班组，级别随上级；市须有区号和工单前缀
                         adds headquarters, province, city or team, one below its parent; a city needs area code and ticket prefix
  org list               列出组织 / lists the organisation

  --role ROLE            ${roleSchema.options.join(' | ')}
  --org, --parent ORG    组织标识或路径，如 fz-1 或 /hq/fj/fz/fz-1/ / id or path
  --password-stdin       从标准输入读：第一行登录口令，第二行（可无）分机口令
                         read from standard input: the password, then, if there is a second line, the SIP password
  --database-url URL     自备 PostgreSQL（或环境变量 DATABASE_URL） / your own PostgreSQL (or DATABASE_URL)
  --state-dir DIR        不设则用内嵌库，其状态目录 / else the embedded one and its state folder (.demo/hub)
  --help

空库起步 / To begin on an empty database:
  org add --id hq --name 总部
  org add --id fj --name 福建 --parent hq
  org add --id fz --name 福州 --parent fj --area-code 0591 --ticket-prefix FZ
  org add --id fz-1 --name 受理一班 --parent fz
  add --no 8001 --name 张三 --role agent --org fz-1
`;

const nameText = z.string().trim().min(1).max(60).refine((text) => isStorable(text) && !/\p{Cc}/u.test(text));
const agentNo = z.string().regex(/^[A-Za-z0-9]{1,32}$/);
const orgRef = z.string().min(1).max(600).refine(isStorable);
const target = {
  'state-dir': z.string().min(1).default('.demo/hub'),
  'database-url': z.string().regex(/^postgres(ql)?:\/\//).optional(),
};

const requestSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('add'), no: agentNo, name: nameText, role: roleSchema, org: orgRef, 'password-stdin': z.boolean().default(false), ...target }),
  z.strictObject({ command: z.literal('list'), ...target }),
  z.strictObject({ command: z.literal('unlock'), no: agentNo, ...target }),
  z.strictObject({ command: z.literal('disable'), no: agentNo, ...target }),
  z.strictObject({ command: z.literal('enable'), no: agentNo, ...target }),
  z.strictObject({ command: z.literal('reset-password'), no: agentNo, 'password-stdin': z.boolean().default(false), ...target }),
  z.strictObject({
    command: z.literal('org add'),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
    name: nameText,
    parent: orgRef.optional(),
    'area-code': z.string().refine((code) => subscriberLengths(code).length > 0).optional(),
    'ticket-prefix': z.string().regex(/^[A-Z]{2,4}$/).optional(),
    ...target,
  }),
  z.strictObject({ command: z.literal('org list'), ...target }),
]);

/** One thing asked of the tool, checked as far as that goes without a database. */
export type AccountsRequest = z.infer<typeof requestSchema>;

/** What each option must look like, in both languages. */
const expected: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  command: ['应为 add、list、unlock、disable、enable、reset-password、org add、org list 之一', 'one of add, list, unlock, disable, enable, reset-password, org add, org list'],
  no: ['工号须为 1–32 位字母或数字', 'an agent number of 1 to 32 letters or digits is needed'],
  name: ['名称须为 1–60 个字', 'a name of 1 to 60 characters is needed'],
  role: [`应为 ${roleSchema.options.join('、')} 之一`, `one of ${roleSchema.options.join(', ')} is needed`],
  org: ['须给出组织标识或路径', 'the id or path of an organisation is needed'],
  parent: ['须为组织标识或路径', 'the id or path of an organisation is needed'],
  id: ['须为 1–32 位小写字母、数字或连字符', 'an id of 1 to 32 lower-case letters, digits or hyphens is needed'],
  'area-code': ['不是已知的长途区号', 'not a known area code'],
  'ticket-prefix': ['须为 2–4 个大写字母', '2 to 4 capital letters are needed'],
  'database-url': ['须以 postgres:// 开头', 'it begins with postgres://'],
  'state-dir': ['须给出目录', 'a folder is needed'],
};

/** Throws a StartupError with OPTION_INVALID; never repeats a value, which might be a misplaced password. */
export function readRequest(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): AccountsRequest | 'help' {
  const { values, positionals } = parseFlags(argv);
  if (values['help'] === true) return 'help';
  const url = env['DATABASE_URL'] ?? '';
  const fromEnv = url === '' ? {} : { 'database-url': url };
  const parsed = requestSchema.safeParse({ ...fromEnv, ...values, command: positionals.join(' ') });
  if (parsed.success) return { ...parsed.data, 'state-dir': resolve(parsed.data['state-dir']) };
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') throw optionRefused(`--${issue.keys[0] ?? '?'}`, '不用于此命令', 'not an option of this command');
  const option = String(issue?.path[0] ?? 'command');
  const [zh, en] = expected[option] ?? ['无效', 'not valid'];
  throw optionRefused(option === 'command' ? '<command>' : `--${option}`, zh, en);
}

function parseFlags(argv: readonly string[]): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: {
        no: text, name: text, role: text, org: text, id: text, parent: text, 'area-code': text, 'ticket-prefix': text,
        'state-dir': text, 'database-url': text, 'password-stdin': { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const option = /'(-[\w-]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '?';
    if (option === '--password') throw optionRefused(option, '口令不写在命令行上，请用 --password-stdin', 'passwords are not given on the command line; use --password-stdin');
    throw optionRefused(option, '不认识此选项，或缺少值', 'unknown, or without a value');
  }
}

const secretText = (shortest: number, longest: number): z.ZodType<string> =>
  z.string().min(shortest).max(longest).refine((text) => isStorable(text) && !/\p{Cc}/u.test(text));
const givenSchema = z.tuple([secretText(10, 256), secretText(8, 128).optional()]);

/** Sign-in password and, if there is a second line, the SIP password. */
export function readGiven(text: string): { readonly password: string; readonly sipPassword: string | null } {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const parsed = givenSchema.safeParse(lines);
  if (!parsed.success) {
    throw optionRefused('--password-stdin', '第一行登录口令 10–256 字，第二行（可无）分机口令 8–128 字', 'first line: a password of 10 to 256 characters; second, if any: a SIP password of 8 to 128');
  }
  const [password, sipPassword] = parsed.data;
  return { password, sipPassword: sipPassword ?? null };
}

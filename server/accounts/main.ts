import { text } from 'node:stream/consumers';
import { userInfo } from 'node:os';
import { assertNever } from '#shared/lib/assert-never.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { openEmbedded } from '../db/embedded/cluster.ts';
import { openIdentity } from '../meta/hub-meta.ts';
import { addOrg, listOrgs } from '../org/manage-orgs.ts';
import { ensureDemoAccounts, writeSipUsers } from '../seed/demo-accounts.ts';
import { runAsProgram } from '../startup-error.ts';
import { addAccount, listAccounts, resetPassword, setEnabled, unlockAccount, type Change } from './manage.ts';
import { helpText, readGiven, readRequest, type AccountsRequest } from './options.ts';
import { newSecret } from './secret.ts';

interface Passwords {
  readonly password: string;
  readonly sipPassword: string;
  /** Those we made up, to be shown once. */
  readonly shown: readonly string[];
}

/** Does what was asked and gives the lines to print. */
async function carryOut(db: Database, request: AccountsRequest, change: Change): Promise<readonly string[]> {
  switch (request.command) {
    case 'add': {
      const { password, sipPassword, shown } = await passwordsFor(request['password-stdin'], true);
      await addAccount(db, { no: request.no, name: request.name, role: request.role, org: request.org, password, sipPassword }, change);
      return [`${request.no} 已建 / added`, ...shown];
    }
    case 'list':
      return [
        line('工号 no', '姓名 name', '角色 role', '组织 org', '状态 state'),
        ...(await listAccounts(db.sql, change.at)).map((account) => {
          const states = [account.enabled ? '可用 enabled' : '停用 disabled'];
          if (account.lockedMinutes > 0) states.push(`锁定 locked ${account.lockedMinutes} min`);
          if (account.demo) states.push('演示 demo');
          return line(account.no, account.name, account.role, account.orgId, states.join(', '));
        }),
      ];
    case 'unlock':
      await unlockAccount(db, request.no, change);
      return [`${request.no} 已解锁 / unlocked`];
    case 'disable': {
      const ended = await setEnabled(db, request.no, false, change);
      return [`${request.no} 已停用，结束会话 ${ended} 个 / disabled; sessions ended: ${ended}`];
    }
    case 'enable':
      await setEnabled(db, request.no, true, change);
      return [`${request.no} 已恢复 / enabled`];
    case 'reset-password': {
      const { password, shown } = await passwordsFor(request['password-stdin'], false);
      const ended = await resetPassword(db, request.no, password, change);
      return [`${request.no} 已换口令，结束会话 ${ended} 个 / new password set; sessions ended: ${ended}`, ...shown];
    }
    case 'org add': {
      const { id, name, parent = null, 'area-code': areaCode = null, 'ticket-prefix': ticketPrefix = null } = request;
      const org = await addOrg(db, { id, name, parent, areaCode, ticketPrefix }, change);
      return [`${org.path} 已建 / added`];
    }
    case 'org list':
      return [
        line('路径 path', '级别 level', '名称 name', '区号 area', '工单前缀 prefix'),
        ...(await listOrgs(db.sql)).map((org) => line(org.path, org.level, org.name, org.areaCode ?? '', org.ticketPrefix ?? '')),
      ];
    default:
      return assertNever(request);
  }
}

async function passwordsFor(fromStdin: boolean, withSip: boolean): Promise<Passwords> {
  const given = fromStdin ? readGiven(await text(process.stdin)) : null;
  const password = given?.password ?? newSecret(3);
  const sipPassword = given?.sipPassword ?? newSecret(5);
  const shown: string[] = [];
  if (given === null) shown.push(`登录口令 / password: ${password}`);
  if (withSip && (given?.sipPassword ?? null) === null) shown.push(`分机口令 / SIP password: ${sipPassword}`);
  if (shown.length > 0) shown.push('口令只显示这一次 / passwords are shown this once');
  return { password, sipPassword, shown };
}

function line(...cells: readonly string[]): string {
  return cells.join('\t');
}

/** A user id without an entry has no name. */
function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}

async function main(): Promise<void> {
  const request = readRequest(process.argv.slice(2), process.env);
  if (request === 'help') return void process.stdout.write(helpText);
  const own = request['database-url'];
  const stateDir = request['state-dir'];
  const cluster = own === undefined ? await openEmbedded({ stateDir }) : null;
  try {
    const db = await openDatabase({ url: own ?? cluster?.url ?? '', connections: 2 });
    try {
      await openIdentity(db);
      if (cluster !== null) await ensureDemoAccounts(db, stateDir);
      const lines = await carryOut(db, request, { at: Date.now(), by: operator() });
      if (cluster !== null) await writeSipUsers(db, stateDir);
      process.stdout.write(`${lines.join('\n')}\n`);
    } finally {
      await db.close();
    }
  } finally {
    await cluster?.close();
  }
}

runAsProgram(import.meta.url, main);

import { app as zhApp } from './zh-CN/app.ts';
import { calls as zhCalls } from './zh-CN/calls.ts';
import { codes as zhCodes } from './zh-CN/codes.ts';
import { common as zhCommon } from './zh-CN/common.ts';
import { contact as zhContact } from './zh-CN/contact.ts';
import { idle as zhIdle } from './zh-CN/idle.ts';
import { intake as zhIntake } from './zh-CN/intake.ts';
import { notices as zhNotices } from './zh-CN/notices.ts';
import { outbox as zhOutbox } from './zh-CN/outbox.ts';
import { search as zhSearch } from './zh-CN/search.ts';
import { shortcuts as zhShortcuts } from './zh-CN/shortcuts.ts';
import { signin as zhSignin } from './zh-CN/signin.ts';
import { status as zhStatus } from './zh-CN/status.ts';
import { tickets as zhTickets } from './zh-CN/tickets.ts';
import { topbar as zhTopbar } from './zh-CN/topbar.ts';
import { ui as zhUi } from './zh-CN/ui.ts';
import { app as enApp } from './en/app.ts';
import { calls as enCalls } from './en/calls.ts';
import { codes as enCodes } from './en/codes.ts';
import { common as enCommon } from './en/common.ts';
import { contact as enContact } from './en/contact.ts';
import { idle as enIdle } from './en/idle.ts';
import { intake as enIntake } from './en/intake.ts';
import { notices as enNotices } from './en/notices.ts';
import { outbox as enOutbox } from './en/outbox.ts';
import { search as enSearch } from './en/search.ts';
import { shortcuts as enShortcuts } from './en/shortcuts.ts';
import { signin as enSignin } from './en/signin.ts';
import { status as enStatus } from './en/status.ts';
import { tickets as enTickets } from './en/tickets.ts';
import { topbar as enTopbar } from './en/topbar.ts';
import { ui as enUi } from './en/ui.ts';

/** All words of the desk by language and namespace; a namespace is a file, a feature has its own. */
export const zhWords = {
  app: zhApp,
  calls: zhCalls,
  codes: zhCodes,
  common: zhCommon,
  contact: zhContact,
  idle: zhIdle,
  intake: zhIntake,
  notices: zhNotices,
  outbox: zhOutbox,
  search: zhSearch,
  shortcuts: zhShortcuts,
  signin: zhSignin,
  status: zhStatus,
  tickets: zhTickets,
  topbar: zhTopbar,
  ui: zhUi,
} as const;

export const enWords = {
  app: enApp,
  calls: enCalls,
  codes: enCodes,
  common: enCommon,
  contact: enContact,
  idle: enIdle,
  intake: enIntake,
  notices: enNotices,
  outbox: enOutbox,
  search: enSearch,
  shortcuts: enShortcuts,
  signin: enSignin,
  status: enStatus,
  tickets: enTickets,
  topbar: enTopbar,
  ui: enUi,
} as const;

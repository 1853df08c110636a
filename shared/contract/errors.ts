import type { Problem } from '#shared/lib/result.ts';

/**
 * The one catalogue of errors a person or a peer can meet: code → Chinese and English words, and the
 * HTTP status the hub answers with. A code is API: never re-used, never renamed. `{name}` is filled from
 * `Problem.params`. A text says what is wrong and what to do next.
 */
export const errorCatalogue = {
  // Sign-in and session
  AUTH_BAD_CREDENTIALS: { status: 401, zh: '工号或口令不对，还可再试 {left} 次', en: 'Wrong agent number or password; {left} attempts left' },
  AUTH_LOCKED: { status: 423, zh: '账号已锁定，{minutes} 分钟后再试，或请班长解锁', en: 'Account locked; try again in {minutes} min or ask your lead to unlock it' },
  AUTH_DISABLED: { status: 403, zh: '账号已停用，请联系班长', en: 'This account is disabled; contact your lead' },
  AUTH_TOKEN_EXPIRED: { status: 401, zh: '登录已过期，请重新签入；未上传的工单仍在本机', en: 'Your session has expired; sign in again. Unsent tickets are still on this desk' },
  AUTH_TOKEN_BAD: { status: 401, zh: '登录凭据无效，请重新签入', en: 'The session credential is not valid; sign in again' },
  AUTH_FORBIDDEN: { status: 403, zh: '没有权限做这件事', en: 'You are not allowed to do this' },
  AUTH_OFFLINE_BAD: { status: 401, zh: '口令不对，或此工号不能离线解锁。还可再试 {left} 次', en: 'Wrong password, or this agent cannot unlock offline. {left} attempts left' },
  AUTH_OFFLINE_LOCKED: { status: 423, zh: '离线解锁已停用，请等中心恢复后签入', en: 'Offline unlock is blocked until the hub is back' },
  AUTH_REQUIRED: { status: 401, zh: '请先签入', en: 'Sign in first' },
  // Hub and transport
  HUB_UNREACHABLE: { status: 503, zh: '联系不上中心，可离线受理', en: 'The hub cannot be reached; intake works offline' },
  HUB_PROTOCOL_MISMATCH: { status: 426, zh: '本机程序（协议 {desk}）与中心（协议 {hub}）版本不合，请升级；未上传的工单仍在本机', en: 'This desk (protocol {desk}) and the hub (protocol {hub}) do not match; please update. Unsent tickets are safe here' },
  HUB_BUSY: { status: 503, zh: '中心繁忙，稍后自动重试', en: 'The hub is busy; retrying shortly' },
  HUB_DATABASE_DOWN: { status: 503, zh: '中心数据库不可用，稍后自动重试', en: 'The hub’s database is not available; retrying shortly' },
  HUB_SHUTTING_DOWN: { status: 503, zh: '中心正在重启，稍后自动重连', en: 'The hub is restarting; reconnecting shortly' },
  HUB_RATE_LIMITED: { status: 429, zh: '请求太快，请 {seconds} 秒后再试', en: 'Too many requests; try again in {seconds} s' },
  // Messages at a border
  MESSAGE_INVALID: { status: 400, zh: '消息格式不对，已拒收，没有丢失数据', en: 'The message is malformed and was refused; nothing was lost' },
  MESSAGE_TOO_LARGE: { status: 413, zh: '消息过大，已拒收', en: 'The message is too large and was refused' },
  MESSAGE_UNKNOWN: { status: 404, zh: '不认识的请求', en: 'Unknown request' },
  SENDER_UNTRUSTED: { status: 403, zh: '来源不可信，已拒收', en: 'The sender is not trusted; refused' },
  DOOR_CLOSED: { status: 503, zh: '本机后台正在重启，请稍候', en: 'A part of this program is restarting; one moment' },
  ROOM_KEEPS_CRASHING: { status: 500, zh: '本机后台多次异常退出，已停止重启。请点“重试”；已存的内容没有丢', en: 'A part of this program keeps stopping. Try again; saved work is intact' },
  NOT_FOUND: { status: 404, zh: '找不到该记录', en: 'No such record' },
  INTERNAL: { status: 500, zh: '程序出错了，已记录（{ref}）。您填的内容没有丢', en: 'Something went wrong and was logged ({ref}). Nothing you typed is lost' },
  // Sync
  SYNC_EPOCH_CHANGED: { status: 409, zh: '中心已恢复到新的数据版本，正在重新下载', en: 'The hub was restored; the desk reloads its copy' },
  SYNC_SCOPE_DENIED: { status: 403, zh: '没有该范围的数据权限', en: 'No permission for that data scope' },
  SYNC_CURSOR_BAD: { status: 400, zh: '同步位置无效，将重新下载', en: 'The sync position is not valid; reloading' },
  COMMAND_PAYLOAD_MISMATCH: { status: 409, zh: '同一编号的指令内容不同，已拒收', en: 'A command with this id was already sent with other content' },
  COMMAND_AUTHOR_REFUSED: { status: 403, zh: '作者未在本机签入过，已拒收', en: 'The author has never signed in at this desk' },
  // Tickets
  TICKET_FIELDS_MISSING: { status: 422, zh: '还差 {count} 项必填', en: '{count} required fields are missing' },
  TICKET_FIELD_BAD: { status: 422, zh: '有 {count} 项填写不对', en: '{count} fields are not valid' },
  TICKET_NOT_FOUND: { status: 404, zh: '找不到该工单', en: 'No such ticket' },
  TICKET_EXISTS: { status: 409, zh: '该工单已存在', en: 'This ticket already exists' },
  TICKET_TRANSITION_REFUSED: { status: 409, zh: '工单不能从“{from}”转到“{to}”', en: 'A ticket cannot go from “{from}” to “{to}”' },
  TICKET_CLOSED: { status: 409, zh: '工单已结束，请新建并关联', en: 'The ticket is closed; open a new one and link it' },
  CUSTOMER_NOT_FOUND: { status: 404, zh: '客户已不存在或不在您的范围', en: 'The customer does not exist or is outside your scope' },
  CATEGORY_UNKNOWN: { status: 422, zh: '分类代码 {category} 不在现行代码表', en: 'Category {category} is not in the current code list' },
  DRAFT_NOT_FOUND: { status: 404, zh: '草稿不存在或属于其他坐席', en: 'The draft does not exist or belongs to another agent' },
  // Store
  STORE_DISK_FULL: { status: 507, zh: '磁盘已满，请清理后重试；已存的内容没有丢', en: 'The disk is full; free some space and retry. Saved work is intact' },
  STORE_KEY_UNAVAILABLE: { status: 500, zh: '系统密钥环不可用，无法打开加密数据。请解锁密钥环后重启', en: 'The system key ring is not available, so the encrypted data cannot be opened. Unlock it and restart' },
  STORE_KEY_WRONG: { status: 500, zh: '密钥与本机数据不符，数据未改动。请联系 IT', en: 'The key does not fit the data on this desk; nothing was changed. Contact IT' },
  STORE_CORRUPT: { status: 500, zh: '本机数据损坏：缓存已重建，待传内容已另存', en: 'Local data was damaged: the cache is rebuilt, unsent work is kept aside' },
  STORE_FROM_FUTURE: { status: 500, zh: '本机数据来自更新版本的程序，请升级后再打开', en: 'Local data was written by a newer version; please update' },
  STORE_UNWRITABLE: { status: 500, zh: '数据目录不可写：{dir}', en: 'The data folder cannot be written: {dir}' },
  // Phone
  SIP_REGISTER_REFUSED: { status: 403, zh: '分机注册被拒绝（{status}），请联系班长核对分机', en: 'The extension was refused ({status}); ask your lead to check it' },
  SIP_CREDENTIALS_EXPIRED: { status: 401, zh: '分机凭据已过期，中心恢复后自动注册', en: 'Extension credentials have lapsed; registering when the hub is back' },
  SIP_TRANSPORT_DOWN: { status: 503, zh: '电话服务器连接中断，正在重连', en: 'The phone server connection is down; reconnecting' },
  SIP_BAD_MESSAGE: { status: 400, zh: '收到不规范的来电信令，已拒绝', en: 'A malformed call message was refused' },
  MEDIA_MIC_DENIED: { status: 403, zh: '麦克风被禁用，请在系统设置中允许', en: 'The microphone is blocked; allow it in the system settings' },
  MEDIA_MIC_MISSING: { status: 404, zh: '没有找到麦克风，请检查耳麦', en: 'No microphone found; check the headset' },
  MEDIA_FAILED: { status: 500, zh: '通话媒体没有接通，请挂断后回拨', en: 'Call audio could not be set up; hang up and call back' },
  CALL_NOT_FOUND: { status: 404, zh: '该通话已结束', en: 'That call has ended' },
  CALL_BAD_STATE: { status: 409, zh: '通话当前状态不能这样操作', en: 'Not possible in the call’s present state' },
  CALL_FAILED: { status: 502, zh: '呼叫未接通（{status}）', en: 'The call could not be completed ({status})' },
  NUMBER_BAD: { status: 422, zh: '号码不对，请核对', en: 'That number is not valid' },
  AGENT_STATE_REFUSED: { status: 409, zh: '现在不能切换到该状态', en: 'That state is not possible now' },
  AGENT_PHONE_NOT_READY: { status: 409, zh: '电话未就绪，不能转就绪', en: 'The phone is not ready, so you cannot go ready' },
  // Start-up, configuration, tools
  CONFIG_INVALID: { status: 500, zh: '配置有误：{field}', en: 'Configuration is not valid: {field}' },
  PORT_TAKEN: { status: 500, zh: '端口 {port} 已被占用，请关闭占用程序或换端口', en: 'Port {port} is in use; stop the other program or choose another port' },
  DATABASE_UNSUPPORTED: { status: 500, zh: 'PostgreSQL {version} 不受支持，需要 15 到 18', en: 'PostgreSQL {version} is not supported; 15 to 18 is needed' },
  OPTION_INVALID: { status: 400, zh: '选项 {option} 无效：{why}', en: 'Option {option} is not valid: {why}' },
  ADDRESS_NOT_LOOPBACK: { status: 400, zh: '该服务只允许本机回环地址', en: 'This service listens on loopback addresses only' },
  DEMO_ACCOUNTS_EXPOSED: { status: 500, zh: '存在演示账号时不能监听外部地址', en: 'With demo accounts present, only loopback may be used' },
  TLS_REQUIRED: { status: 500, zh: '监听外部地址必须配置 TLS', en: 'TLS is required on a non-loopback address' },
} as const satisfies Record<string, { readonly status: number; readonly zh: string; readonly en: string }>;

export type ErrorCode = keyof typeof errorCatalogue;
export type Language = 'zh-CN' | 'en';

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

/** The words for a problem in a language; an unknown code (from a newer peer) is shown as INTERNAL with itself as reference. */
export function describeProblem(problem: Problem, language: Language): string {
  const code = isErrorCode(problem.code) ? problem.code : 'INTERNAL';
  const entry = errorCatalogue[code];
  const params: NonNullable<Problem['params']> = code === problem.code ? (problem.params ?? {}) : { ref: problem.code };
  const text = language === 'en' ? entry.en : entry.zh;
  // A value that is itself a word comes in both languages: `from` and `from_en`.
  const valueOf = (name: string): string | number => (language === 'en' ? params[`${name}_en`] : undefined) ?? params[name] ?? '—';
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(valueOf(name)));
}

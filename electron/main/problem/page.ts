import { describeProblem, type Language } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';

/** Addresses of the page's two ways on. The page has no script: the shell watches where it wants to go. */
export const RETRY_URL = 'app://shell/retry';
export const QUIT_URL = 'app://shell/quit';
export const PROBLEM_URL = 'app://shell/problem.html';

const words = {
  'zh-CN': { title: '万号无法启动', retry: '重试', quit: '退出', code: '代码' },
  en: { title: 'Wanhao Desk cannot start', retry: 'Try again', quit: 'Quit', code: 'Code' },
} as const satisfies Record<Language, Record<string, string>>;

/** What to do next, where the catalogue's text alone does not say it. */
const ways: Readonly<Record<string, Record<Language, string>>> = {
  CONFIG_INVALID: {
    'zh-CN': '请联系 IT 核对本机策略文件 /etc/wanhao-desk/policy.json（必须有中心地址 hubUrl），改好后点“重试”。',
    en: 'Ask IT to check this machine’s policy file /etc/wanhao-desk/policy.json (it must name the hub, hubUrl), then try again.',
  },
  STORE_UNWRITABLE: {
    'zh-CN': '请联系 IT 检查该目录的权限，改好后点“重试”。',
    en: 'Ask IT to check the permissions of that folder, then try again.',
  },
};

/** The page shown when there is no desk to show a problem on: one language large, the other below it. */
export function problemPage(problem: Problem, language: Language, dark: boolean, nonce: string): string {
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  const w = words[language];
  const way = ways[problem.code]?.[language];
  return `<!doctype html>
<html lang="${language}" data-theme="${dark ? 'dark' : 'light'}"><head><meta charset="utf-8"><title>${escape(w.title)}</title>
<style nonce="${nonce}">${css}</style></head>
<body><main role="alert">
<h1>${escape(w.title)}</h1>
<p class="what">${escape(describeProblem(problem, language))}</p>
${way === undefined ? '' : `<p>${escape(way)}</p>`}
<p class="other" lang="${other}">${escape(describeProblem(problem, other))}</p>
<nav><a class="primary" href="${RETRY_URL}">${escape(w.retry)}</a><a href="${QUIT_URL}">${escape(w.quit)}</a></nav>
<p class="code">${escape(w.code)} ${escape(problem.code)}</p>
</main></body></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const css = `
:root{--bg:#ECEFF3;--sf:#FFFFFF;--line:#DCE1E8;--border:#C6CDD7;--text:#141A23;--text2:#434E5E;--text3:#596577;--accent:#1650C8;--ring:#1650C8}
[data-theme=dark]{--bg:#0C1015;--sf:#151B23;--line:#28313D;--border:#3D4857;--text:#E9EDF3;--text2:#B6C0CE;--text3:#94A0B1;--accent:#2F68DE;--ring:#8CB2FF}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--text);font:14px/22px "PingFang SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{width:min(520px,calc(100vw - 48px));padding:32px;background:var(--sf);border:1px solid var(--line);border-radius:8px}
h1{margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600}
p{margin:0 0 12px;color:var(--text2);overflow-wrap:anywhere}.what{color:var(--text);font-size:15px}.other,.code{color:var(--text3);font-size:12px;line-height:18px}
nav{display:flex;gap:12px;margin:24px 0 16px}
a{padding:6px 20px;border:1px solid var(--border);border-radius:6px;color:var(--text);text-decoration:none}
a.primary{background:var(--accent);border-color:var(--accent);color:#FFFFFF}
a:focus-visible{outline:2px solid var(--ring);outline-offset:2px}`;

import { expect, it } from 'vitest';
import { problemPage } from './page.ts';

it('says what is wrong in both languages, what to do, and offers two ways on without any script', () => {
  const html = problemPage({ code: 'CONFIG_INVALID', params: { field: 'hubUrl' } }, 'zh-CN', false, 'n0');
  expect(html).toContain('配置有误：hubUrl');
  expect(html).toContain('Configuration is not valid: hubUrl');
  expect(html).toContain('/etc/wanhao-desk/policy.json');
  expect(html).toContain('href="app://shell/retry"');
  expect(html).toContain('href="app://shell/quit"');
  expect(html).not.toMatch(/<script|style="|onclick/);
});

it('escapes what comes from outside', () => {
  const html = problemPage({ code: 'CONFIG_INVALID', params: { field: '<img src=x>"&' } }, 'en', true, 'n0');
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x&gt;&quot;&amp;');
});

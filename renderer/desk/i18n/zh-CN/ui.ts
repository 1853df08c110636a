export const ui = {
  sla: { left: '剩 {{time}}', over: '超 {{time}}', days: '{{days}} 天 {{rest}}' },
} as const;

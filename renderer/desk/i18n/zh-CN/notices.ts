export const notices = { label: '提示', dismiss: '知道了' } as const;

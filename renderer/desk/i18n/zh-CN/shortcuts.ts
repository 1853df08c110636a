export const shortcuts = {
  title: '快捷键', search: '找功能或按键', none: '没有匹配的功能或按键', close: '关闭',
  foot: 'Esc 只关弹层，从不挂电话。输入法候选框打开时数字键归输入法。',
  groups: { call: '通话', intake: '受理', place: '位置', state: '状态', lists: '列表' },
  keys: {
    call: { answer: '接听 / 保持并接听', hangUp: '挂断当前一路', hold: '保持 / 恢复 / 切换', mute: '静音 / 取消静音' },
    intake: { fault: '障碍', nextMissing: '跳到下一个未填' },
    draft: { save: '保存草稿', submit: '提交' },
    choice: { digit: '作答、选原因' },
    search: { focus: '搜索' },
    tab: { '1': '第 1 个接触页签', '2': '第 2 个接触页签', '3': '第 3 个接触页签', '4': '第 4 个接触页签', '5': '第 5 个接触页签', close: '关页签（草稿保留）' },
    place: { next: '在三栏间移动' },
    shortcuts: { open: '本表' },
    state: { ready: '就绪', busy: '示忙（选原因）', break: '小休' },
    list: { move: '上下选', open: '打开' },
    popup: { close: '关弹层' },
  },
  tabs: '第 1–5 个接触页签',
} as const;

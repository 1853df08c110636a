export const calls = {
  ring: {
    title: '来电振铃', answer: '接听', holdAndAnswer: '保持并接听', reject: '拒接', waited: '已等 {{seconds}} 秒', unknown: '未登记', tag: '{{stars}} 星 {{segment}}', several: '{{count}} 位客户，接听后选', switchboard: '总机号',
  },
  head: { talking: '通话中', dialing: '呼出中', remoteRinging: '对方振铃', connecting: '接通中', incoming: '呼入', outgoing: '呼出' },
  waited: '等待 {{seconds}} 秒',
  hold: '保持', resume: '恢复', mute: '静音', unmute: '取消静音', hangUp: '挂断', cancelDial: '取消呼叫',
  swap: '切换', take: '恢复', held: '保持',
  levels: { label: '音量', local: '我方', remote: '对方', muted: '已静音', silent: '对方无声' },
  dial: { placeholder: '输入号码或分机', label: '呼叫号码', call: '呼叫', notReady: '电话未就绪，暂不能呼出' },
  recent: {
    title: '最近通话', empty: '今天还没有通话', missed: '振铃未接', rejected: '已拒接', failed: '未接通', interrupted: '中断', in: '呼入', out: '呼出', missedIn: '未接',
  },
  idle: {
    ready: '等待来电', busy: '不接来电', break: '休息中', phoneDown: '电话未就绪',
    choose: '切换状态', needReason: '选原因',
  },
  acw: {
    title: '话后', used: '已用', limit: '上限 {{time}}', then: '后自动转', next: '下一状态', now: '现在{{state}}',
    ended: { local: '我方挂断', remote: '客户挂断', cancelled: '客户放弃', rejected: '已拒接', busy: '对方忙', noAnswer: '无人接听', declined: '对方拒接', failed: '未接通', lost: '连接中断', answeredElsewhere: '别处接听' },
  },
} as const;

/** Names of codes that travel between the rooms; keys are the codes. */
export const codes = {
  ticketState: {
    accepted: '已受理', prehandling: '预处理', dispatched: '已派单', returned: '退单', taken: '已接单', processing: '处理中', suspended: '挂起',
    waitingCustomer: '待客户', replied: '已回单', callback: '待回访', archived: '已归档', withdrawn: '已撤单', rejected: '不予受理',
  },
  ticketType: { fault: '障碍', complaint: '投诉', inquiry: '咨询', order: '业务' },
  severity: { areaOutage: '成片中断', totalLoss: '全阻', degraded: '质差', minor: '轻微' },
  priorityReason: { star: '高星', keyAccount: '大客户', chasers: '多次催单', repeat: '重复', appeal: '申诉' },
  relation: { self: '本人', family: '家人', colleague: '同事', property: '物业', other: '其他' },
  settlement: { urban: '城镇', rural: '农村' },
  serviceKind: { broadband: '光宽', iptv: 'IPTV', mobile: '手机', fixed: '固话', circuit: '专线' },
  segment: { public: '公众客户', business: '政企客户', keyAccount: '大客户' },
  segmentShort: { public: '公众', business: '政企', keyAccount: '大客户' },
  noTestReason: { hubOffline: '中心离线', notSupported: '该产品不支持', customerDeclined: '客户不配合', notAtSite: '客户不在现场', outageKnown: '已知群障' },
  agentState: { signedOut: '签出', ready: '就绪', busy: '示忙', break: '小休', acw: '话后' },
  busyReason: { paperwork: '整理资料', system: '系统问题', lead: '班长安排', equipment: '设备故障', other: '其他' },
  clock: { dispatch: '派单', take: '接单', firstContact: '首次联系', repairPromise: '承诺修复', repairLegal: '法定修复', callback: '回访' },
} as const;

/** 顶栏查找客户。 */
export const search = {
  label: '查找客户',
  placeholder: '号码、姓名、账号、地址',
  list: '查找结果',
  stars: '{{n}} 星',
  segment: { public: '公众', business: '商客', keyAccount: '政企' },
  empty: '没有命中。换号码后四位加路名，或宽带账号再试。',
  emptyAway: '本机 {{n}}户里没有；中心离线，没查全市。',
  away: '中心离线，只查了本机 {{n}}户',
  capped: '只列前 {{n}} 条，请再加一个条件',
  hits: '{{n}} 条命中',
  short: '再多输一个字',
  failed: '查不了：{{why}}',
  keys: '选择，打开',
  full: '最多同时 5 个联系页，先处理或关闭一个',
} as const;

import type { Random } from './random.ts';

/** Surnames by frequency as they are common on the Fujian coast; compound ones are rare. */
const surnames: readonly (readonly [string, number])[] = [
  ['陈', 120], ['林', 110], ['黄', 60], ['郑', 45], ['张', 45], ['王', 42], ['吴', 40], ['李', 40], ['刘', 28], ['杨', 22], ['叶', 20],
  ['许', 20], ['谢', 18], ['郭', 16], ['邱', 12], ['罗', 12], ['蔡', 18], ['潘', 10], ['江', 12], ['何', 14], ['高', 10], ['翁', 9],
  ['薛', 8], ['卢', 8], ['游', 6], ['曾', 9], ['赖', 6], ['方', 8], ['施', 7], ['庄', 6], ['苏', 9], ['魏', 7], ['余', 7], ['念', 1],
  ['单', 1], ['池', 2], ['官', 1], ['占', 1], ['卓', 3], ['欧阳', 2], ['上官', 1],
];
const first = [...'志建国文明伟家俊晓丽美秀雅佳海玉春永天宇子梓思欣诗若浩泽嘉锦振德荣世宗祥金水银凤秋月'];
const second = [...'强华平军杰辉斌龙峰涛鹏飞波勇刚芳娟英敏静婷莹洁颖琳燕萍霞玲红梅兰香妹弟生根旺福贵安宁轩涵怡彤妍琪航睿晨阳'];

export function personName(random: Random): string {
  const surname = random.weighted(surnames);
  return random.chance(0.16) ? surname + random.pick(second) : surname + random.pick(first) + random.pick(second);
}

const brands = ['闽榕', '江海', '鼓岭', '三山', '左海', '乌塔', '茉莉', '罗星', '马江', '金汤', '于山', '白塔', '东湖', '南屿', '闽都', '海丝', '榕岸', '双杭'];
const trades = ['贸易', '物流', '网络科技', '建材', '餐饮管理', '茶叶', '服装', '渔业', '电子', '广告', '物业服务', '医疗器械', '教育咨询', '装饰工程'];
const keyTrades = ['集团', '港务集团', '医院', '职业学院', '商业银行营业部', '软件园', '食品集团', '造船厂'];

export function businessName(random: Random): string {
  return `福州${random.pick(brands)}${random.pick(trades)}有限公司`;
}

export function keyAccountName(random: Random): string {
  const trade = random.pick(keyTrades);
  return `福州${random.pick(brands)}${trade}${trade.endsWith('集团') ? '有限公司' : ''}`;
}

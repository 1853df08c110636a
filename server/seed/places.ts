import type { Settlement } from '#shared/domain/ticket.ts';
import type { Random } from './random.ts';

/** An access area: where one or a few OLTs stand. Streets are invented or common names; no address is a real person's. */
interface Area {
  readonly name: string;
  readonly district: string;
  readonly gridPrefix: string;
  readonly settlement: Settlement;
  readonly olts: number;
  readonly roads: readonly string[];
  readonly estates: readonly string[];
}

const areas: readonly Area[] = [
  { name: '江东', district: '台江区', gridPrefix: 'TJ', settlement: 'urban', olts: 9, roads: ['江东路', '鳌峰路', '曙光路', '光明南路'], estates: ['江东花园', '鳌峰新苑', '曙光小区', '滨江一号'] },
  { name: '茶亭', district: '台江区', gridPrefix: 'TJ', settlement: 'urban', olts: 6, roads: ['茶亭街', '八一七中路', '群众路', '广达路'], estates: ['茶亭花园', '群众新村', '广达苑'] },
  { name: '东街', district: '鼓楼区', gridPrefix: 'GL', settlement: 'urban', olts: 7, roads: ['东街', '津泰路', '鼓屏路', '井大路'], estates: ['津泰新村', '井大小区', '东水新苑'] },
  { name: '五四', district: '鼓楼区', gridPrefix: 'GL', settlement: 'urban', olts: 8, roads: ['五四路', '湖东路', '树汤路', '华林路'], estates: ['湖东花园', '树汤新村', '华林苑', '温泉公寓'] },
  { name: '洪山', district: '鼓楼区', gridPrefix: 'GL', settlement: 'urban', olts: 8, roads: ['洪山园路', '西二环北路', '杨桥西路', '国光路'], estates: ['洪山新村', '西江花园', '杨桥新苑'] },
  { name: '仓前', district: '仓山区', gridPrefix: 'CS', settlement: 'urban', olts: 6, roads: ['观海路', '塔亭路', '麦园路', '上三路'], estates: ['塔亭小区', '麦园新村', '烟台山苑'] },
  { name: '金山', district: '仓山区', gridPrefix: 'CS', settlement: 'urban', olts: 10, roads: ['金山大道', '浦上大道', '金祥路', '金榕南路'], estates: ['金山碧水', '浦上花园', '金榕新苑', '金祥家园', '桔园小区'] },
  { name: '岳峰', district: '晋安区', gridPrefix: 'JA', settlement: 'urban', olts: 7, roads: ['岳峰路', '连江北路', '塔头路', '秀峰路'], estates: ['岳峰新城', '塔头新村', '秀峰苑'] },
  { name: '马尾', district: '马尾区', gridPrefix: 'MW', settlement: 'urban', olts: 5, roads: ['罗星路', '君竹路', '江滨东大道'], estates: ['罗星花园', '君竹小区', '船政新村'] },
  { name: '上街', district: '闽侯县', gridPrefix: 'MH', settlement: 'urban', olts: 6, roads: ['学府南路', '高新大道', '国宾大道'], estates: ['学府花园', '高新家园', '侯官苑'] },
  { name: '荆溪', district: '闽侯县', gridPrefix: 'MH', settlement: 'rural', olts: 4, roads: ['溪下路', '关中路'], estates: ['溪下村', '关中村', '桃田村', '仁洲村'] },
  { name: '长龙', district: '连江县', gridPrefix: 'LJ', settlement: 'rural', olts: 3, roads: ['长龙路', '茶山路'], estates: ['长龙村', '下洋村', '真茹村'] },
  { name: '江阴', district: '福清市', gridPrefix: 'FQ', settlement: 'rural', olts: 4, roads: ['港前路', '田头路'], estates: ['浔头村', '田头村', '庄前村'] },
];

export interface Place {
  readonly address: string;
  readonly settlement: Settlement;
  readonly gridCode: string;
  readonly oltCode: string;
  readonly ponPort: string;
}

/** The OLT of the demo's open outage. */
export const outageOlt = { oltCode: '江东-07', gridCode: 'TJ-107' } as const;

/** Somewhere in the city; grid and OLT hang together, as on the ground. */
export function somewhere(random: Random): Place {
  const area = random.weighted(areas.map((item) => [item, item.olts] as const));
  return placeIn(area, random.int(1, area.olts), random);
}

export function inOutageArea(random: Random): Place {
  const area = areas[0];
  if (area === undefined) throw new Error('No areas');
  return placeIn(area, 7, random);
}

export function awayFromOutage(random: Random): Place {
  for (;;) {
    const place = somewhere(random);
    if (place.oltCode !== outageOlt.oltCode) return place;
  }
}

function placeIn(area: Area, olt: number, random: Random): Place {
  const areaIndex = areas.indexOf(area) + 1;
  const address =
    area.settlement === 'urban'
      ? `福州市${area.district}${random.pick(area.roads)}${random.int(1, 320)}号${random.pick(area.estates)}${random.int(1, 28)}座${random.int(1, 32)}0${random.int(1, 6)}室`
      : `福州市${area.district}${area.name}${random.pick(area.estates)}${random.int(1, 260)}号`;
  return {
    address: area.settlement === 'urban' ? address : address.replace('福州市福清市', '福清市'),
    settlement: area.settlement,
    gridCode: `${area.gridPrefix}-${areaIndex}${String(olt).padStart(2, '0')}`,
    oltCode: `${area.name}-${String(olt).padStart(2, '0')}`,
    ponPort: `0/${random.int(1, 4)}/${random.int(1, 16)}`,
  };
}

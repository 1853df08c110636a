import type { Outage } from '#shared/domain/customer.ts';
import { outageOlt } from './places.ts';
import { seededRandom } from './random.ts';

const HOUR_MS = 3_600_000;

/** Known outages of the city: one group outage (群障) open now, one on radio being repaired, two over. `now` in ms. */
export function cityOutages(seed: string, now: number, affected: number): readonly Outage[] {
  const random = seededRandom(`outages:${seed}`);
  const outage = (rest: Omit<Outage, 'id'>): Outage => ({ id: random.uuid(), ...rest });
  return [
    outage({
      title: `${outageOlt.oltCode} 群障`,
      cause: '江东路管道施工挖断主干光缆，抢修队已到场接续',
      oltCodes: [outageOlt.oltCode],
      gridCodes: [outageOlt.gridCode],
      serviceKinds: ['broadband', 'iptv'],
      since: now - 2 * HOUR_MS,
      expectedEnd: now + 4 * HOUR_MS,
      affectedServices: affected,
      status: 'open',
    }),
    outage({
      title: '长龙基站停电',
      cause: '雷击后市电中断，油机发电中',
      oltCodes: [],
      gridCodes: ['LJ-1201'],
      serviceKinds: ['mobile'],
      since: now - 5 * HOUR_MS,
      expectedEnd: null,
      affectedServices: random.int(150, 600),
      status: 'repairing',
    }),
    outage({
      title: '金山-03 上联割接',
      cause: '计划割接，已按期完成',
      oltCodes: ['金山-03'],
      gridCodes: ['CS-703'],
      serviceKinds: ['broadband', 'iptv'],
      since: now - 40 * HOUR_MS,
      expectedEnd: now - 36 * HOUR_MS,
      affectedServices: random.int(200, 900),
      status: 'resolved',
    }),
    outage({
      title: '五四-02 板卡故障',
      cause: 'PON 板卡故障，已更换',
      oltCodes: ['五四-02'],
      gridCodes: ['GL-402'],
      serviceKinds: ['broadband', 'iptv', 'fixed'],
      since: now - 70 * HOUR_MS,
      expectedEnd: now - 66 * HOUR_MS,
      affectedServices: random.int(100, 400),
      status: 'resolved',
    }),
  ];
}

import { describe, expect, it } from 'vitest';
import { AREA_CODE_COUNT, subscriberLengths } from './area-codes.ts';
import { normalizeNumber } from './number.ts';
import { callerFromHeaders, parseNameAddr } from './number-caller.ts';
import { checkDialString } from './number-dial.ts';
import { formatNumber, maskAccount, maskNumber } from './number-display.ts';

const nanjing = { trunkAreaCode: '025' };

describe('normalizeNumber: every way a CLI arrives', () => {
  it.each([
    ['13312345678', 'mobile', '+8613312345678', '13312345678'],
    ['013312345678', 'mobile', '+8613312345678', '13312345678'],
    ['+8613312345678', 'mobile', '+8613312345678', '13312345678'],
    ['8613312345678', 'mobile', '+8613312345678', '13312345678'],
    ['008613312345678', 'mobile', '+8613312345678', '13312345678'],
    ['１３３１２３４５６７８', 'mobile', '+8613312345678', '13312345678'],
    ['133 1234-5678', 'mobile', '+8613312345678', '13312345678'],
    ['14912345678', 'mobile', '+8614912345678', '14912345678'],
    ['02583241234', 'fixed', '+862583241234', '02583241234'],
    ['2583241234', 'fixed', '+862583241234', '02583241234'],
    ['862583241234', 'fixed', '+862583241234', '02583241234'],
    ['+862583241234', 'fixed', '+862583241234', '02583241234'],
    ['+8602583241234', 'fixed', '+862583241234', '02583241234'],
    ['83241234', 'fixed', '+862583241234', '02583241234'],
    ['86123456', 'fixed', '+862586123456', '02586123456'],
    ['010-88886666', 'fixed', '+861088886666', '01088886666'],
    ['1088886666', 'fixed', '+861088886666', '01088886666'],
    ['059187123426', 'fixed', '+8659187123426', '059187123426'],
    ['59187123426', 'fixed', '+8659187123426', '059187123426'],
    ['tel:+86-25-83241234', 'fixed', '+862583241234', '02583241234'],
    ['tel:+86-25-83241234;npdi;rn=+862500', 'fixed', '+862583241234', '02583241234'],
    ['sip:+8613312345678;npdi@edge.example;user=phone', 'mobile', '+8613312345678', '13312345678'],
    ['"王" <sip:13312345678@edge.example>;tag=1', 'mobile', '+8613312345678', '13312345678'],
    ['1790113312345678', 'mobile', '+8613312345678', '13312345678'],
    ['17901013312345678', 'mobile', '+8613312345678', '13312345678'],
    ['1790902583241234', 'fixed', '+862583241234', '02583241234'],
    ['1410012345678', 'iot', '+861410012345678', '1410012345678'],
    ['1064912345678', 'iot', '+861064912345678', '1064912345678'],
    ['+85291234567', 'foreign', '+85291234567', '0085291234567'],
    ['0014155552671', 'foreign', '+14155552671', '0014155552671'],
    ['10000', 'service', null, '10000'],
    ['110', 'service', null, '110'],
    ['95588', 'service', null, '95588'],
    ['+8610000', 'service', null, '10000'],
    ['4008001234', 'service', '+864008001234', '4008001234'],
    ['8001', 'unknown', null, '8001'],
    ['02512', 'unknown', null, '02512'],
  ])('%s is %s', (raw, kind, e164, national) => {
    expect(normalizeNumber(raw, nanjing)).toMatchObject({ raw: raw.normalize('NFKC').trim(), kind, e164, national });
  });

  it.each(['10000', '10086', '10010', '10099', '12300', '12321', '12381', '12315', '110', '119', '120', '122', '114', '112'])(
    'service code %s goes through the table first',
    (code) => expect(normalizeNumber(code, nanjing)).toMatchObject({ kind: 'service', serviceCode: code, areaCode: null }),
  );

  it('splits a service code dialled with an area code', () => {
    expect(normalizeNumber('02510000')).toMatchObject({ kind: 'service', areaCode: '025', serviceCode: '10000', national: '02510000' });
    expect(normalizeNumber('059110000')).toMatchObject({ kind: 'service', areaCode: '0591', serviceCode: '10000' });
  });

  it.each(['anonymous@anonymous.invalid', 'sip:anonymous@anonymous.invalid', 'Anonymous', 'unavailable', '', '  ', 'sip:@edge.example'])(
    '%j shows no number',
    (raw) => expect(normalizeNumber(raw, nanjing)).toMatchObject({ kind: 'anonymous', e164: null, national: null }),
  );

  it('a local number needs the area code of its trunk', () => {
    expect(normalizeNumber('83241234')).toMatchObject({ kind: 'unknown', e164: null, national: '83241234' });
    expect(normalizeNumber('8324123', nanjing)).toMatchObject({ kind: 'unknown' });
    expect(normalizeNumber('8324123', { trunkAreaCode: '0512' })).toMatchObject({ kind: 'unknown' });
    expect(normalizeNumber('8324123', { trunkAreaCode: '0552' })).toMatchObject({ kind: 'fixed', national: '05528324123' });
  });

  it('recognises our own trunk numbers, in any notation', () => {
    const context = { ...nanjing, trunkNumbers: ['+86-25-83240000'] };
    expect(normalizeNumber('83240000', context).trunk).toBe(true);
    expect(normalizeNumber('83240001', context).trunk).toBe(false);
  });

  it.each(['133', '149', '153', '162', '1700', '1701', '1702', '173', '17400', '17405', '177', '180', '181', '189', '190', '191', '193', '199'])(
    'prefix %s was issued to Telecom',
    (prefix) => expect(normalizeNumber(prefix.padEnd(11, '2')).originalNetwork).toBe('telecom'),
  );

  it.each(['138', '1703', '17406', '186', '192'])('prefix %s was not', (prefix) => {
    expect(normalizeNumber(prefix.padEnd(11, '9')).originalNetwork).toBe('other');
  });

  it('keeps what it does not understand instead of throwing', () => {
    for (const raw of ['alice', '%zz', '+', '++1', '0'.repeat(64), 'sip:', '<>', 'tel:;', '💥', '1'.repeat(5000)]) {
      expect(['unknown', 'anonymous']).toContain(normalizeNumber(raw, nanjing).kind);
    }
  });

  it('knows the length behind every area code', () => {
    expect(AREA_CODE_COUNT).toBe(321);
    expect(subscriberLengths('010')).toEqual([8]);
    expect(subscriberLengths('0552')).toEqual([7]);
    expect(subscriberLengths('0851')).toEqual([7, 8]);
    expect(subscriberLengths('0999999')).toEqual([]);
  });
});

describe('callerFromHeaders: order of trust', () => {
  const from = '"Trunk" <sip:83240000@edge.example>;tag=a';
  it('believes an asserted identity from a trusted trunk only', () => {
    const headers = { pAssertedIdentity: ['<sip:+8613312345678@edge.example>'], remotePartyId: '<sip:1380@x>', from };
    expect(callerFromHeaders(headers, { trusted: true })).toMatchObject({ source: 'pAssertedIdentity', raw: 'sip:+8613312345678@edge.example' });
    expect(callerFromHeaders(headers, { trusted: false })).toMatchObject({ source: 'from', raw: 'sip:83240000@edge.example', displayName: 'Trunk' });
  });
  it('then Remote-Party-ID, then From', () => {
    expect(callerFromHeaders({ remotePartyId: '"张" <sip:13800000000@x>;party=calling', from }, { trusted: true })).toMatchObject({ source: 'remotePartyId', displayName: '张' });
    expect(callerFromHeaders({ from }, { trusted: true }).source).toBe('from');
    expect(callerFromHeaders({}, { trusted: true })).toEqual({ raw: '', displayName: '', source: 'none', withheld: false });
  });
  it('prefers the tel: URI of two asserted identities', () => {
    const pAssertedIdentity = ['<sip:desk@x>', '<tel:+862583241234>'];
    expect(callerFromHeaders({ pAssertedIdentity }, { trusted: true }).raw).toBe('tel:+862583241234');
  });
  it.each(['id', 'id;critical', 'user;id', 'header'])('honours Privacy: %s', (privacy) => {
    expect(callerFromHeaders({ pAssertedIdentity: ['<tel:+8613312345678>'], from, privacy }, { trusted: true })).toMatchObject({ raw: '', displayName: '', withheld: true });
  });
  it('Privacy: none hides nothing; privacy=full on Remote-Party-ID does', () => {
    expect(callerFromHeaders({ from, privacy: 'none' }, { trusted: true }).withheld).toBe(false);
    expect(callerFromHeaders({ remotePartyId: '<sip:138@x>;privacy=full' }, { trusted: true })).toMatchObject({ raw: '', withheld: true });
  });
  it('treats names as untrusted text', () => {
    expect(parseNameAddr('"a\u202Eb\u0000" <sip:1@x>')).toEqual({ uri: 'sip:1@x', displayName: 'ab' });
    expect(parseNameAddr('"a \\"quoted\\" one" <sip:1@x>')?.displayName).toBe('a "quoted" one');
    expect(parseNameAddr('<javascript:alert(1)>')).toBeNull();
    expect(parseNameAddr('x'.repeat(600))).toBeNull();
  });
});

describe('showing a number', () => {
  it.each([
    ['13312345678', '133 1234 5678', '133****5678'],
    ['059187123426', '0591-87123426', '0591-87****26'],
    ['01088886666', '010-88886666', '010-88****66'],
    ['02510000', '025-10000', '025-10000'],
    ['10000', '10000', '10000'],
    ['8001', '8001', '8001'],
    ['+85291234567', '+85291234567', '+852****567'],
    ['1410012345678', '1410012345678', '141****5678'],
    ['123456789', '123456789', '12****89'],
    ['alice', 'alice', '****'],
    ['anonymous', '', ''],
  ])('%s → %s / %s', (raw, formatted, masked) => {
    const number = normalizeNumber(raw);
    expect([formatNumber(number), maskNumber(number)]).toEqual([formatted, masked]);
  });
  it('masks an account', () => {
    expect(maskAccount('059188888832')).toBe('0591****8832');
    expect(maskAccount('1234')).toBe('****');
    expect(maskAccount('')).toBe('');
  });
});

describe('checkDialString', () => {
  it.each([
    ['133 1234 5678', '13312345678'],
    ['+86 133 1234 5678', '13312345678'],
    ['+852 9123 4567', '0085291234567'],
    ['83241234', '83241234'],
    ['025-83241234', '02583241234'],
    ['10000', '10000'],
    ['8001', '8001'],
    ['*61#', '*61#'],
    ['８００１', '8001'],
  ])('%s dials %s', (input, dial) => expect(checkDialString(input, nanjing)).toMatchObject({ ok: true, dial }));
  it.each([
    ['', 'empty'], [' - ', 'empty'], ['12a4', 'characters'], ['8001;x=y', 'characters'], ['8001@evil', 'characters'],
    ['1', 'length'], ['1'.repeat(21), 'length'], ['+*1', 'characters'],
  ])('%j is refused: %s', (input, reason) => expect(checkDialString(input, nanjing)).toEqual({ ok: false, reason }));
});

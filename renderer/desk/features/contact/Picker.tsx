import { RadioTower, Search, Star, UserSearch } from 'lucide-react';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Match } from '#shared/contract/desk.ts';
import { callerRelationSchema } from '#shared/domain/ticket.ts';
import { Tag } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ScriptBlock } from '../../ui/ScriptBlock.tsx';
import { scrollInside } from '../../ui/scroll-inside.ts';
import { formatDay } from '../../ui/time.ts';
import { openOutages } from './badges.ts';
import { DIGIT_ROWS, filterMatches, neighbourOf } from './picker-rows.ts';
import styles from './Picker.module.css';

type Relation = (typeof callerRelationSchema.options)[number];

export interface PickerChoice {
  readonly customerId: string;
  readonly remember: boolean;
  readonly relation: Relation | null;
}

interface Props {
  readonly number: string;
  readonly matches: readonly Match[];
  readonly total: number;
  /** Still ringing: to be read, not chosen. */
  readonly readOnly: boolean;
  /** Why the last choice did not work. */
  readonly problem: string | null;
  onChoose(choice: PickerChoice): void;
  onSearch(): void;
  onUnidentified(): void;
}

const sentences = ['number', 'place', 'who'] as const;

/** One number, several customers: nothing is chosen before the agent chooses. Digits choose, arrows move, Enter takes. */
export function Picker({ number, matches, total, readOnly, problem, onChoose, onSearch, onUnidentified }: Props) {
  const { t } = useTranslation(['contact', 'codes']);
  const [filter, setFilter] = useState('');
  const [current, setCurrent] = useState(-1);
  const [remember, setRemember] = useState(true);
  const [relation, setRelation] = useState<Relation | null>(null);
  const [sentence, setSentence] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => filterMatches(matches, filter), [matches, filter]);
  const hasDigits = shown.length <= DIGIT_ROWS;

  // Answering makes the list active; the focus comes here only if it is nowhere, never out of a field.
  useEffect(() => {
    if (!readOnly && (document.activeElement === document.body || document.activeElement === null)) list.current?.focus();
  }, [readOnly]);

  const choose = (match: Match | undefined): void => {
    if (match !== undefined && !readOnly) onChoose({ customerId: match.customer.id, remember, relation });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (readOnly || event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setCurrent((at) => (at === -1 ? (step === 1 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + step))));
    } else if (event.key === 'Enter' && event.target === list.current) {
      event.preventDefault();
      choose(shown[current]);
    } else if (/^\d$/.test(event.key)) {
      event.preventDefault();
      const digit = Number(event.key);
      if (digit === 0) onUnidentified();
      else if (hasDigits && digit <= shown.length) choose(shown[digit - 1]);
      else if (hasDigits && digit === shown.length + 1) onSearch();
    }
  };
  const active = current >= 0 ? shown[current] : undefined;

  return (
    <div className={styles['picker']}>
      <header className={styles['head']}>
        <h1>{t('picker.title', { number, n: total })}</h1>
        <p>{readOnly ? t('picker.ringing') : t('picker.hint')}</p>
      </header>
      <ScriptBlock
        title={t('picker.ask')} source={t('picker.askSource')}
        links={<button type="button" className={styles['link']} onClick={() => setSentence((at) => at + 1)}>{t('picker.askNext')}</button>}
      >
        {t(`picker.sentence.${sentences[sentence % sentences.length] ?? 'number'}`)}
      </ScriptBlock>
      <div className={styles['filter']}>
        <Input
          prefix={<Icon icon={Search} size={16} />} value={filter} aria-label={t('picker.filterLabel')} placeholder={t('picker.filter', { n: matches.length })}
          onChange={(event) => {
            setFilter(event.target.value);
            setCurrent(-1);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              list.current?.focus();
              if (!readOnly && shown.length > 0) setCurrent(0);
            }
          }}
        />
        <span>{hasDigits ? t('picker.digits') : t('picker.filterFirst')}</span>
      </div>
      {total > matches.length ? <p className={styles['note']}>{t('picker.total', { total, n: matches.length })}</p> : null}
      <ul
        ref={list} role="listbox" tabIndex={0} aria-label={t('picker.list')} aria-disabled={readOnly} className={styles['list']} onKeyDown={onKeyDown}
        aria-activedescendant={active === undefined ? undefined : `picker-${active.customer.id}`}
      >
        {shown.map((match, index) => (
          <PickerRow
            key={match.customer.id} match={match} digit={hasDigits ? index + 1 : null} current={index === current} readOnly={readOnly}
            neighbour={neighbourOf(match, matches)} onChoose={() => choose(match)}
          />
        ))}
        {shown.length === 0 ? <li className={styles['note']}>{t('picker.noneLeft')}</li> : null}
      </ul>
      {problem === null ? null : <p role="alert" className={styles['problem']}>{t('picker.failed', { why: problem })}</p>}
      <div className={styles['remember']}>
        <Checkbox checked={remember} disabled={readOnly} onChange={(event) => setRemember(event.target.checked)}>{t('picker.remember')}</Checkbox>
        <span>{t('picker.rememberHint', { number })}</span>
        <Select
          size="small" className={styles['relation'] ?? ''} aria-label={t('picker.relationLabel')} placeholder={t('picker.relationFirst')} value={relation} disabled={readOnly}
          options={callerRelationSchema.options.map((value) => ({ value, label: t(`codes:relation.${value}`) }))} onChange={setRelation}
        />
      </div>
      {readOnly ? null : (
        <div className={styles['neither']}>
          <span>{t('picker.neither')}</span>
          <Button icon={<Icon icon={Search} size={14} />} onClick={onSearch}>{t('picker.search')} {hasDigits && shown.length < 9 ? <KeyCap keys={String(shown.length + 1)} /> : null}</Button>
          <Button icon={<Icon icon={UserSearch} size={14} />} onClick={onUnidentified}>{t('picker.unidentified')} <KeyCap keys="0" /></Button>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly match: Match;
  readonly digit: number | null;
  readonly current: boolean;
  readonly readOnly: boolean;
  readonly neighbour: string | null;
  onChoose(): void;
}

/** Why it matched, and how it differs from the others. */
function PickerRow({ match, digit, current, readOnly, neighbour, onChoose }: RowProps) {
  const { t } = useTranslation('contact');
  const { customer } = match;
  const first = customer.products[0];
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) scrollInside(row.current?.closest<HTMLElement>('.wh-scroll'), row.current, 'nearest');
  }, [current]);
  return (
    <li ref={row} id={`picker-${customer.id}`} role="option" aria-selected={current} className={styles['row']} onDoubleClick={onChoose}>
      <span className={styles['digit']}>{digit === null ? null : <KeyCap keys={String(digit)} />}</span>
      <div className={styles['who']}>
        <p className={styles['name']}>
          <b>{customer.maskedName}</b>
          <span className={styles['star']}><Icon icon={Star} size={12} />{t('head.stars', { n: customer.stars })}</span>
          <span>{t(`segmentShort.${customer.segment}`)}</span>
        </p>
        <p className="wh-cut">
          {customer.maskedAddress} · {first === undefined ? t('products.none') : customer.products.length === 1 ? `${first.name} ${first.maskedNumber}` : t('picker.products', { first: `${first.name} ${first.maskedNumber}`, n: customer.products.length })}
        </p>
        <p className={styles['tags']}>
          <Tag>{match.matchedBy === 'account' ? t('picker.account') : t(`picker.relation.${match.relation}`)}</Tag>
          {openOutages(customer).length > 0 ? <Tag tone="amber" icon={RadioTower}>{t('picker.outage')}</Tag> : null}
          {customer.openTickets.length > 0 ? <Tag tone="accent">{t('picker.open', { n: customer.openTickets.length })}</Tag> : null}
          {customer.recentCalls > 0 ? <Tag>{t('picker.calls', { n: customer.recentCalls })}</Tag> : null}
          {neighbour === null ? null : <Tag>{t('picker.sameAddress', { name: neighbour })}</Tag>}
        </p>
      </div>
      <div className={styles['take']}>
        {readOnly ? null : <Button size="small" tabIndex={-1} onClick={onChoose}>{t('picker.choose')}</Button>}
        <span>{match.lastCallAt === null ? t('picker.noLastCall') : t('picker.lastCall', { date: formatDay(match.lastCallAt) })}</span>
      </div>
    </li>
  );
}

import { CircleCheck, CircleX, History, PhoneIncoming, UserSearch } from 'lucide-react';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callerRelationSchema } from '#shared/domain/ticket.ts';
import { Badge } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ScriptBlock } from '../../ui/ScriptBlock.tsx';
import type { ContactCustomer } from '../../model/contact-customer.ts';
import { CustomerFinder } from './CustomerFinder.tsx';
import styles from './Unknown.module.css';

type Why = Extract<ContactCustomer, { kind: 'unknown' }>['why'];
type Relation = (typeof callerRelationSchema.options)[number];

export interface ContactPerson {
  readonly name: string;
  readonly number: string;
  readonly relation: Relation | null;
}

interface Props {
  readonly why: Why;
  /** Masked caller number; null when withheld or without a call. */
  readonly number: string | null;
  readonly dialled: string | null;
  readonly hasCall: boolean;
  /** Still ringing: nothing can be chosen or written yet. */
  readonly readOnly: boolean;
  /** Why the last choice did not work. */
  readonly problem: string | null;
  onChoose(customerId: string): void;
  /** Null where there is no draft to write into. */
  readonly onRegister: ((person: ContactPerson) => void) | null;
  /** Back to the candidates of a number that has several. */
  readonly onBack: (() => void) | null;
}

const can = ['take', 'outage', 'contact'] as const;
const cannot = ['bills', 'change', 'tell'] as const;

/** Nobody known by that number: says why, finds the customer, and says what can be done meanwhile. */
export function Unknown({ why, number, dialled, hasCall, readOnly, problem, onChoose, onRegister, onBack }: Props) {
  const { t } = useTranslation('contact');
  const withheld = why === 'withheld';
  return (
    <div className={styles['unknown']}>
      <header className={styles['head']}>
        <Icon icon={UserSearch} size={20} />
        <h1>{t(hasCall ? 'unknown.title' : 'unknown.titleDraft')}</h1>
        <span>{t(`unknown.why.${why}`)}</span>
        {onBack === null ? null : <Button size="small" className={styles['back'] ?? ''} onClick={onBack}>{t('picker.back')}</Button>}
      </header>
      <div className={styles['badges']}>
        {dialled === null ? null : <Badge tone="neutral" icon={PhoneIncoming} noun={t('unknown.dialled')}>{dialled}</Badge>}
        {number === null ? null : <Badge tone="neutral" icon={PhoneIncoming} noun={t('unknown.caller')}>{number}</Badge>}
        {withheld ? <Badge tone="neutral" icon={History} noun={t('unknown.noHistory')} /> : null}
        <span>{t(`unknown.reason.${why}`)}</span>
      </div>
      {hasCall ? (
        <ScriptBlock title={t('unknown.ask')} source={t(withheld ? 'unknown.askSource.withheld' : 'unknown.askSource.other')}>
          {t(withheld ? 'unknown.sentence.withheld' : 'unknown.sentence.other')}
        </ScriptBlock>
      ) : null}
      {readOnly ? <p className={styles['note']}>{t('picker.ringing')}</p> : <CustomerFinder autoFocus={false} problem={problem} onChoose={onChoose} />}
      {readOnly || onRegister === null ? null : <Register onRegister={onRegister} />}
      <section className={styles['may']}>
        <h2>{t('unknown.while')}</h2>
        <ul>{can.map((item) => <li key={item}><Icon icon={CircleCheck} size={16} className={styles['yes']} /><span className="wh-sr">{t('unknown.yes')}</span>{t(`unknown.can.${item}`)}</li>)}</ul>
        <ul>{cannot.map((item) => <li key={item}><Icon icon={CircleX} size={16} className={styles['no']} /><span className="wh-sr">{t('unknown.no')}</span>{t(`unknown.cannot.${item}`)}</li>)}</ul>
      </section>
    </div>
  );
}

/** A contact person who need not be a customer: goes into the draft as typed, nowhere else. */
function Register({ onRegister }: { onRegister(person: ContactPerson): void }) {
  const { t } = useTranslation(['contact', 'codes']);
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [relation, setRelation] = useState<Relation | null>(null);
  const [said, setSaid] = useState<'saved' | 'nameAndNumber' | null>(null);
  const save = (): void => {
    if (name.trim() === '' || number.trim().length < 3) return setSaid('nameAndNumber');
    onRegister({ name: name.trim(), number: number.trim(), relation });
    setSaid('saved');
  };
  return (
    <form
      className={styles['register']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <header><h2>{t('unknown.register')}</h2><span>{t('unknown.registerHint')}</span></header>
      <div className={styles['person']}>
        <Input aria-label={t('unknown.name')} placeholder={t('unknown.name')} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <Input aria-label={t('unknown.number')} placeholder={t('unknown.number')} value={number} maxLength={32} inputMode="tel" onChange={(event) => setNumber(event.target.value)} />
        <Select
          aria-label={t('unknown.relation')} placeholder={t('unknown.relation')} value={relation} onChange={setRelation}
          options={callerRelationSchema.options.map((value) => ({ value, label: t(`codes:relation.${value}`) }))}
        />
        <Button htmlType="submit">{t('unknown.save')}</Button>
      </div>
      <p role="status" className={styles['said']} data-bad={said === 'nameAndNumber'}>{said === null ? '' : t(`unknown.${said}`)}</p>
    </form>
  );
}

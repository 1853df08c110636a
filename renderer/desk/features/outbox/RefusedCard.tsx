import { Undo2 } from 'lucide-react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '#shared/contract/desk.ts';
import type { Problem } from '#shared/lib/result.ts';
import { useDeskStore, usePorts } from '../../model/context.tsx';
import { useProblemWords } from '../../model/problem-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { formatTime } from '../../ui/time.ts';
import { outboxType } from './outbox-rows.ts';
import styles from './RefusedCard.module.css';

/** A command the hub refused: why in plain words, what was written is kept, one way forward. Nothing behind it waits. */
export function RefusedCard({ row, of, others }: { readonly row: OutboxRow; readonly of: number; readonly others: number }) {
  const { t } = useTranslation('outbox');
  const store = useDeskStore();
  const { data } = usePorts();
  const say = useProblemWords();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<'needReason' | Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const type = outboxType(row.type);

  const edit = async (): Promise<void> => {
    setBusy(true);
    const result = await data.call('outbox.edit', { commandId: row.commandId });
    setBusy(false);
    if (!result.ok) return setSaid(result.problem);
    const act = store.getState();
    act.setDraft(result.value);
    const contact = act.openContact({ callId: result.value.callId, draftId: result.value.id });
    act.setSubmitted(contact, null);
  };
  const discard = async (): Promise<void> => {
    if (reason.trim() === '') return setSaid('needReason');
    setBusy(true);
    const result = await data.call('outbox.discard', { commandId: row.commandId, reason: reason.trim() });
    setBusy(false);
    if (!result.ok) setSaid(result.problem);
  };
  return (
    <section className={styles['card']} aria-label={t('refused.title', { n: of })}>
      <header><Icon icon={Undo2} size={16} /><h2>{t('refused.title', { n: of })}</h2><time>{formatTime(row.at, 'seconds')}</time></header>
      <p className={styles['what']}><span>{t(`type.${type}`)}</span><span className="wh-cut">{row.label}</span></p>
      <p className={styles['why']} role="alert">{row.problem === null ? '' : say(row.problem)} {t('refused.kept')}</p>
      {asking ? (
        <div className={styles['ask']}>
          <Input
            size="small" autoFocus aria-label={t('refused.reason')} placeholder={t('refused.reason')} value={reason} maxLength={200} status={said === 'needReason' ? 'error' : ''}
            onChange={(event) => {
              setReason(event.target.value);
              setSaid(null);
            }}
            onPressEnter={() => void discard()}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setAsking(false);
            }}
          />
          <p className={styles['small']}>{t('refused.reasonHint')}</p>
          <div className={styles['ways']}>
            <Button size="small" danger disabled={busy} onClick={() => void discard()}>{t('refused.confirm')}</Button>
            <Button size="small" onClick={() => setAsking(false)}>{t('refused.cancel')}</Button>
          </div>
        </div>
      ) : (
        <div className={styles['ways']}>
          {type === 'ticket.create' ? <Button size="small" disabled={busy} className={styles['main'] ?? ''} onClick={() => void edit()}>{t('refused.edit')}</Button> : null}
          <Button size="small" type="text" onClick={() => setAsking(true)}>{t('refused.discard')}</Button>
        </div>
      )}
      {said === null ? null : <p className={styles['bad']} role="alert">{said === 'needReason' ? t('refused.needReason') : t('refused.failed', { why: say(said) })}</p>}
      <p className={styles['small']}>{row.problem?.code ?? ''}{others > 0 ? ` · ${t('refused.others', { n: others })}` : ''}</p>
    </section>
  );
}

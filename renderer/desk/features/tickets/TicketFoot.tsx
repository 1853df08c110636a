import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow, TicketView } from '#shared/contract/desk.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { isFinalState } from '#shared/domain/ticket-states.ts';
import type { TicketState } from '#shared/domain/ticket.ts';
import type { Result } from '#shared/lib/result.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { useProblemWords } from '../../model/problem-words.ts';
import { offeredSteps } from './ticket-rows.ts';
import styles from './TicketFoot.module.css';

interface Props {
  readonly view: TicketView;
  readonly row: TicketRow;
  onChanged(view: TicketView): void;
}

/** A note for the first owner, then only the steps this role may take from this state; 撤单 stands apart. */
export function TicketFoot({ view, row, onChanged }: Props) {
  const { t } = useTranslation('tickets');
  const store = useDeskStore();
  const { data } = usePorts();
  const say = useProblemWords();
  const role = useDesk((state) => (state.session?.kind === 'signedIn' ? state.session.agent.role : 'agent'));
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<TicketState | null>(null);
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const take = (result: Result<TicketView>, failed: (why: string) => string): boolean => {
    setBusy(false);
    if (!result.ok) {
      setSaid(failed(say(result.problem)));
      return false;
    }
    setSaid(null);
    onChanged(result.value);
    store.getState().setTicket(result.value);
    return true;
  };
  const addNote = async (): Promise<void> => {
    if (note.trim() === '' || busy) return;
    setBusy(true);
    const result = await data.call('ticket.addNote', { id: view.id, text: note.trim() });
    if (take(result, (why) => t('detail.noteFailed', { why }))) setNote('');
  };
  const move = async (to: TicketState): Promise<void> => {
    const needsReason = fujianPolicy.reasonRequired.states.includes(to);
    if (needsReason && asking !== to) {
      setReason('');
      return setAsking(to);
    }
    if (needsReason && reason.trim() === '') return setSaid(t('detail.reasonFor', { action: t(`action.${to}`) }));
    setBusy(true);
    const result = await data.call('ticket.transition', { id: view.id, to, reason: needsReason ? reason.trim() : null });
    if (take(result, (why) => t('detail.moveFailed', { why }))) setAsking(null);
  };
  if (isFinalState(row.state)) return <footer className={styles['foot']}><p>{t('detail.final')} <small>{t('detail.finalMore')}</small></p></footer>;
  // What the hub refused has its own way forward under the calls; nothing is stacked on it here.
  const steps = row.sync.kind === 'rejected' ? [] : offeredSteps(row, role);
  return (
    <footer className={styles['foot']}>
      {asking === null ? (
        <div className={styles['note']}>
          <Input value={note} maxLength={2000} aria-label={t('detail.addNote', { no: view.firstOwner })} placeholder={t('detail.addNote', { no: view.firstOwner })} onChange={(event) => setNote(event.target.value)} onPressEnter={(event) => (event.nativeEvent.isComposing ? undefined : void addNote())} />
          <Button disabled={busy} onClick={() => void addNote()}>{t('detail.add')}</Button>
        </div>
      ) : (
        <div className={styles['note']}>
          <Input
            autoFocus value={reason} maxLength={200} aria-label={t('detail.reasonFor', { action: t(`action.${asking}`) })} placeholder={t('detail.reasonFor', { action: t(`action.${asking}`) })}
            onChange={(event) => setReason(event.target.value)} onPressEnter={(event) => (event.nativeEvent.isComposing ? undefined : void move(asking))}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.preventDefault();
              setAsking(null);
            }}
          />
          <Button type="primary" danger={asking === 'withdrawn'} disabled={busy} onClick={() => void move(asking)}>{t('detail.confirm', { action: t(`action.${asking}`) })}</Button>
          <Button onClick={() => setAsking(null)}>{t('detail.cancel')}</Button>
        </div>
      )}
      {said === null ? null : <p role="alert" className={styles['bad']}>{said}</p>}
      {asking !== null || steps.length === 0 ? null : (
        <div className={styles['steps']}>
          {steps.filter((step) => step !== 'withdrawn').map((step, index) => <Button key={step} type={index === 0 ? 'primary' : 'default'} disabled={busy} onClick={() => void move(step)}>{t(`action.${step}`)}</Button>)}
          {steps.includes('withdrawn') ? <Button type="text" danger className={styles['apart'] ?? ''} disabled={busy} onClick={() => void move('withdrawn')}>{t('action.withdrawn')}</Button> : null}
        </div>
      )}
    </footer>
  );
}

import { ClockFading, ListChecks, TriangleAlert } from 'lucide-react';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { TicketRow } from '#shared/contract/desk.ts';
import { useDesk, useDeskStore } from '../../model/context.tsx';
import { useProblemWords } from '../../model/problem-words.ts';
import { isHubAway } from '../../model/selectors.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { scrollInside } from '../../ui/scroll-inside.ts';
import { formatTime } from '../../ui/time.ts';
import { TicketDetail } from './TicketDetail.tsx';
import { TicketLine } from './TicketLine.tsx';
import { byDeadline, ticketFilters, type TicketFilter } from './ticket-rows.ts';
import { useTicketList } from './use-ticket-list.ts';
import styles from './TicketsPage.module.css';

/** 工单: tickets by deadline, with the detail docked beside the list. */
export function TicketsPage() {
  const { t } = useTranslation('tickets');
  const store = useDeskStore();
  const say = useProblemWords();
  const [filter, setFilter] = useState<TicketFilter>('mine');
  const list = useTicketList(filter);
  const focus = useDesk((state) => state.ticketFocus);
  const away = useDesk(isHubAway);
  const asOf = useDesk((state) => state.health?.sync.dataAsOf ?? null);
  const unsent = useDesk((state) => Object.values(state.tickets).filter((ticket) => ticket.sync.kind !== 'synced').length);
  const rows = useDesk(useShallow((state) => list.ids.map((id) => state.tickets[id]).filter((row) => row !== undefined)));
  const shown = useMemo(() => byDeadline(rows), [rows]);
  const focused = useDesk((state) => (state.ticketFocus === null ? undefined : state.tickets[state.ticketFocus]));
  const listBox = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const index = shown.findIndex((row) => row.id === focus);

  const show = (row: TicketRow | undefined): void => {
    if (row !== undefined) store.getState().showTicket(row.id);
  };
  const close = (): void => {
    store.getState().showTicket(null);
    listBox.current?.focus();
  };
  const move = (step: number): void => show(shown[index === -1 ? (step > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, index + step))]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      show(event.key === 'Home' ? shown[0] : shown.at(-1));
    } else if (event.key === 'Enter' && index !== -1) {
      event.preventDefault();
      detail.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
    } else if (event.key === 'Escape') close();
  };
  useEffect(() => {
    if (focus !== null) scrollInside(listBox.current, listBox.current?.querySelector(`[data-id="${focus}"]`), 'nearest', 0);
  }, [focus, shown.length]);
  // Coming here by key or link puts the focus where ↑↓ work, unless somebody is typing.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) listBox.current?.focus();
  }, []);

  return (
    <div className={styles['page']}>
      <section className={styles['list']} aria-label={t(`title.${filter}`)}>
        <header className={styles['head']}>
          <h1>{t(`title.${filter}`)}</h1>
          <nav className={styles['views']} aria-label={t('views')}>
            {ticketFilters.map((name) => (
              <button key={name} type="button" aria-current={name === filter} onClick={() => setFilter(name)}>
                {t(`view.${name}`)}<span>{name === filter ? shown.length : name === 'unsent' && unsent > 0 ? unsent : null}</span>
              </button>
            ))}
          </nav>
          {away && asOf !== null ? <span className={styles['stale']}><Icon icon={ClockFading} size={14} />{t('stale', { time: formatTime(asOf) })}</span> : null}
        </header>
        <div className={styles['columns']} aria-hidden data-narrow={focused !== undefined}>
          <span>{t('column.due')}</span><span>{t('column.category')}</span><span>{t('column.customer')}</span><span>{t('column.state')}</span><span className={styles['sync']}>{t('column.sync')}</span><span>{t('column.priority')}</span>
        </div>
        <div
          ref={listBox} role="listbox" tabIndex={0} aria-label={t('list')} className={`${styles['rows']} wh-scroll`} onKeyDown={onKeyDown}
          aria-activedescendant={index === -1 ? undefined : `ticket-${focus}`}
        >
          {shown.map((row) => <TicketLine key={row.id} row={row} current={row.id === focus} narrow={focused !== undefined} onShow={() => show(row)} />)}
          {list.problem !== null ? (
            <EmptyState icon={TriangleAlert} title={t('failed', { why: say(list.problem) })}><Button onClick={list.reload}>{t('retry')}</Button></EmptyState>
          ) : shown.length > 0 ? null
            : list.loaded ? <EmptyState icon={ListChecks} title={t(`empty.${filter}`)}>{t(`emptyMore.${filter}`)}</EmptyState> : null}
        </div>
        <footer className={styles['foot']}>
          <span>{shown.length === 0 ? '' : t('foot', { n: shown.length })}</span>
          <span className={styles['keys']}>{t('keys.move')} <KeyCap keys="ArrowUp" /><KeyCap keys="ArrowDown" /> {t('keys.open')} <KeyCap keys="Enter" /> {t('keys.close')} <KeyCap keys="Escape" /></span>
        </footer>
      </section>
      {focused === undefined ? null : (
        <TicketDetail key={focused.id} ref={detail} row={focused} index={index} total={shown.length} onMove={move} onClose={close} />
      )}
    </div>
  );
}

import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRef, type KeyboardEvent } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './ViewTabs.module.css';

export const customerViews = ['overview', 'products', 'tickets', 'interactions', 'bills'] as const;
export type CustomerViewName = (typeof customerViews)[number];

interface Props {
  readonly current: CustomerViewName;
  /** Numbers behind the names; null where there is none to show. */
  readonly counts: Readonly<Record<CustomerViewName, number | null>>;
  /** Views whose data must come from the hub and cannot be had now. */
  readonly unavailable: ReadonlySet<CustomerViewName>;
  readonly panelId: string;
  onGo(view: CustomerViewName): void;
}

/** The customer's views as a tab list: arrows move, the current one is in the tab order. */
export function ViewTabs({ current, counts, unavailable, panelId, onGo }: Props) {
  const { t } = useTranslation('contact');
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = (customerViews.indexOf(current) + step + customerViews.length) % customerViews.length;
    const next = customerViews[index];
    if (next === undefined) return;
    onGo(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={t('view.label')} className={styles['tabs']} onKeyDown={onKeyDown}>
      {customerViews.map((view) => (
        <button
          key={view} type="button" role="tab" aria-selected={view === current} aria-controls={panelId} tabIndex={view === current ? 0 : -1}
          className={styles['tab']} onClick={() => onGo(view)}
        >
          {t(`view.${view}`)}
          {counts[view] === null ? null : <span className={styles['count']}>{counts[view]}</span>}
          {unavailable.has(view) ? <Icon icon={CloudOff} size={14} className={styles['off']} /> : null}
          {unavailable.has(view) ? <span className="wh-sr">{t('profile.offline')}</span> : null}
        </button>
      ))}
    </div>
  );
}

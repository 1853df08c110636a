import { Search } from 'lucide-react';
import { Input, type InputRef } from 'antd';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '#shared/contract/desk.ts';
import { useDesk, useDeskStore, useKey } from '../../model/context.tsx';
import { useCustomerSearch } from '../../model/customer-search.ts';
import { keyOf } from '../../model/keys.ts';
import { useProblemWords } from '../../model/problem-words.ts';
import { isHubAway } from '../../model/selectors.ts';
import { MAX_CONTACTS } from '../../model/ui.ts';
import { useCountWords } from '../../ui/count-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ariaKey, KeyCap } from '../../ui/KeyCap.tsx';
import styles from './SearchField.module.css';

const LIMIT = 12;

/** Customers by number, name, pinyin, account or address, from anywhere by one key; Enter opens one in a tab. */
export function SearchField() {
  const { t } = useTranslation('search');
  const store = useDeskStore();
  const say = useProblemWords();
  const count = useCountWords();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(0);
  const [full, setFull] = useState(false);
  const here = useDesk((state) => state.health?.store.customers ?? 0);
  const away = useDesk(isHubAway);
  const answer = useCustomerSearch(text, LIMIT);
  const hits = answer.kind === 'found' ? answer.hits : [];
  const at = Math.min(current, hits.length - 1);
  const base = useId();
  const field = useRef<InputRef>(null);
  /** What had the focus before Ctrl+K: Esc gives it back. */
  const before = useRef<Element | null>(null);

  useKey('search.focus', () => {
    before.current = document.activeElement;
    field.current?.focus({ cursor: 'all' });
    setOpen(true);
  });
  const leave = (): void => {
    setOpen(false);
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else field.current?.blur();
    before.current = null;
  };
  const choose = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return;
    const { contacts, openContact } = store.getState();
    const isOpen = contacts.some((contact) => contact.customerId === hit.customer.id);
    if (!isOpen && contacts.length >= MAX_CONTACTS) return setFull(true);
    setText('');
    setOpen(false);
    field.current?.blur();
    openContact({ customerId: hit.customer.id });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && hits.length > 0) {
      event.preventDefault();
      setOpen(true);
      setCurrent((at + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      choose(hits[at]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      leave();
    }
  };
  const shown = open && answer.kind !== 'idle';
  const below = full ? t('full')
    : answer.kind === 'short' ? t('short')
    : answer.kind === 'failed' ? t('failed', { why: say(answer.problem) })
    : hits.length === 0 ? (away ? t('emptyAway', { n: count(here) }) : t('empty'))
    : answer.kind === 'found' && answer.capped ? t('capped', { n: hits.length })
    : away ? t('away', { n: count(here) }) : t('hits', { n: hits.length });
  return (
    <div
      className={styles['search']} role="search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Input
        ref={field} role="combobox" aria-label={t('label')} aria-expanded={shown && hits.length > 0} aria-controls={`${base}-hits`} aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `${base}-${at}` : undefined} aria-keyshortcuts={ariaKey(keyOf('search.focus'))}
        prefix={<Icon icon={Search} size={16} />} suffix={<KeyCap keys={keyOf('search.focus')} />} placeholder={t('placeholder')} value={text} maxLength={80}
        onFocus={() => setOpen(true)} onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setCurrent(0);
          setFull(false);
          setOpen(true);
        }}
      />
      {shown ? (
        <div className={styles['panel']}>
          <ul id={`${base}-hits`} role="listbox" aria-label={t('list')}>
            {hits.map((hit, index) => (
              <li
                key={hit.customer.id} id={`${base}-${index}`} role="option" aria-selected={index === at} className={styles['hit']}
                onMouseDown={(event) => event.preventDefault()} onClick={() => choose(hit)}
              >
                <p><b>{hit.customer.maskedName}</b><span>{t('stars', { n: hit.customer.stars })} {t(`segment.${hit.customer.segment}`)}</span><span className={styles['matched']}>{hit.matched}</span></p>
                <p className={`${styles['small']} wh-cut`}>{hit.customer.maskedAddress} · {hit.customer.maskedAccountNo}</p>
              </li>
            ))}
          </ul>
          <p className={styles['foot']}><span role="status" data-warn={full}>{below}</span>{hits.length === 0 ? null : <span className={styles['keys']}><KeyCap keys="ArrowUp" /><KeyCap keys="ArrowDown" /><KeyCap keys="Enter" />{t('keys')}</span>}</p>
        </div>
      ) : null}
    </div>
  );
}

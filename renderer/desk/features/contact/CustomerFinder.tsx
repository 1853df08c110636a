import { Search } from 'lucide-react';
import { Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomerSearch } from '../../model/customer-search.ts';
import { useDesk } from '../../model/context.tsx';
import { isHubAway } from '../../model/selectors.ts';
import { useProblemWords } from '../../model/problem-words.ts';
import { useCountWords } from '../../ui/count-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import styles from './CustomerFinder.module.css';

interface Props {
  /** Take the focus when it opens: the agent asked for it. */
  readonly autoFocus: boolean;
  /** Why the last choice did not work. */
  readonly problem: string | null;
  onChoose(customerId: string): void;
  readonly onCancel?: (() => void) | undefined;
}

const LIMIT = 20;

/** Search inside a contact: two criteria or one full number, capped and counted; works offline on this desk's customers. */
export function CustomerFinder({ autoFocus, problem, onChoose, onCancel }: Props) {
  const { t } = useTranslation('contact');
  const say = useProblemWords();
  const count = useCountWords();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState(0);
  const here = useDesk((state) => state.health?.store.customers ?? 0);
  const away = useDesk(isHubAway);
  const answer = useCustomerSearch(text, LIMIT);
  const hits = answer.kind === 'found' ? answer.hits : [];
  const base = useId();
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  const at = Math.min(current, hits.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const hit = hits[at];
    if (step !== 0 && hits.length > 0) {
      event.preventDefault();
      setCurrent((at + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && !event.ctrlKey && hit !== undefined) {
      event.preventDefault();
      onChoose(hit.customer.id);
    } else if (event.key === 'Escape' && onCancel !== undefined) {
      onCancel();
    }
  };
  const below = answer.kind === 'idle' ? null
    : answer.kind === 'short' ? t('find.more')
    : answer.kind === 'failed' ? t('find.failed', { why: say(answer.problem) })
    : hits.length === 0 ? t(away ? 'find.emptyAway' : 'find.empty')
    : answer.capped ? t('find.capped', { n: hits.length })
    : t('find.hits', { n: hits.length });
  return (
    <section className={styles['finder']} aria-labelledby={`${base}-title`}>
      <header><h2 id={`${base}-title`}>{t('find.title')}</h2><span>{t('find.here', { n: count(here) })}</span></header>
      <Input
        ref={field} size="large" role="combobox" aria-expanded={hits.length > 0} aria-controls={`${base}-hits`} aria-autocomplete="list" aria-labelledby={`${base}-title`}
        aria-activedescendant={hits.length > 0 ? `${base}-${at}` : undefined} prefix={<Icon icon={Search} size={16} />} placeholder={t('find.placeholder')}
        suffix={<span className={styles['help']}>{t('find.help')}</span>} value={text} onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setCurrent(0);
        }}
      />
      {hits.length === 0 ? null : (
        <ul id={`${base}-hits`} role="listbox" aria-label={t('find.list')} className={`${styles['hits']} wh-scroll`}>
          {hits.map((hit, index) => (
            <li
              key={hit.customer.id} id={`${base}-${index}`} role="option" aria-selected={index === at} className={styles['hit']}
              onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(hit.customer.id)}
            >
              <b className="wh-cut">{hit.customer.maskedName}</b>
              <span className={styles['small']}>{t('find.stars', { n: hit.customer.stars })} {t(`segmentShort.${hit.customer.segment}`)}</span>
              <span className={styles['matched']}>{hit.matched}</span>
              <span className="wh-cut">{hit.customer.maskedAddress}</span>
              {index === at ? <span className={styles['use']}>{t('find.use')} <KeyCap keys="Enter" /></span> : null}
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={styles['note']}>{below}</p>
      {problem === null ? null : <p role="alert" className={styles['problem']}>{t('picker.failed', { why: problem })}</p>}
    </section>
  );
}

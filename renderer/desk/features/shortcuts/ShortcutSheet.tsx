import { Input } from 'antd';
import { Info, Keyboard, Search } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore, useKey } from '../../model/context.tsx';
import { canonicalKey } from '../../model/keys.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { filterRows, shortcutColumns, shortcutRows, type ShortcutRow } from './rows.ts';
import styles from './ShortcutSheet.module.css';

/** `?`: every key there is. The search takes words or a pressed key; call keys keep working meanwhile. */
export function ShortcutSheet() {
  const store = useDeskStore();
  const open = useDesk((state) => state.sheet === 'shortcuts');
  useKey('shortcuts.open', () => store.getState().setSheet('shortcuts'));
  return open ? <Sheet onClose={() => store.getState().setSheet(null)} /> : null;
}

function Sheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('shortcuts');
  const [query, setQuery] = useState('');
  const label = (row: ShortcutRow): string => (row.merged ? t('tabs') : t(`keys.${row.id}`));
  const rows = filterRows(shortcutRows(), query, label);
  const onKeyDown = (event: KeyboardEvent): void => {
    const chord = canonicalKey({ ...event, isComposing: event.nativeEvent.isComposing });
    if (chord === null || !(event.ctrlKey || event.altKey || /^F\d+$/.test(event.key))) return;
    if (/^Ctrl\+[ACVXZ]$/.test(chord)) return;
    event.preventDefault();
    setQuery(chord);
  };
  return (
    <Dialog label={t('title')} onClose={onClose} width={1064}>
      <header className={styles['head']}>
        <Icon icon={Keyboard} size={20} /><h2>{t('title')}</h2>
        <div className={styles['search']}>
          <Input data-autofocus value={query} onChange={(event) => setQuery(event.target.value)} onKeyDown={onKeyDown} placeholder={t('search')} aria-label={t('search')} prefix={<Icon icon={Search} />} allowClear />
        </div>
        <button type="button" className={styles['close']} onClick={onClose}><KeyCap keys="Escape" />{t('close')}</button>
      </header>
      <div className={`${styles['columns']} wh-scroll`}>
        {rows.length === 0 ? <p className={styles['none']}>{t('none')}</p> : shortcutColumns.map((groups) => (
          <div key={groups.join()}>
            {groups.map((group) => {
              const shown = rows.filter((row) => row.group === group);
              return shown.length === 0 ? null : (
                <section key={group} aria-label={t(`groups.${group}`)}>
                  <h3>{t(`groups.${group}`)}</h3>
                  <dl>{shown.map((row) => <div key={row.id}><dt>{label(row)}</dt><dd><KeyCap keys={row.caps.join('+')} split /><span className="wh-sr">{row.caps.join(' ')}</span></dd></div>)}</dl>
                </section>
              );
            })}
          </div>
        ))}
      </div>
      <footer className={styles['foot']}><Icon icon={Info} size={14} />{t('foot')}</footer>
    </Dialog>
  );
}

import { Input } from 'antd';
import { Grid3X3, Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallActions } from '../../model/call-actions.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './lists.module.css';

/** A number typed by hand; checked by the phone room, which refuses with words. */
export function DialField({ actions }: { readonly actions: CallActions }) {
  const { t } = useTranslation('calls');
  const [text, setText] = useState('');
  const call = async (): Promise<void> => {
    const number = text.trim();
    if (number !== '' && (await actions.dial(number))) setText('');
  };
  return (
    <form className={styles['dial']} onSubmit={(event) => {
      event.preventDefault();
      void call();
    }}>
      <Input
        value={text} onChange={(event) => setText(event.target.value)} aria-label={t('dial.label')} placeholder={t('dial.placeholder')}
        prefix={<Icon icon={Grid3X3} size={14} />} inputMode="tel" autoComplete="off" maxLength={64}
      />
      <button type="submit" className={styles['call']} aria-label={t('dial.call')} title={t('dial.call')}><Icon icon={Phone} size={18} /></button>
    </form>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/contract/errors.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { hubLight, mediaLight, phoneLight, type LightView } from '../../model/lights.ts';
import type { DeskState } from '../../model/store.ts';
import { useNow } from '../../ui/clock.tsx';
import { HealthLight } from '../../ui/HealthLight.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { formatDuration, formatTime } from '../../ui/time.ts';
import styles from './Lights.module.css';

const lights = { phone: phoneLight, hub: hubLight, media: mediaLight } as const satisfies Record<string, (state: DeskState) => LightView>;
type LightName = keyof typeof lights;
const order: readonly LightName[] = ['phone', 'hub', 'media'];

function Facts({ name, light }: { readonly name: LightName; readonly light: LightView }) {
  const { t, i18n } = useTranslation('topbar');
  const now = useNow();
  const ok = light.level === 'ok' ? 'ok' : 'down';
  const rows: readonly (readonly [string, string | null])[] = [
    [t('lights.checks'), t(`lights.${name}Checks`)],
    [t('lights.since'), light.since === null ? null : `${formatTime(light.since, 'seconds')} · ${formatDuration(now - light.since)}`],
    [t('lights.confirmed'), light.rttMs !== null ? t('lights.rtt', { ms: light.rttMs }) : light.confirmedAt === null ? null : formatTime(light.confirmedAt, 'seconds')],
    [t('lights.detail'), light.problem === null ? null : describeProblem(light.problem, languageOf(i18n))],
    [t('lights.works'), t(`lights.${name}Works.${ok}`)],
    [t('lights.retry'), light.retryAt === null ? null : t('lights.inSeconds', { seconds: Math.max(0, Math.ceil((light.retryAt - now) / 1000)) })],
  ];
  return (
    <dl className={styles['facts']}>
      {rows.map(([label, value]) => (value === null ? null : <div key={label}><dt>{label}</dt><dd>{value}</dd></div>))}
    </dl>
  );
}

function Light({ name }: { readonly name: LightName }) {
  const { t } = useTranslation('topbar');
  const store = useDeskStore();
  const { data, phone } = usePorts();
  const [open, setOpen] = useState(false);
  // The light is rebuilt from parts of the state; rendering follows any of them.
  useDesk((state) => state.health);
  useDesk((state) => state.registration);
  useDesk((state) => state.media);
  useDesk((state) => state.rooms);
  const light = lights[name](store.getState());
  const retry = async (): Promise<void> => {
    const result = name === 'media' ? await phone.call('checkMedia', {}) : await data.call('hub.retryNow', {});
    if (!result.ok) store.getState().notify(result.problem);
  };
  return (
    <Popup
      open={open} onOpenChange={setOpen} placement="bottom"
      content={
        <div className={styles['panel']} role="dialog" aria-label={t(`lights.${name}`)}>
          <h3>{t(`lights.${name}`)}{light.word === null ? '' : ` ${t(`lights.${light.word}`)}`}</h3>
          <Facts name={name} light={light} />
          {name === 'phone' || light.level === 'ok' ? null : <Button size="small" onClick={() => void retry()}>{name === 'hub' ? t('lights.retryNow') : t('lights.checkAgain')}</Button>}
        </div>
      }
    >
      <HealthLight level={light.level} name={t(`lights.${name}`)} word={light.word === null ? undefined : t(`lights.${light.word}`)} aria-expanded={open} aria-haspopup="dialog" />
    </Popup>
  );
}

/** Three lights, never one, always in this order. */
export function Lights() {
  const { t } = useTranslation('topbar');
  return <div className={styles['lights']} role="group" aria-label={t('lights.label')}>{order.map((name) => <Light key={name} name={name} />)}</div>;
}

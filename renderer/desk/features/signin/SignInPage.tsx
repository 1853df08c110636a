import { Button } from 'antd';
import { CircleCheck, CircleX, CloudOff, DatabaseZap, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import type { DeskState } from '../../model/store.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { formatTime } from '../../ui/time.ts';
import { Art } from './Art.tsx';
import { Checks } from './Checks.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInPage.module.css';

/** A hub that has not answered in this time counts as away; it may still come while one types. */
const PATIENCE_MS = 5000;

/** What stands above the form when something is not as it should be. */
type Trouble = { readonly kind: 'store' | 'mismatch'; readonly problem: Problem } | null;

export function troubleOf(state: Pick<DeskState, 'shell' | 'health'>): Trouble {
  const store = state.shell?.startProblem ?? state.health?.store.problem ?? null;
  if (store !== null) return { kind: 'store', problem: store };
  const hub = state.health?.hub;
  return hub?.kind === 'offline' && hub.problem.code === 'HUB_PROTOCOL_MISMATCH' ? { kind: 'mismatch', problem: hub.problem } : null;
}

function Can({ icon, children }: { readonly icon: LucideIcon; readonly children: string }) {
  return <li data-yes={icon === CircleCheck}><Icon icon={icon} />{children}</li>;
}

/** The first page: what works is shown before anyone signs in, nothing personal is. */
export function SignInPage() {
  const { t, i18n } = useTranslation(['signin', 'common']);
  const { data, phone, shell } = usePorts();
  const store = useDeskStore();
  const health = useDesk((state) => state.health);
  const info = useDesk((state) => state.shell);
  const prefs = useDesk((state) => state.prefs);
  const session = useDesk((state) => state.session);
  const phoneOpen = useDesk((state) => state.rooms.phone === 'open');
  const lapsed = useDesk((state) => state.registration?.code === 'SIP_CREDENTIALS_EXPIRED');
  const language = languageOf(i18n);
  const hub = health?.hub ?? null;
  const slowToAnswer = useFromNow((now) => hub?.kind === 'connecting' && now - hub.since > PATIENCE_MS);
  const away = hub !== null && (hub.kind === 'offline' || slowToAnswer);
  const asOf = health?.sync.dataAsOf ?? null;
  const trouble = troubleOf({ shell: info, health });
  const ended = session?.kind === 'signedOut' ? session.problem : null;

  useEffect(() => {
    if (phoneOpen && store.getState().media?.microphone === 'unknown') void phone.call('checkMedia', {});
  }, [phoneOpen, phone, store]);

  const retry = async (): Promise<void> => {
    const result = await data.call('hub.retryNow', {});
    if (!result.ok) store.getState().notify(result.problem);
  };
  return (
    <div className={styles['page']}>
      <aside className={styles['art']}>
        <Art />
        <div className={styles['brand']}><Logo size={32} on="live" /><b>{t('common:product')}</b></div>
        <div className={styles['hero']}><p className={styles['ten']}>10000</p><p className={styles['tagline']}>{t('tagline')}</p></div>
        <p className={styles['legal']}>{t('legal')}</p>
      </aside>
      <main className={styles['side']}>
        <div className={styles['main']}>
          <h1>{away ? t('unlockTitle') : t('title')}</h1>
          {trouble !== null ? (
            <Banner tone="red" role="alert" icon={trouble.kind === 'store' ? DatabaseZap : TriangleAlert} title={<b>{t(`problem.${trouble.kind}`)}</b>} action={trouble.kind === 'store' ? <Button onClick={() => void shell.restartData()}>{t('common:retry')}</Button> : undefined}>
              {describeProblem(trouble.problem, language)}
            </Banner>
          ) : away ? (
            <Banner tone="amber" role="status" icon={CloudOff} title={<><b>{t('away.title')}</b> · {t('away.since', { time: formatTime(hub.since) })}</>} action={<Button onClick={() => void retry()}>{t('common:retry')}</Button>}>
              {asOf === null ? t('away.neverHere') : t('away.canUnlock')}
            </Banner>
          ) : ended !== null ? (
            <Banner tone="amber" role="status" icon={TriangleAlert} title={describeProblem(ended, language)} />
          ) : <p className={styles['subtitle']}>{t('subtitle')}</p>}
          <SignInForm
            mode={away ? 'unlock' : 'signIn'}
            between={away ? (
              <div className={styles['can']} role="group" aria-label={t('can.label')}>
                <ul>
                  {asOf === null ? null : <Can icon={CircleCheck}>{t('can.customers', { time: formatTime(asOf) })}</Can>}
                  <Can icon={CircleCheck}>{t('can.intake')}</Can>
                  <Can icon={CircleCheck}>{t('can.scripts')}</Can>
                  {lapsed ? null : <Can icon={CircleCheck}>{t('can.calls')}</Can>}
                </ul>
                <ul><Can icon={CircleX}>{t('can.noProfile')}</Can><Can icon={CircleX}>{t('can.noOfficial')}</Can><Can icon={CircleX}>{lapsed ? t('can.noCalls') : t('can.noProgress')}</Can></ul>
              </div>
            ) : undefined}
          />
          <hr />
          <Checks />
        </div>
        <footer className={styles['foot']}>
          <span>{info === null ? '' : `v${info.version} · ${t('hub', { host: hostOf(info.hubUrl) })}`}</span>
          <button type="button" lang={prefs.language === 'en' ? 'zh-CN' : 'en'} onClick={() => void shell.setPrefs({ ...prefs, language: prefs.language === 'en' ? 'zh-CN' : 'en' })}>{t('otherLanguage')}</button>
        </footer>
      </main>
    </div>
  );
}

/** Host and port of the configured hub; the address itself when it is not a URL. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

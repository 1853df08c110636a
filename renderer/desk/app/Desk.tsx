import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../model/context.tsx';
import { activeContact } from '../model/selectors.ts';
import { CallsColumn } from '../features/calls/CallsColumn.tsx';
import { ContactTabs } from '../features/contact/ContactTabs.tsx';
import { CustomerPane } from '../features/contact/CustomerPane.tsx';
import { TodayPage } from '../features/idle/TodayPage.tsx';
import { DraftEditorsProvider } from '../features/intake/DraftEditors.tsx';
import { IntakePane } from '../features/intake/IntakePane.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { OutboxCard } from '../features/outbox/OutboxCard.tsx';
import { SearchField } from '../features/search/SearchField.tsx';
import { ShortcutSheet } from '../features/shortcuts/ShortcutSheet.tsx';
import { StatusLine } from '../features/status/StatusLine.tsx';
import { TicketsPage } from '../features/tickets/TicketsPage.tsx';
import { TopBar } from '../features/topbar/TopBar.tsx';
import { Bars } from './Bars.tsx';
import { LiveRegions } from './LiveRegions.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useRingNotice } from './use-ring-notice.ts';
import styles from './Desk.module.css';

/** The workbench: the four places of the window, filled by the features. */
export function Desk() {
  useDeskKeys();
  useRingNotice();
  return <DraftEditorsProvider><Frame /></DraftEditorsProvider>;
}

/** Stands still while contacts come and go: only `Work` follows them. */
const Frame = memo(function Frame() {
  const { t } = useTranslation('app');
  return (
    <>
      <TopBar search={<SearchField />} />
      <Bars />
      <div className={styles['body']}>
        <section className={styles['calls']} aria-label={t('regions.calls')} data-column="calls" tabIndex={-1}>
          <CallsColumn outbox={outbox} />
          <Notices />
        </section>
        <Work />
      </div>
      <StatusLine />
      <ShortcutSheet />
      <LiveRegions />
    </>
  );
});

const outbox = <OutboxCard />;

function Work() {
  const { t } = useTranslation('app');
  const place = useDesk((state) => state.place);
  const contact = useDesk(activeContact);
  const intakeOpen = useDesk((state) => state.intakeOpen);
  if (place === 'tickets') return <main className={styles['page']} data-column="customer" tabIndex={-1}><TicketsPage /></main>;
  return (
    <div className={styles['work']}>
      <ContactTabs />
      {contact === null ? (
        <main className={styles['page']} data-column="customer" tabIndex={-1}><TodayPage /></main>
      ) : (
        <div className={styles['contact']} key={contact.id}>
          <main className={styles['customer']} aria-label={t('regions.customer')} data-column="customer" tabIndex={-1}><CustomerPane contact={contact} /></main>
          <section className={styles['intake']} data-open={intakeOpen} aria-label={t('regions.intake')} data-column="intake" tabIndex={-1}><IntakePane contact={contact} /></section>
        </div>
      )}
    </div>
  );
}

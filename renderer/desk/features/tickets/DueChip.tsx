import { CirclePause, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nextDeadline } from '#shared/domain/sla.ts';
import type { SlaClock } from '#shared/domain/ticket.ts';
import { Chip } from '../../ui/Chip.tsx';
import { SlaChip } from '../../ui/SlaChip.tsx';

/** The deadline that comes first, paused, or that there is none. */
export function DueChip({ clocks }: { readonly clocks: readonly SlaClock[] }) {
  const { t } = useTranslation('tickets');
  const clock = nextDeadline(clocks);
  if (clock === null) return <Chip tone="neutral" icon={Clock}>{t('noClock')}</Chip>;
  return (clock.pausedAt ?? null) === null ? <SlaChip clock={clock} /> : <Chip tone="outline" icon={CirclePause}>{t('paused')}</Chip>;
}

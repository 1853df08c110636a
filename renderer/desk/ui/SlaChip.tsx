import { CircleAlert, Clock, ClockAlert, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip, type Tone } from './Chip.tsx';
import { useNow } from './clock.tsx';
import { slaLevel, type ClockSpan, type SlaLevel } from './sla.ts';
import { formatDuration, splitDays } from './time.ts';

const DAY = 86_400_000;
const looks: Readonly<Record<SlaLevel, { readonly tone: Tone; readonly icon: typeof Clock }>> = {
  calm: { tone: 'neutral', icon: Clock },
  warn: { tone: 'amber', icon: ClockAlert },
  late: { tone: 'red', icon: Hourglass },
  breached: { tone: 'redSolid', icon: CircleAlert },
};

/** Time left to a deadline, or over it: word, icon, number, then colour. */
export function SlaChip({ clock }: { readonly clock: ClockSpan }) {
  const { t } = useTranslation('ui');
  const now = useNow();
  const level = slaLevel(clock, now);
  const left = Math.abs(clock.dueAt - (clock.stoppedAt ?? now));
  const { days, rest } = splitDays(left);
  const time = left >= DAY ? t('sla.days', { days, rest }) : formatDuration(left);
  return <Chip tone={looks[level].tone} icon={looks[level].icon}>{level === 'breached' ? t('sla.over', { time }) : t('sla.left', { time })}</Chip>;
}

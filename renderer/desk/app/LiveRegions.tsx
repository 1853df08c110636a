import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskStore } from '../model/context.tsx';
import { formatDuration } from '../ui/time.ts';
import type { DeskState } from '../model/store.ts';

interface Said {
  readonly assertive: string;
  readonly polite: string;
}

/**
 * What a screen reader is told of its own accord: incoming calls and refusals at once, changes of state in
 * turn, never anything per second.
 */
export function LiveRegions() {
  const { t } = useTranslation(['app', 'codes', 'common']);
  const store = useDeskStore();
  const [said, setSaid] = useState<Said>({ assertive: '', polite: '' });
  useEffect(() => store.subscribe((now, before) => {
    const assertive = urgentChanges(now, before).map((change) => (change.kind === 'ringing' ? t('live.ringing', { who: change.who ?? t('common:noNumber') }) : t('live.rejected')));
    const polite = quietChanges(now, before).map((change) => {
      switch (change.kind) {
        case 'answered': return t('live.answered', { who: change.who ?? t('common:noNumber') });
        case 'held': return t('live.held', { who: change.who ?? t('common:noNumber') });
        case 'ended': return t('live.ended', { time: formatDuration(change.talkMs) });
        case 'state': return t('live.state', { state: t(`codes:agentState.${change.state}`) });
        case 'hubDown': return t('live.hubDown');
        case 'hubUp': return t('live.hubUp');
      }
    });
    if (assertive.length > 0 || polite.length > 0) setSaid((last) => ({ assertive: assertive.join(' ') || last.assertive, polite: polite.join(' ') || last.polite }));
  }), [store, t]);
  return (
    <>
      <div className="wh-sr" role="alert" aria-live="assertive">{said.assertive}</div>
      <div className="wh-sr" role="status" aria-live="polite">{said.polite}</div>
    </>
  );
}

type Urgent = { readonly kind: 'ringing'; readonly who: string | null } | { readonly kind: 'rejected' };

export function urgentChanges(now: DeskState, before: DeskState): readonly Urgent[] {
  const changes: Urgent[] = [];
  if (now.calls !== before.calls) {
    for (const call of now.calls) {
      const isNew = !before.calls.some((other) => other.id === call.id);
      if (isNew && call.direction === 'incoming' && call.phase === 'ringing') changes.push({ kind: 'ringing', who: call.remote.withheld ? null : call.remote.masked });
    }
  }
  if ((now.health?.sync.rejected ?? 0) > (before.health?.sync.rejected ?? 0)) changes.push({ kind: 'rejected' });
  return changes;
}

type Quiet =
  | { readonly kind: 'answered' | 'held'; readonly who: string | null }
  | { readonly kind: 'ended'; readonly talkMs: number }
  | { readonly kind: 'state'; readonly state: NonNullable<DeskState['agentState']>['state'] }
  | { readonly kind: 'hubDown' | 'hubUp' };

export function quietChanges(now: DeskState, before: DeskState): readonly Quiet[] {
  const changes: Quiet[] = [];
  if (now.calls !== before.calls) {
    for (const call of now.calls) {
      const was = before.calls.find((other) => other.id === call.id)?.phase;
      const who = call.remote.withheld ? null : call.remote.masked;
      if (call.phase === 'active' && was !== undefined && was !== 'active' && was !== 'held') changes.push({ kind: 'answered', who });
      if (call.phase === 'held' && was === 'active') changes.push({ kind: 'held', who });
    }
  }
  if (now.lastEnded !== before.lastEnded && now.lastEnded?.answeredAt != null && now.lastEnded.endedAt !== null) {
    changes.push({ kind: 'ended', talkMs: now.lastEnded.endedAt - now.lastEnded.answeredAt });
  }
  if (now.agentState !== null && now.agentState.state !== before.agentState?.state) changes.push({ kind: 'state', state: now.agentState.state });
  const [hub, hubBefore] = [now.health?.hub.kind, before.health?.hub.kind];
  if (hub === 'offline' && hubBefore !== undefined && hubBefore !== 'offline') changes.push({ kind: 'hubDown' });
  if (hubBefore === 'offline' && hub !== undefined && hub !== 'offline') changes.push({ kind: 'hubUp' });
  return changes;
}

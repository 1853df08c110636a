import type { ProfileView } from '#shared/contract/desk.ts';

type Interaction = ProfileView['interactions'][number];

/** Channels there are words for; anything newer from the hub is shown as a call. */
const channels = ['web', 'hall', 'field', 'sms'] as const;
export type ChannelWord = (typeof channels)[number] | 'hotlineIn' | 'hotlineOut';
export type StatusWord = 'open' | 'inProgress' | 'completed';

export interface TimelineRow {
  readonly id: string;
  readonly at: number;
  readonly channel: ChannelWord;
  readonly summary: string;
  readonly status: StatusWord;
}

function channelOf(interaction: Interaction): ChannelWord {
  const known = channels.find((channel) => channel === interaction.channel);
  return known ?? (interaction.direction === 'outbound' ? 'hotlineOut' : 'hotlineIn');
}

/** What happened with the customer, newest first. */
export function timelineOf(interactions: ProfileView['interactions']): readonly TimelineRow[] {
  return interactions
    .map((interaction): TimelineRow => ({
      id: interaction.id, at: interaction.at, channel: channelOf(interaction), summary: interaction.summary,
      status: interaction.status === 'open' ? 'open' : interaction.status === 'inProgress' ? 'inProgress' : 'completed',
    }))
    .toSorted((a, b) => b.at - a.at);
}

export type PartOfDay = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';

export function partOfDay(at: number): PartOfDay {
  const hour = new Date(at).getHours();
  if (hour < 5) return 'night';
  if (hour < 11) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}

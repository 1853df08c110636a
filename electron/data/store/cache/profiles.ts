import { profileSchema, type Profile } from '#shared/domain/customer.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** The leased profile, or null when there is none or its lease has lapsed at `leaseNow` (S-95). */
export function findProfile(db: ReadableDb, customerId: string, leaseNow: number): Profile | null {
  const row = db.get<{ body: string }>('SELECT body FROM profiles WHERE customer_id = ? AND lease_until > ?', customerId, leaseNow);
  return row === undefined ? null : profileSchema.parse(JSON.parse(row.body));
}

export function saveProfile(db: WritableDb, profile: Profile): void {
  db.write(() =>
    db.run(
      'INSERT INTO profiles (customer_id, body, lease_until) VALUES (?, ?, ?) ON CONFLICT (customer_id) DO UPDATE SET body = excluded.body, lease_until = excluded.lease_until',
      profile.customerId, JSON.stringify(profile), profile.leaseUntil,
    ),
  );
}

/** Lapsed leases are erased offline too. */
export function eraseLapsedProfiles(db: WritableDb, leaseNow: number): number {
  return db.write(() => db.run('DELETE FROM profiles WHERE lease_until <= ?', leaseNow));
}

// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import * as d from '../../../test/support/desk-preview/data.ts';
import { createDeskStore } from './store.ts';
import { TODAY } from './ui.ts';

vi.mock('react', () => {
  throw new Error('the store core must not load React');
});

const sources = import.meta.glob<string>('./*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

/** Every module of the model that the store core reaches through relative imports. */
function reachable(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of (sources[file] ?? '').matchAll(/from '(\.[^']+)'/g)) reachable(path ?? '', seen);
  return seen;
}

const attached = (phone: Partial<typeof d.phone> = {}, picture: Partial<typeof d.picture> = {}) => {
  const store = createDeskStore();
  store.getState().attach({ ...d.picture, ...picture });
  store.getState().setPhoneState({ ...d.phone, ...phone });
  return store;
};

describe('store core', () => {
  it('is free of React and of the DOM', () => {
    for (const file of reachable('./store.ts')) {
      expect(sources[file], file).toBeDefined();
      expect(sources[file], file).not.toMatch(/from '(react|react-dom|zustand|antd|lucide-react)'/);
      expect(file).toMatch(/\.ts$/);
    }
    expect(createDeskStore().getState().activeContact).toBe(TODAY);
  });

  it('makes a tab for a ringing call and leaves what the person is at in front', () => {
    const store = attached({}, { drafts: [d.otherDraft] });
    store.getState().activate(d.otherDraft.id);
    store.getState().setPhoneState({ ...d.phone, calls: [d.ringingCall] });
    expect(store.getState().contacts.map((contact) => contact.callId)).toEqual([null, d.RING_ID]);
    expect(store.getState().activeContact).toBe(d.otherDraft.id);
  });

  it('brings the tab of a call forward when it is answered, and once only', () => {
    const store = attached({ calls: [d.ringingCall] }, { drafts: [d.otherDraft] });
    store.getState().activate(d.otherDraft.id);
    store.getState().setPhoneState({ ...d.phone, calls: [{ ...d.ringingCall, phase: 'connecting' }] });
    expect(store.getState().activeContact).toBe(d.RING_ID);
    store.getState().activate(d.otherDraft.id);
    store.getState().setPhoneState({ ...d.phone, calls: [{ ...d.ringingCall, phase: 'active' }] });
    expect(store.getState().activeContact).toBe(d.otherDraft.id);
  });

  it('keeps one tab for call, draft and customer of a contact, whichever comes first', () => {
    const store = attached({ calls: [d.activeCall] });
    store.getState().setPop(d.knownPop);
    store.getState().setDraft(d.draft);
    expect(store.getState().contacts).toMatchObject([{ callId: d.CALL_ID, draftId: d.draft.id, customerId: d.customer.id }]);
  });

  it('keeps the tab of a draft after its call, and drops the tab of a missed call', () => {
    const store = attached({ calls: [d.activeCall, d.ringingCall] }, { drafts: [d.draft] });
    store.getState().activate(TODAY);
    store.getState().setPhoneState(d.phone);
    expect(store.getState().contacts.map((contact) => contact.callId)).toEqual([d.CALL_ID]);
  });

  it('never closes the tab of a live call', () => {
    const store = attached({ calls: [d.activeCall] });
    store.getState().closeContact(d.CALL_ID);
    expect(store.getState().contacts).toHaveLength(1);
  });

  it('shows the call in progress again after a reload', () => {
    const store = createDeskStore();
    store.getState().setPhoneState({ ...d.phone, calls: [d.activeCall] });
    store.getState().attach({ ...d.picture, pops: [d.knownPop], drafts: [d.draft] });
    expect(store.getState().activeContact).toBe(d.CALL_ID);
    expect(store.getState().contacts).toHaveLength(1);
  });

  it('forgets everything of an agent who leaves', () => {
    const store = attached({}, { drafts: [d.draft], outbox: [...d.outbox] });
    store.getState().setSession({ kind: 'signedOut', problem: null });
    const { drafts, outbox, tickets, recentCalls, contacts } = store.getState();
    expect({ drafts, outbox, tickets, recentCalls, contacts }).toEqual({ drafts: {}, outbox: [], tickets: {}, recentCalls: [], contacts: [] });
  });

  it('keeps a notice of each kind once, five at most', () => {
    const store = attached();
    for (const code of ['A', 'B', 'A', 'C', 'D', 'E', 'F']) store.getState().notify({ code });
    expect(store.getState().notices.map((notice) => notice.problem.code)).toEqual(['A', 'C', 'D', 'E', 'F']);
    expect(new Set(store.getState().notices.map((notice) => notice.key)).size).toBe(5);
  });
});

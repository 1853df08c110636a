import type { topbar as zh } from '../zh-CN/topbar.ts';
import type { Words } from '../words.ts';

export const topbar: Words<typeof zh> = {
  places: { workbench: 'Workbench', tickets: 'Tickets' },
  lights: {
    label: 'Health lights',
    phone: 'Phone', hub: 'Hub', media: 'Audio',
    down: 'offline', slow: 'slow', connecting: 'connecting', reconnecting: 'reconnecting', suspect: 'unconfirmed', refused: 'refused', lapsed: 'not registered', missing: 'no microphone', denied: 'blocked', failed: 'fault', full: 'data fault',
    checks: 'Checks', since: 'Since', works: 'Works now', retry: 'Next retry', detail: 'Detail',
    inSeconds: 'in {{seconds}} s', confirmed: 'Last confirmed', rtt: 'round trip {{ms}} ms',
    phoneChecks: 'Registration at the phone server, confirmed by its answer',
    hubChecks: 'The hub’s acknowledgement of a request within 15 s',
    mediaChecks: 'A microphone is there and allowed',
    phoneWorks: { ok: 'Incoming and outgoing calls', down: 'Intake and look-up work; no calls' },
    hubWorks: { ok: 'Everything', down: 'Calls, intake, local look-up; tickets stay here' },
    mediaWorks: { ok: 'Sound both ways', down: 'Intake works; calls would be silent' },
    retryNow: 'Retry now', checkAgain: 'Check again',
  },
  state: {
    label: 'Agent state',
    talking: 'Talking', ringing: 'Ringing', dialing: 'Dialling', held: 'On hold',
    choose: 'Change state', reasons: 'Reason for busy', next: 'After the call', arrow: '→',
    over: 'over time',
    autoReady: 'Ready by itself when time is up',
  },
  agent: {
    menu: '{{no}} {{name}}, menu',
    theme: 'Appearance', themes: { light: 'Light', dark: 'Dark', system: 'As the system' },
    language: 'Language', signOut: 'Sign out', offline: 'Unlocked offline, until {{time}}',
  },
  signOut: {
    title: '{{count}} not uploaded yet',
    body: 'They are encrypted on this desk and go up under your number when the hub is back; nobody else sees them.',
    confirm: 'Sign out anyway', cancel: 'Stay signed in',
    inCall: 'Not possible in a call; hang up first.',
  },
};

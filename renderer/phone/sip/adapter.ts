import { Inviter, RequestPendingError, SessionState, UserAgent, UserAgentState, Web, type Invitation, type Session, type URI } from 'sip.js';
import type { SipSettings } from '#shared/contract/phone.ts';
import { readCallHeaders } from './headers.ts';
import { LegRefused, type LegEnd, type LegEvents, type RegisterOutcome, type SipLeg, type SipLine, type SipLineEvents } from './port.ts';

/** Where a leg takes the sound it sends and leaves the sound it hears. */
export interface LegMedia {
  localStream(callId: string): MediaStream;
  attachRemote(callId: string, stream: MediaStream): void;
}

/** Long enough for host candidates; a silent STUN server must not hold up an answer. */
const ICE_GATHERING_MS = 500;
const EXPIRES_SECONDS = 120;
const CONNECT_SECONDS = 5;
const REINVITE_MS = 8_000;
/** A far side that never acknowledges our answer is given this long before we re-INVITE all the same. */
const ACK_MS = 4_000;

/** The stock handler never rolls an offer back: after one 491 every later hold would fail. */
class PhoneSessionDescriptionHandler extends Web.SessionDescriptionHandler {
  async rollbackDescription(): Promise<void> {
    if (this.peerConnection?.signalingState === 'have-local-offer') {
      await this.peerConnection.setLocalDescription({ type: 'rollback' });
    }
  }
}

/** SIP by SIP.js, the only file that knows it. What leaves here is plain data. */
export class SipJsLine implements SipLine {
  readonly #settings: SipSettings;
  readonly #events: SipLineEvents;
  readonly #media: LegMedia;
  readonly #newId: () => string;
  readonly #ua: UserAgent;
  readonly #transport: Web.Transport;
  readonly #domain: URI;
  readonly #callIds = new WeakMap<Session, string>();
  readonly #registerCallId: string;
  #cseq = 0;

  constructor(settings: SipSettings, events: SipLineEvents, media: LegMedia, newId: () => string) {
    this.#settings = settings;
    this.#events = events;
    this.#media = media;
    this.#newId = newId;
    this.#registerCallId = newId();
    this.#domain = uri(`sip:${settings.domain}`);
    this.#ua = this.#createUserAgent();
    // The default transport of the browser build; the declared type is the bare interface.
    this.#transport = this.#ua.transport as Web.Transport;
    this.#guardMessages();
  }

  async connect(server: string): Promise<void> {
    // Private in the types, yet the only way to another server without losing the dialogs of this user agent.
    this.#transport['configuration'].server = server;
    if (this.#ua.state === UserAgentState.Started) await this.#ua.reconnect();
    else await this.#ua.start();
  }

  drop(): void {
    // Resolves when the peer says goodbye, which a dead one never does: nobody waits for it.
    this.#transport.disconnect().catch(() => undefined);
  }

  /** Not the library's Registerer: it keeps waiting for lost answers and says Registered after a drop. */
  register(): Promise<RegisterOutcome> {
    return this.#register(EXPIRES_SECONDS);
  }

  async unregister(): Promise<void> {
    await this.#register(0);
  }

  ping(): Promise<void> {
    const core = this.#ua.userAgentCore;
    const request = core.makeOutgoingRequestMessage('OPTIONS', this.#domain, this.#address, this.#domain, {});
    return new Promise((resolve, reject) => {
      const answered = (response: { readonly message: { readonly statusCode?: number | undefined } }): void => {
        // 408 is the library's own when nothing came, 503 when sending failed.
        if (response.message.statusCode === 408 || response.message.statusCode === 503) reject(new Error('no answer'));
        else resolve();
      };
      core.request(request, { onAccept: answered, onReject: answered, onRedirect: answered });
    });
  }

  dial(callId: string, target: string): SipLeg {
    const address = this.#domain.clone();
    address.user = encodeURIComponent(target);
    const inviter = new Inviter(this.#ua, address, { earlyMedia: false });
    const leg = this.#adopt(inviter, callId);
    leg.invite(inviter);
    return leg;
  }

  close(): void {
    this.#ua.delegate = {};
    this.#ua.stop().catch(() => undefined);
  }

  get #address(): URI {
    return this.#ua.configuration.uri;
  }

  #createUserAgent(): UserAgent {
    const { user, password, domain, servers } = this.#settings;
    const first = servers[0] ?? '';
    return new UserAgent({
      uri: uri(`sip:${user}@${domain}`),
      transportOptions: { server: first, connectionTimeout: CONNECT_SECONDS, keepAliveInterval: 0, traceSip: false },
      contactParams: { transport: first.startsWith('wss:') ? 'wss' : 'ws' },
      authorizationUsername: user,
      authorizationPassword: password,
      gracefulShutdown: false,
      sendInitialProvisionalResponse: false,
      // The edge decides how long a call may ring.
      noAnswerTimeout: 600,
      logBuiltinEnabled: false,
      logConfiguration: false,
      userAgentString: 'WanhaoDesk',
      sessionDescriptionHandlerFactory: (session) => this.#createMedia(session),
      delegate: {
        onDisconnect: (error) => {
          if (error !== undefined) this.#events.transportLost();
        },
        onInvite: (invitation) => this.#incoming(invitation),
        onMessage: (message) => void message.reject({ statusCode: 405 }),
      },
    });
  }

  #createMedia(session: Session): PhoneSessionDescriptionHandler {
    const callId = this.#callIds.get(session) ?? '';
    return new PhoneSessionDescriptionHandler(
      session.userAgent.getLogger('sip.media'),
      () => Promise.resolve(this.#media.localStream(callId)),
      { iceGatheringTimeout: ICE_GATHERING_MS, peerConnectionConfiguration: { iceServers: [] } },
    );
  }

  /** A message the parser chokes on is dropped and reported, not thrown into the window. */
  #guardMessages(): void {
    const receive = this.#transport.onMessage;
    this.#transport.onMessage = (message) => {
      try {
        receive?.(message);
      } catch (error) {
        this.#events.badMessage(error instanceof Error ? error.name : 'thrown');
      }
    };
  }

  #register(expires: number): Promise<RegisterOutcome> {
    const core = this.#ua.userAgentCore;
    this.#cseq += 1;
    const request = core.makeOutgoingRequestMessage(
      'REGISTER', this.#domain, this.#address, this.#address,
      { callId: this.#registerCallId, cseq: this.#cseq },
      [`Contact: ${this.#ua.contact.toString({ register: true })};expires=${expires}`, `Expires: ${expires}`],
    );
    return new Promise((resolve) => {
      core.register(request, {
        onAccept: ({ message }) => {
          this.#cseq = Math.max(this.#cseq, message.cseq);
          const granted = Number(message.parseHeader('contact')?.getParam('expires') ?? message.getHeader('expires') ?? expires);
          resolve({ type: 'ok', expiresSeconds: Number.isFinite(granted) && granted > 0 ? granted : EXPIRES_SECONDS });
        },
        onReject: ({ message }) => {
          this.#cseq = Math.max(this.#cseq, message.cseq);
          const status = message.statusCode ?? 0;
          resolve({ type: status === 401 || status === 403 || status === 404 ? 'refused' : 'failed', status });
        },
        onRedirect: ({ message }) => resolve({ type: 'failed', status: message.statusCode ?? 0 }),
      });
    });
  }

  #incoming(invitation: Invitation): void {
    const { request } = invitation;
    const leg = this.#adopt(invitation, this.#newId());
    leg.ring(invitation);
    this.#events.incoming({
      leg,
      caller: {
        pAssertedIdentity: request.getHeaders('P-Asserted-Identity'),
        remotePartyId: request.getHeader('Remote-Party-ID') ?? null,
        from: request.getHeader('From') ?? null,
        privacy: request.getHeader('Privacy') ?? null,
      },
      to: (request.to.uri.user ?? '').slice(0, 512),
      headers: readCallHeaders({ first: (name) => request.getHeader(name) }),
    });
  }

  #adopt(session: Inviter | Invitation, callId: string): SipJsLeg {
    this.#callIds.set(session, callId);
    return new SipJsLeg(callId, session, this.#media);
  }
}

class SipJsLeg implements SipLeg {
  readonly id: string;
  readonly #session: Inviter | Invitation;
  readonly #media: LegMedia;
  readonly #acknowledged: Promise<void>;
  #events: LegEvents | null = null;
  #held = false;
  #end: LegEnd = { type: 'failed' };
  /** Gives up the re-INVITE under way when the call ends first. */
  #abandon: () => void = () => undefined;

  constructor(id: string, session: Inviter | Invitation, media: LegMedia) {
    this.id = id;
    this.#session = session;
    this.#media = media;
    let acknowledge = (): void => undefined;
    this.#acknowledged = new Promise((resolve) => {
      acknowledge = resolve;
    });
    session.delegate = {
      onAck: () => acknowledge(),
      onBye: (bye) => {
        this.#end = { type: 'remoteHangUp' };
        void bye.accept();
      },
      onCancel: (cancel) => {
        const reason = cancel.request.getHeader('Reason') ?? '';
        this.#end = { type: 'cancelled', answeredElsewhere: /cause\s*=\s*200\b/.test(reason) };
      },
      // Without a delegate the library follows any REFER by itself: a stranger could dial through us.
      onRefer: (referral) => void referral.reject({ statusCode: 603 }),
      onMessage: (message) => void message.reject({ statusCode: 405 }),
    };
    session.stateChange.addListener((state) => this.#moved(state));
  }

  get sipCallId(): string {
    return this.#session.request.callId.slice(0, 256);
  }

  listen(events: LegEvents): void {
    this.#events = events;
  }

  ring(invitation: Invitation): void {
    invitation.progress({ statusCode: 180 }).catch(() => undefined);
  }

  invite(inviter: Inviter): void {
    const sent = inviter.invite({
      requestDelegate: {
        onProgress: ({ message }) => {
          if (message.statusCode === 180 || message.statusCode === 183) this.#events?.ringing();
        },
        onReject: ({ message }) => {
          if (this.#end.type === 'failed') this.#end = { type: 'refused', status: message.statusCode ?? 500 };
        },
      },
    });
    // Media could not be set up: nothing was sent and the library leaves the session in its initial state.
    sent.catch(() => this.#events?.ended({ type: 'failed' }));
  }

  async accept(): Promise<void> {
    await (this.#session as Invitation).accept();
  }

  async reject(status: 480 | 486 | 603): Promise<void> {
    this.#end = { type: 'local' };
    await (this.#session as Invitation).reject({ statusCode: status });
  }

  async hangUp(): Promise<void> {
    this.#end = { type: 'local' };
    const session = this.#session;
    switch (session.state) {
      case SessionState.Established:
        await session.bye();
        return;
      case SessionState.Initial:
      case SessionState.Establishing:
        await (session instanceof Inviter ? session.cancel() : session.reject({ statusCode: 480 }));
        return;
      case SessionState.Terminating:
      case SessionState.Terminated:
        return;
    }
  }

  async hold(on: boolean): Promise<void> {
    await this.#reinvite(on);
    this.#held = on;
  }

  refresh(): Promise<void> {
    return this.#reinvite(this.#held);
  }

  async #reinvite(hold: boolean): Promise<void> {
    await this.#settled();
    const options: Web.SessionDescriptionHandlerOptions = { hold };
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new LegRefused(504)), REINVITE_MS);
      const refuse = (status: number): void => {
        clearTimeout(late);
        // The library keeps the options for the other side's re-INVITE: what was not agreed must not stay.
        this.#session.sessionDescriptionHandlerOptionsReInvite = { hold: this.#held } as Web.SessionDescriptionHandlerOptions;
        reject(new LegRefused(status));
      };
      this.#abandon = () => refuse(481);
      this.#session
        .invite({
          sessionDescriptionHandlerOptions: options,
          requestDelegate: {
            onAccept: () => {
              clearTimeout(late);
              resolve();
            },
            onReject: ({ message }) => refuse(message.statusCode ?? 500),
          },
        })
        .catch((error: unknown) => refuse(error instanceof RequestPendingError ? 491 : 500));
    });
  }

  /** Until our 200 is acknowledged the far side may still be reading our answer: a re-INVITE then would cross it. */
  #settled(): Promise<void> {
    if (this.#session instanceof Inviter) return Promise.resolve();
    return Promise.race([this.#acknowledged, new Promise<void>((resolve) => void setTimeout(resolve, ACK_MS))]);
  }

  #moved(state: SessionState): void {
    switch (state) {
      case SessionState.Established: {
        const handler = this.#session.sessionDescriptionHandler;
        if (handler instanceof Web.SessionDescriptionHandler) this.#media.attachRemote(this.id, handler.remoteMediaStream);
        this.#events?.established();
        return;
      }
      case SessionState.Terminated:
        this.#abandon();
        // The library tells the state before the refusal that caused it.
        queueMicrotask(() => this.#events?.ended(this.#end));
        return;
      case SessionState.Initial:
      case SessionState.Establishing:
      case SessionState.Terminating:
        return;
    }
  }
}

function uri(text: string): URI {
  const parsed = UserAgent.makeURI(text);
  if (parsed === undefined) throw new Error('not a SIP URI');
  return parsed;
}

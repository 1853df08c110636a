import { Inviter, Registerer, UserAgent, type Invitation, type Session, type URI } from 'sip.js';
import type { Prompt } from '../../server/training/audio.ts';
import { CallerMedia } from '../../server/training/media.ts';

/** A plain SIP phone in Node: SIP.js signalling over the global WebSocket, werift media. Stands in for the desktop's softphone. */
export class NodePhone {
  readonly ua: UserAgent;
  readonly media = new WeakMap<Session, CallerMedia>();
  readonly incoming: Invitation[] = [];
  #waiting: ((invitation: Invitation) => void)[] = [];
  readonly #domain: string;

  constructor(options: { url: string; user: string; password: string; from?: string; prompt?: Prompt }) {
    const prompt = options.prompt ?? { kind: 'tone', hz: 1000 };
    this.#domain = 'phones.example';
    this.ua = new UserAgent({
      uri: sipUri(`${options.from ?? options.user}@${this.#domain}`),
      transportOptions: { server: options.url },
      authorizationUsername: options.user,
      authorizationPassword: options.password,
      gracefulShutdown: false,
      logBuiltinEnabled: false,
      logConfiguration: false,
      sessionDescriptionHandlerFactory: (session) => {
        const media = new CallerMedia(prompt, Date.now);
        this.media.set(session, media);
        return media;
      },
      delegate: {
        onInvite: (invitation) => {
          this.incoming.push(invitation);
          this.#waiting.shift()?.(invitation);
        },
      },
    });
  }

  async start(): Promise<void> {
    await this.ua.start();
  }

  /** The final status of a REGISTER. */
  register(): Promise<number> {
    return new Promise((resolve, reject) => {
      new Registerer(this.ua, { expires: 300 })
        .register({
          requestDelegate: {
            onAccept: ({ message }) => resolve(message.statusCode ?? 0),
            onReject: ({ message }) => resolve(message.statusCode ?? 0),
          },
        })
        .catch(reject);
    });
  }

  nextCall(): Promise<Invitation> {
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Dials and gives the final status of the INVITE. */
  dial(number: string): { session: Inviter; status: Promise<number> } {
    const session = new Inviter(this.ua, sipUri(`${number}@${this.#domain}`));
    const status = new Promise<number>((resolve, reject) => {
      session
        .invite({
          requestDelegate: {
            onAccept: ({ message }) => resolve(message.statusCode ?? 0),
            onReject: ({ message }) => resolve(message.statusCode ?? 0),
          },
        })
        .catch(reject);
    });
    return { session, status };
  }

  async stop(): Promise<void> {
    await this.ua.stop();
  }
}

function sipUri(address: string): URI {
  const uri = UserAgent.makeURI(`sip:${address}`);
  if (uri === undefined) throw new Error(`not a SIP address: ${address}`);
  return uri;
}

import type { Session } from 'electron';
import type { PageHost } from '../protocol/csp.ts';
import type { Log } from '../log/log-file.ts';
import { isSignedBy } from './certificates.ts';
import { mayRequest } from './navigation.ts';
import { mayUse } from './permissions.ts';

export interface SessionGuardOptions {
  readonly host: PageHost;
  /** Origins beside its own that this window may reach. */
  readonly extraOrigins: readonly string[];
  /** Authorities accepted beside the system's; null = none. */
  readonly caPem: string | null;
  readonly log: Log;
}

/** Answers of a certificate check, as Electron numbers them. */
const ACCEPT = 0;
const AS_THE_BROWSER_FOUND = -3;

/** Denies a window's session everything but what `mayUse` and `mayRequest` say. */
export function guardSession(session: Session, options: SessionGuardOptions): void {
  const { host, log } = options;
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const allowed = mayUse({
      host, permission, requester: details.requestingUrl, mediaTypes: 'mediaTypes' in details ? details.mediaTypes : undefined,
    });
    if (!allowed) log('warn', 'permission.denied', { host, permission });
    callback(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => mayUse({
    host, permission, requester: requestingOrigin, mediaTypes: details.mediaType === undefined ? undefined : [details.mediaType],
  }));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  const { caPem } = options;
  if (caPem !== null) {
    session.setCertificateVerifyProc((request, callback) => {
      const own = request.errorCode !== 0 && isSignedBy(caPem, request.certificate, request.hostname, new Date());
      callback(own ? ACCEPT : AS_THE_BROWSER_FOUND);
    });
  }
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, callback) => {
    const allowed = mayRequest(host, details.url, options.extraOrigins);
    if (!allowed) log('warn', 'request.denied', { host, kind: details.resourceType });
    callback({ cancel: !allowed });
  });
}

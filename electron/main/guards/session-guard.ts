import type { Session } from 'electron';
import type { PageHost } from '../protocol/csp.ts';
import type { Log } from '../log/log-file.ts';
import { mayRequest } from './navigation.ts';
import { mayUse } from './permissions.ts';

export interface SessionGuardOptions {
  readonly host: PageHost;
  /** Origins beside its own that this window may reach. */
  readonly extraOrigins: readonly string[];
  readonly log: Log;
}

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
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, callback) => {
    const allowed = mayRequest(host, details.url, options.extraOrigins);
    if (!allowed) log('warn', 'request.denied', { host, kind: details.resourceType });
    callback({ cancel: !allowed });
  });
}

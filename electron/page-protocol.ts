import { net, protocol, session } from 'electron';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTENT_SECURITY_POLICY, pagePath, SCHEME } from './security.ts';

/** Must run before the application is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built page from one folder under our own origin, each answer with the content security policy. */
export function servePage(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const path = pagePath(request.url);
    if (path === null || request.method !== 'GET') return new Response('not found', { status: 404 });
    try {
      const answer = await net.fetch(pathToFileURL(join(folder, path)).href);
      const headers = new Headers(answer.headers);
      headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
      headers.set('X-Content-Type-Options', 'nosniff');
      return new Response(answer.body, { status: answer.status, headers });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}

/** What a page may put on the clipboard (text, pictures) after a press; reading it is another permission. */
const ALLOWED = 'clipboard-sanitized-write';

/** Camera, location, notifications, devices …: nothing of it is needed; all is refused but copying. */
export function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === ALLOWED),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED);
  session.defaultSession.setDevicePermissionHandler(() => false);
}

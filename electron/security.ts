/** The scheme our own page is served by; a standard, secure origin of its own, apart from `file:`. */
export const SCHEME = 'headroom';
export const ORIGIN = `${SCHEME}://app`;

/**
 * Only our own files: no inline script or style, no eval, no frames, no network. Components set styles through the DOM
 * (`element.style`), which a policy does not stop; a library that adds a style element of its own is refused.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The only addresses that may leave the application, through the system's browser. */
export function isOutsideLink(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}

/**
 * Path below the page's folder for an address of our scheme; `null` for any other host, and for paths that climb out,
 * in whatever spelling.
 */
export function pagePath(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== `${SCHEME}:` || host !== 'app') return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '..' || part === '.' || /[\\\0:]/.test(part))) return null;
  return parts.length === 0 ? 'index.html' : parts.join('/');
}

const HIDDEN = '[removed]';

/**
 * What looks like a secret, with the part before it that stays. Rather too much than too little: a removed word costs a
 * question, a kept one a password.
 */
const SECRETS: readonly RegExp[] = [
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(\b(?:bearer|basic|digest|token)\s+)[\w+/=.~-]{6,}/gi,
  /(\b[\w-]*(?:authorization|cookie|password|passphrase|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|signature)\b["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi,
  // user:password@host of an address
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi,
  // JSON Web Tokens, and long runs of letters and figures that no word is
  /()\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?/g,
  /()(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[A-Za-z0-9+/_-]{32,}={0,2}/g,
];

/** A text with everything that looks like a secret taken out. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((left, pattern) => left.replace(pattern, `$1${HIDDEN}`), text);
}

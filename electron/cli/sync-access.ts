import { readFile } from 'node:fs/promises';
import { isPlainHeader, type Connection } from '../../shared/import/live/connection.ts';
import type { Secrets } from '../prometheus/endpoint.ts';
import { ioMessage, Refusal } from '../refusal.ts';
import { flagOption, textOption, type Given } from './arguments.ts';
import { UsageError } from './usage-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const placed = error instanceof Error && !('path' in error) ? Object.assign(error, { path }) : error;
    throw new Refusal('not-found', ioMessage(placed) ?? String(error));
  }
}

export interface CommandAccess extends Pick<Connection, 'auth' | 'headers' | 'tls'> {
  readonly secrets: Secrets;
}

/** Sign-in from options and environment. @throws UsageError, Refusal `not-found`. */
export async function accessOf(given: Given, environment: Environment): Promise<CommandAccess> {
  const variable = (name: string): string | null => environment[`HEADROOM_PROMETHEUS_${name}`] || null;
  const path = (option: string, name: string): string | null => textOption(given, option) ?? variable(name);
  /** A secret: option with a file, variable with the secret, variable with a file. A closing line break is no part of it. */
  const secret = async (option: string, name: string): Promise<string | null> => {
    const file = textOption(given, option);
    const direct = variable(name);
    const source = file ?? (direct === null ? variable(`${name}_FILE`) : null);
    return source === null ? direct : (await fileText(source)).replace(/\r?\n$/, '');
  };
  const optionalFile = async (option: string, name: string): Promise<string | null> => {
    const file = path(option, name);
    return file === null ? null : fileText(file);
  };
  const asks = (option: string): boolean => textOption(given, option) !== null;
  const [byUser, byToken] = [asks('user') || asks('password-file'), asks('token-file')];
  // One way to sign in by an option wins over the other one in the environment.
  const user = byToken && !byUser ? null : (textOption(given, 'user') ?? variable('USER'));
  const password = byToken && !byUser ? null : await secret('password-file', 'PASSWORD');
  const token = byUser && !byToken ? null : await secret('token-file', 'TOKEN');
  if (user !== null && token !== null)
    throw new UsageError('Give either a user with a password or a token, not both.');
  if (user === null && asks('password-file'))
    throw new UsageError('--password-file needs a user: --user NAME or HEADROOM_PROMETHEUS_USER.');
  if (user !== null && password === null)
    throw new UsageError('--user needs a password: --password-file FILE or HEADROOM_PROMETHEUS_PASSWORD.');
  const clientCertificate = await optionalFile('cert-file', 'CERT_FILE');
  const clientKey = await optionalFile('key-file', 'KEY_FILE');
  if ((clientCertificate === null) !== (clientKey === null))
    throw new UsageError('--cert-file and --key-file belong together.');
  const headersFile = textOption(given, 'headers-file');
  const headers =
    headersFile === null
      ? headersOf(variable('HEADERS') ?? '', 'HEADROOM_PROMETHEUS_HEADERS')
      : headersOf(await fileText(headersFile), headersFile);
  return {
    auth: user !== null ? { kind: 'basic', user } : token !== null ? { kind: 'bearer' } : { kind: 'none' },
    headers: headers.map(([name, value]) => ({ name, value: isPlainHeader(name) ? value : null })),
    tls: {
      verify: !flagOption(given, 'insecure'),
      ca: await optionalFile('ca-file', 'CA_FILE'),
      clientCertificate,
    },
    secrets: {
      ...(password === null || user === null ? {} : { password }),
      ...(token === null ? {} : { token }),
      ...(clientKey === null ? {} : { clientKey }),
      headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    },
  };
}

/** Never repeats a line: it may be a secret. */
function headersOf(text: string, place: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((line, index): [string, string][] => {
    if (line.trim() === '') return [];
    const colon = line.indexOf(':');
    if (colon <= 0)
      throw new UsageError(`${place}, line ${index + 1}: a header is written "Name: value", one per line.`);
    return [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
}

import { readFile } from 'node:fs/promises';
import { isPlainHeader, type Connection } from '../../shared/import/live/connection.ts';
import type { Secrets } from '../prometheus/endpoint.ts';
import { ioMessage, Refusal } from '../refusal.ts';
import { flagOption, textOption, type Given } from './arguments.ts';
import type { OptionSpecs } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/**
 * How the command line signs in. Secrets never stand on the command line, where other users of the machine could read them:
 * they come from files or from the environment (HEADROOM_PROMETHEUS_…). An option wins over the environment.
 */
export const ACCESS_OPTIONS: OptionSpecs = {
  user: { type: 'string', value: 'NAME', help: 'basic authentication; or HEADROOM_PROMETHEUS_USER' },
  'password-file': {
    type: 'string',
    value: 'FILE',
    help: 'its password; or HEADROOM_PROMETHEUS_PASSWORD, HEADROOM_PROMETHEUS_PASSWORD_FILE',
  },
  'token-file': {
    type: 'string',
    value: 'FILE',
    help: 'bearer token; or HEADROOM_PROMETHEUS_TOKEN, HEADROOM_PROMETHEUS_TOKEN_FILE',
  },
  'headers-file': {
    type: 'string',
    value: 'FILE',
    help: 'further headers, one "Name: value" per line; or HEADROOM_PROMETHEUS_HEADERS',
  },
  'ca-file': { type: 'string', value: 'PEM', help: 'authority to trust; or HEADROOM_PROMETHEUS_CA_FILE' },
  'cert-file': {
    type: 'string',
    value: 'PEM',
    help: 'certificate of this client; or HEADROOM_PROMETHEUS_CERT_FILE',
  },
  'key-file': { type: 'string', value: 'PEM', help: 'its private key; or HEADROOM_PROMETHEUS_KEY_FILE' },
  insecure: { type: 'boolean', help: 'do not verify certificates (said at every run)' },
};

export type Environment = Readonly<Record<string, string | undefined>>;

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Refusal('not-found', ioMessage(error) ?? String(error));
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
  const user = textOption(given, 'user') ?? variable('USER');
  const password = await secret('password-file', 'PASSWORD');
  const token = await secret('token-file', 'TOKEN');
  if (user !== null && token !== null)
    throw new UsageError('Give either a user with a password or a token, not both.');
  if (user !== null && password === null)
    throw new UsageError('--user needs a password: --password-file FILE or HEADROOM_PROMETHEUS_PASSWORD.');
  const clientCertificate = await optionalFile('cert-file', 'CERT_FILE');
  const clientKey = await optionalFile('key-file', 'KEY_FILE');
  if ((clientCertificate === null) !== (clientKey === null))
    throw new UsageError('--cert-file and --key-file belong together.');
  const headersFile = textOption(given, 'headers-file');
  const headers = headersOf(headersFile === null ? (variable('HEADERS') ?? '') : await fileText(headersFile));
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

function headersOf(text: string): [string, string][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      if (colon <= 0) throw new UsageError('A header is written "Name: value", one per line.');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}

import type { OptionSpecs } from './arguments.ts';

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

import { expect, it } from 'vitest';
import { connectionTo } from './endpoint.fixture.ts';
import { endpointOf } from './endpoint.ts';
import { withoutSecrets } from './without-secrets.ts';

const blotted = (text: string, secrets: readonly string[], isData = false): string =>
  withoutSecrets(Buffer.from(text), secrets, isData).toString();

it('blots out every secret as often as it stands there, and keeps the length', () => {
  expect(blotted('{"a":"s3cret","b":"xs3crets3cret"}', ['s3cret'])).toBe(
    '{"a":"******","b":"x************"}',
  );
  expect(blotted('nothing here', ['s3cret', ''])).toBe('nothing here');
});

it('leaves short ones in data, where they stand by chance', () => {
  expect(blotted('{"up":1}', ['up'], true)).toBe('{"up":1}');
  expect(blotted('up is wrong', ['up'])).toBe('** is wrong');
  expect(blotted('{"warnings":["long-secret"]}', ['long-secret'], true)).toBe('{"warnings":["***********"]}');
});

it('knows every form in which an endpoint sends its secrets, and no public header', () => {
  const connection = connectionTo('http://127.0.0.1', {
    auth: { kind: 'basic', user: 'ada' },
    headers: [
      { name: 'X-Api-Key', value: null },
      { name: 'X-Scope-OrgID', value: 'team' },
    ],
  });
  const endpoint = endpointOf(connection, { password: 'pass', headers: { 'x-api-key': 'key' } });
  expect([...endpoint.secrets].sort()).toEqual(['YWRhOnBhc3M=', 'key', 'pass']);
  const bearer = endpointOf(connectionTo('http://127.0.0.1', { auth: { kind: 'bearer' } }), { token: 'tok' });
  expect(bearer.secrets).toEqual(['tok']);
});

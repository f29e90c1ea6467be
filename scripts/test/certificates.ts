import { webcrypto } from 'node:crypto';
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

export interface KeyPair {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface TestAuthority {
  /** Certificate of the authority, PEM. */
  readonly ca: string;
  /** A certificate for these names (IP addresses too), valid from yesterday for so many days; negative: expired already. */
  issue(names: readonly string[], days?: number): Promise<KeyPair>;
}

async function newKeys(): Promise<{ keys: CryptoKeyPair; key: string }> {
  const keys = await webcrypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    keys,
    key: `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END PRIVATE KEY-----\n`,
  };
}

const isAddress = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');

/** A certificate authority of our own, made anew by each test run. */
export async function createAuthority(): Promise<TestAuthority> {
  await import('reflect-metadata'); // must be there before the next line's package looks for it
  const {
    BasicConstraintsExtension,
    cryptoProvider,
    KeyUsageFlags,
    KeyUsagesExtension,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
  } = await import('@peculiar/x509');
  cryptoProvider.set(webcrypto as Crypto);
  const own = await newKeys();
  const now = Date.now();
  const authority = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Headroom test authority',
    notBefore: new Date(now - 3 * DAY_MS),
    notAfter: new Date(now + 30 * DAY_MS),
    keys: own.keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(true, 1, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  let serial = 1;
  return {
    ca: authority.toString('pem'),
    async issue(names, days = 7) {
      const { keys, key } = await newKeys();
      serial += 1;
      const made = await X509CertificateGenerator.create({
        serialNumber: serial.toString(16).padStart(2, '0'),
        subject: `CN=${names[0] ?? 'test'}`,
        issuer: authority.subject,
        notBefore: new Date(now - 2 * DAY_MS),
        notAfter: new Date(now + (days < 0 ? -DAY_MS : days * DAY_MS)),
        publicKey: keys.publicKey,
        signingKey: own.keys.privateKey,
        signingAlgorithm: SIGNING,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new SubjectAlternativeNameExtension(
            names.map((name) => ({
              type: isAddress(name) ? ('ip' as const) : ('dns' as const),
              value: name,
            })),
          ),
        ],
      });
      return { certificate: made.toString('pem'), key };
    },
  };
}

import { createServer as createPlain, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** What the proxy does to one request, instead of passing it on as it is. */
export type Fault =
  | { readonly kind: 'pass' }
  /** Never answers. */
  | { readonly kind: 'silence' }
  /** Passes on after a while. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Passes on once something else has come. */
  | { readonly kind: 'held'; readonly until: Promise<void> }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The answer's first half, then the line is cut. */
  | { readonly kind: 'cut' }
  /** The answer's first half as if it were whole. */
  | { readonly kind: 'half-json' }
  /** A few bytes at a time, for ever. */
  | { readonly kind: 'drip' }
  /** A web page with status 200. */
  | { readonly kind: 'page' }
  /** The answer under another content type, and compressed. */
  | { readonly kind: 'type'; readonly contentType: string }
  /** Endlessly many bytes. */
  | { readonly kind: 'flood' }
  /** Fields laid over the answer's JSON: `warnings`, `isPartial`. */
  | { readonly kind: 'add'; readonly fields: Readonly<Record<string, unknown>> };

export interface ProxiedRequest {
  readonly path: string;
  /** Form fields of a POST, query parameters of a GET. */
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}

export interface FaultyProxy {
  readonly url: string;
  /** Every request so far, in order of arrival. */
  readonly requests: ProxiedRequest[];
  /** What happens to the requests from now on; the number counts them from 0. */
  behave(fault: (request: ProxiedRequest, index: number) => Fault): void;
  stop(): Promise<void>;
}

export interface FaultyProxyOptions {
  /** Where requests are passed on to: `http://127.0.0.1:PORT`. */
  readonly target: string;
  /** Speaks HTTPS by this certificate. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Lets in only clients with a certificate of this authority. */
  readonly clientCa?: string;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Passed {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

function passOn(target: string, message: IncomingMessage, content: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const headers = { ...message.headers, 'accept-encoding': 'identity', host: new URL(target).host };
    const onward = request(
      `${target}${message.url ?? '/'}`,
      { method: message.method, headers },
      (answer) => {
        bodyOf(answer).then(
          (body) =>
            resolve({
              status: answer.statusCode ?? 502,
              contentType: answer.headers['content-type'] ?? '',
              body,
            }),
          reject,
        );
      },
    );
    onward.on('error', reject);
    onward.end(content);
  });
}

async function misbehave(
  fault: Fault,
  response: ServerResponse,
  passed: () => Promise<Passed>,
): Promise<void> {
  const reply = (status: number, contentType: string, body: Buffer | string): void => {
    response.writeHead(status, { 'Content-Type': contentType });
    response.end(body);
  };
  if (fault.kind === 'silence') return;
  if (fault.kind === 'status') {
    response.writeHead(fault.status, { 'Content-Type': 'text/plain', ...fault.headers });
    response.end(fault.body ?? '');
    return;
  }
  if (fault.kind === 'page') return reply(200, 'text/html', '<!doctype html><title>Log in</title>');
  if (fault.kind === 'flood') {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const block = Buffer.alloc(64 * 1024, 0x20);
    while (!response.destroyed) {
      response.write(block);
      await pause(1);
    }
    return;
  }
  if (fault.kind === 'late') await pause(fault.ms);
  if (fault.kind === 'held') await fault.until;
  const { status, contentType, body } = await passed();
  const half = body.subarray(0, Math.floor(body.length / 2));
  switch (fault.kind) {
    case 'cut':
      response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': String(body.length) });
      response.write(half, () => response.destroy());
      return;
    case 'half-json':
      return reply(status, contentType, half);
    case 'drip':
      response.writeHead(status, { 'Content-Type': contentType });
      for (let at = 0; !response.destroyed; at += 1) {
        response.write(body.subarray(at, at + 1));
        await pause(5);
      }
      return;
    case 'type':
      response.writeHead(status, { 'Content-Type': fault.contentType, 'Content-Encoding': 'gzip' });
      response.end(gzipSync(body));
      return;
    case 'add':
      return reply(status, contentType, JSON.stringify({ ...JSON.parse(body.toString()), ...fault.fields }));
    case 'pass':
    case 'late':
    case 'held':
      return reply(status, contentType, body);
  }
}

/** A proxy on a free loopback port in front of a server, which misbehaves as told. */
export async function startFaultyProxy({ target, tls, clientCa }: FaultyProxyOptions): Promise<FaultyProxy> {
  const requests: ProxiedRequest[] = [];
  let fault: (asked: ProxiedRequest, index: number) => Fault = () => ({ kind: 'pass' });
  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const content = await bodyOf(message);
    const address = new URL(message.url ?? '/', target);
    const fields = content.length > 0 ? new URLSearchParams(content.toString()) : address.searchParams;
    const asked = { path: address.pathname, fields: Object.fromEntries(fields), headers: message.headers };
    const index = requests.push(asked) - 1;
    await misbehave(fault(asked, index), response, () => passOn(target, message, content));
  };
  // A client that hung up in the middle is what these tests are about.
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    handle(message, response).catch(() => response.destroy());
  };
  const server =
    tls === undefined
      ? createPlain(listener)
      : createTls(
          {
            cert: tls.certificate,
            key: tls.key,
            ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
          },
          listener,
        );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests,
    behave: (next) => {
      fault = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { once } from 'node:events';
import {
  Agent as PlainAgent,
  request as plainRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { createGunzip, createInflate } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { Endpoint } from './endpoint.ts';
import { connectionFailure, PrometheusFailure } from './failure.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface HttpLimits {
  /** For name, connection and TLS together. */
  readonly connectMs: number;
  /** The longest silence of a server while it works or sends: longer than the two minutes after which it gives up itself. */
  readonly silenceMs: number;
  /** For the whole answer, so that a server that drips byte by byte does not hold us forever. */
  readonly totalMs: number;
  /** Bytes of an answer after unpacking. */
  readonly maxBytes: number;
}

export const HTTP_LIMITS: HttpLimits = {
  connectMs: 10_000,
  silenceMs: 130_000,
  totalMs: 300_000,
  maxBytes: 128 * 1024 * 1024,
};

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** VictoriaMetrics tells itself by a header of its own. */
  readonly serverHostname: string | null;
  readonly body: Buffer;
}

interface Asked {
  readonly path: string;
  /** Sent as a form by POST, since queries grow longer than addresses may; without it the request is a GET. */
  readonly form?: Readonly<Record<string, string>>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 3;

/** Requests to one server: its TLS settings, headers and open connections. Close it when done. */
export class HttpServer {
  readonly endpoint: Endpoint;
  readonly #limits: HttpLimits;
  readonly #agent: PlainAgent | TlsAgent;
  #bytes = 0;

  constructor(endpoint: Endpoint, limits: HttpLimits = HTTP_LIMITS) {
    this.endpoint = endpoint;
    this.#limits = limits;
    const { verify, ca, cert, key, passphrase } = endpoint.tls;
    this.#agent = endpoint.baseUrl.startsWith('https:')
      ? new TlsAgent({
          keepAlive: true,
          rejectUnauthorized: verify,
          ...(ca === null ? {} : { ca }),
          ...(cert === null ? {} : { cert }),
          ...(key === null ? {} : { key }),
          ...(passphrase === null ? {} : { passphrase }),
        })
      : new PlainAgent({ keepAlive: true });
  }

  /** Host and port. */
  get host(): string {
    return new URL(this.endpoint.baseUrl).host;
  }

  /** Bytes of all answers so far, as they came over the line. */
  get bytesReceived(): number {
    return this.#bytes;
  }

  close(): void {
    this.#agent.destroy();
  }

  /**
   * One request, redirects within the same server followed. Any status is an answer; judging it is the caller's.
   * @throws PrometheusFailure; Refusal `cancelled`.
   */
  async ask(asked: Asked, signal?: AbortSignal): Promise<HttpAnswer> {
    let url = new URL(`${this.endpoint.baseUrl}${asked.path}`);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#once(url, asked.form, signal);
      if (answer.location === null) return answer;
      const next = URL.canParse(answer.location, url.href) ? new URL(answer.location, url.href) : null;
      // Following to another place would hand it the credentials, or lead a form's question into a login page.
      if (next === null || next.origin !== url.origin)
        throw new PrometheusFailure(
          'redirect',
          `${this.host} sends us on to ${next?.origin ?? answer.location}, which was not followed. If that is the right server, use its address.`,
        );
      if (redirects >= MOST_REDIRECTS)
        throw new PrometheusFailure('redirect', `${this.host} sends us around in circles.`);
      url = next;
    }
  }

  async #once(
    url: URL,
    form: Asked['form'],
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer & { readonly location: string | null }> {
    const deadline = new AbortController();
    const late = (what: string): void =>
      deadline.abort(new PrometheusFailure('timeout', `${this.host} ${what}.`));
    const total = setTimeout(
      () => late(`took longer than ${this.#limits.totalMs / 1000} s for one answer`),
      this.#limits.totalMs,
    );
    const cancel = (): void => deadline.abort(new Refusal('cancelled', 'This was cancelled.'));
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) cancel();
    try {
      const message = await this.#send(url, form, deadline, late);
      const { secrets } = this.endpoint;
      const status = message.statusCode ?? 0;
      const body = withoutSecrets(await this.#body(message), secrets, status < 300);
      const text = (name: string): string | null => {
        const value = message.headers[name];
        return typeof value === 'string'
          ? withoutSecrets(Buffer.from(value), secrets, false).toString()
          : null;
      };
      return {
        status,
        contentType: text('content-type') ?? '',
        retryAfter: text('retry-after'),
        serverHostname: text('x-server-hostname'),
        body,
        location: REDIRECTS.has(status) ? text('location') : null,
      };
    } catch (error) {
      const reason: unknown = deadline.signal.aborted ? deadline.signal.reason : error;
      if (reason instanceof PrometheusFailure || reason instanceof Refusal) throw reason;
      throw connectionFailure(reason, this.host);
    } finally {
      clearTimeout(total);
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #send(
    url: URL,
    form: Asked['form'],
    deadline: AbortController,
    late: (what: string) => void,
  ): Promise<IncomingMessage> {
    const content = form === undefined ? null : new URLSearchParams(form).toString();
    const options: RequestOptions = {
      method: content === null ? 'GET' : 'POST',
      agent: this.#agent,
      signal: deadline.signal,
      headers: {
        Accept: 'application/json',
        'Accept-Encoding': 'gzip, deflate',
        'User-Agent': 'Headroom',
        ...(content === null
          ? {}
          : {
              'Content-Type': 'application/x-www-form-urlencoded',
              'Content-Length': Buffer.byteLength(content),
            }),
        ...this.endpoint.headers,
      },
    };
    const secure = url.protocol === 'https:';
    const request = secure ? tlsRequest(url, options) : plainRequest(url, options);
    request.setTimeout(this.#limits.silenceMs, () =>
      late(`was silent for ${this.#limits.silenceMs / 1000} s`),
    );
    const connecting = setTimeout(
      () => late(`did not answer within ${this.#limits.connectMs / 1000} s`),
      this.#limits.connectMs,
    );
    request.once('socket', (socket) => {
      const connected = (): void => clearTimeout(connecting);
      // A socket kept alive is connected already.
      if (!socket.connecting && (!secure || (socket as TLSSocket).getCipher?.() !== undefined)) connected();
      else socket.once(secure ? 'secureConnect' : 'connect', connected);
    });
    try {
      request.end(content ?? undefined);
      const [message] = (await once(request, 'response')) as [IncomingMessage];
      return message;
    } finally {
      clearTimeout(connecting);
    }
  }

  /** The whole body, unpacked, within the limit of bytes. */
  async #body(message: IncomingMessage): Promise<Buffer> {
    message.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length;
    });
    const encoding = message.headers['content-encoding'];
    const packed = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : null;
    const stream = packed === null ? message : message.pipe(packed);
    if (packed !== null) message.once('error', (error) => packed.destroy(error));
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of stream) {
      const bytes = chunk as Buffer;
      length += bytes.length;
      if (length > this.#limits.maxBytes) {
        message.destroy();
        throw new PrometheusFailure(
          'too-much',
          `The answer of ${this.host} is larger than ${Math.round(this.#limits.maxBytes / 1e6)} MB.`,
        );
      }
      chunks.push(bytes);
    }
    return Buffer.concat(chunks, length);
  }
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const GIB = 1024 ** 3;

/** What the server knows: the metric asked for by name, the machine, its labels, its value. */
const KNOWN: readonly (readonly [metric: string, instance: string, labels: object, value: number])[] = [
  ['node_memory_MemTotal_bytes', 'rack-1.example:9100', { cluster: 'euw-a' }, 512 * GIB],
  ['node_memory_MemTotal_bytes', 'rack-2.example:9100', { cluster: 'euw-a' }, 512 * GIB],
  ['node_memory_MemTotal_bytes', 'rack-3.example:9100', { cluster: 'ams-a', region: 'ams' }, 768 * GIB],
  ['node_cpu_info', 'rack-1.example:9100', {}, 64],
  ['node_cpu_info', 'rack-3.example:9100', {}, 96],
  ['haproxy_process_max_connections', 'edge-1.example:8404', { region: 'ams' }, 200_000],
];

function answerTo(query: string): object {
  const found = KNOWN.filter(([metric]) => query.includes(metric));
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: found.map(([, instance, labels, value]) => ({
        metric: { instance, ...labels },
        value: [Date.now() / 1000, String(value)],
      })),
    },
  };
}

/** A server that answers queries at an instant with the few machines it knows, as Prometheus would. Ends with the process. */
export async function startSmallMetricServer(): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answerTo(new URLSearchParams(body).get('query') ?? '')));
    });
  });
  server.unref();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

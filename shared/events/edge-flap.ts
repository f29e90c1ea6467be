import { derived, leaf } from '../explain/node.ts';
import type { Measured } from '../model/document.ts';
import { HOUR_SECONDS } from '../units.ts';
import { figuresOf } from './outcome-figure.ts';
import { defineEvent, refused, type Applied } from './definition.ts';

/** MODEL.md section 16. */
export interface EdgeFlapOutcome {
  readonly droppedConnectionsPerHour: number | null;
  readonly failedConnectRatio: number | null;
  readonly reconnectPerSecond: number | null;
  /** Σ new connections per second of the other nodes in service. */
  readonly reconnectLimitPerSecond: number | null;
  readonly verdict: 'ok' | 'breach' | 'not-measured';
  readonly periodSeconds: number;
  readonly downSeconds: number;
}

/**
 * An edge node that goes up and down (MODEL.md section 6). Dropped connections per hour = connections × 3600 ÷ period;
 * failed share of new connects = (min(detection, down) ÷ period) ÷ n with n = nodes in service before; reconnects per
 * second = connections ÷ down seconds, `breach` above what the other nodes of the region accept together. A passing
 * state: the model's constraints stay as they are.
 */
export const edgeFlap = defineEvent({
  type: 'edgeFlap',
  title: 'Edge node flaps',
  summary:
    'An edge node goes down and comes back again and again; what that drops and how fast it must come back.',
  group: 'failure',
  fields: [
    {
      kind: 'entity',
      of: 'edgeNode',
      many: false,
      required: true,
      name: 'node',
      label: 'Edge node',
      help: 'The node that flaps.',
    },
    {
      kind: 'quantity',
      unit: 'seconds',
      above: 0,
      required: true,
      name: 'periodSeconds',
      label: 'Period',
      help: 'From one fall to the next.',
    },
    {
      kind: 'quantity',
      unit: 'seconds',
      above: 0,
      required: true,
      name: 'downSeconds',
      label: 'Down',
      help: 'How long it stays down each time.',
    },
    {
      kind: 'quantity',
      unit: 'seconds',
      min: 0,
      required: true,
      name: 'detectionSeconds',
      label: 'Detection',
      help: 'Until new connects go elsewhere.',
    },
  ],
  defaults(model) {
    const up = model.edgeNodes.find((node) => node.state === 'in-service');
    return up === undefined
      ? 'no edge node is in service'
      : { node: up.id, periodSeconds: 600, downSeconds: 30, detectionSeconds: 10 };
  },
  check({ periodSeconds, downSeconds }) {
    if (downSeconds <= periodSeconds) return [];
    return [
      {
        message: 'is down longer than its period',
        path: 'downSeconds',
        value: String(downSeconds),
        expected: `at most ${periodSeconds}`,
      },
    ];
  },
  apply(context, { node: id, periodSeconds, downSeconds, detectionSeconds }): Applied<EdgeFlapOutcome> {
    const { model } = context;
    const node = model.edgeNodes.find((candidate) => candidate.id === id);
    if (node === undefined) return refused(context, 'node', `there is no edge node ${id}`, id);
    if (node.state === 'down') return refused(context, 'node', `edge node ${id} is already down`, id);
    const others = model.edgeNodes.filter(
      (other) => other.region === node.region && other.state === 'in-service' && other.id !== id,
    );
    const { connections } = node.used;
    const rate = connections === null ? null : connections / downSeconds;
    const limit = others.reduce<Measured>(
      (sum, other) =>
        sum === null || other.newConnectionsPerSecond === null ? null : sum + other.newConnectionsPerSecond,
      0,
    );
    const period = leaf('period', periodSeconds, 'seconds', { origin: 'scenario', of: 'periodSeconds' });
    const down = leaf('down', downSeconds, 'seconds', { origin: 'scenario', of: 'downSeconds' });
    const open = leaf('connections', connections, 'connections', {
      origin: 'measured',
      of: `edgeNodes[${id}].used.connections`,
    });
    const unnoticed = derived('connects that fail', 'seconds', 'minimum of inputs', [
      leaf('detection', detectionSeconds, 'seconds', { origin: 'scenario', of: 'detectionSeconds' }),
      down,
    ]);
    return {
      ok: true,
      model,
      figures: () =>
        figuresOf({
          droppedConnectionsPerHour: derived('Dropped per hour', 'connections', 'a × b ÷ c', [
            open,
            leaf('seconds of an hour', HOUR_SECONDS, 'seconds', { origin: 'computed', of: 'an hour' }),
            period,
          ]),
          failedConnectRatio: derived('Failed connects', 'ratio', 'a ÷ b', [
            derived('share of time', 'ratio', 'a ÷ b', [unnoticed, period]),
            leaf('nodes in service before', others.length + 1, 'count', {
              origin: 'computed',
              of: `edge nodes of ${node.region}`,
            }),
          ]),
          reconnectPerSecond: derived('Reconnects', 'perSecond', 'a ÷ b', [open, down]),
          reconnectLimitPerSecond: derived(
            'Reconnects the others accept',
            'perSecond',
            'sum of inputs',
            others.map((other) =>
              leaf(other.id, other.newConnectionsPerSecond, 'perSecond', {
                origin: 'measured',
                of: `edgeNodes[${other.id}].newConnectionsPerSecond`,
              }),
            ),
          ),
        }),
      outcome: {
        periodSeconds,
        downSeconds,
        droppedConnectionsPerHour: connections === null ? null : (connections * HOUR_SECONDS) / periodSeconds,
        failedConnectRatio: Math.min(detectionSeconds, downSeconds) / periodSeconds / (others.length + 1),
        reconnectPerSecond: rate,
        reconnectLimitPerSecond: limit,
        verdict: rate === null || limit === null ? 'not-measured' : rate > limit ? 'breach' : 'ok',
      },
    };
  },
});

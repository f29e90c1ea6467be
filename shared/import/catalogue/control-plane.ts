import type { CatalogueMetric } from './catalogue-metric.ts';

/** Control planes. Data only; see `catalogue-metric.ts` for what the fields mean. */
export const CONTROL_PLANE_METRICS: readonly CatalogueMetric[] = [
  {
    id: 'api_requests_per_second',
    title: 'API requests',
    kinds: ['controlPlane'],
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'sum',
    feeds: ['controlPlane.apiConcurrency'],
    aliases: [],
    patterns: ['^api_(?:requests|request_rate|rps)$'],
    queries: [
      {
        exporter: 'http_server',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (rate(http_requests_total{$match}[$window]))',
        note: 'The usual name of a request counter; give a matcher that picks the API.',
      },
      {
        exporter: 'http_histogram',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (rate(http_request_duration_seconds_count{$match}[$window]))',
        note: 'Where only the histogram exists.',
      },
      {
        exporter: 'kube_apiserver',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (rate(apiserver_request_total{verb!~"WATCH|CONNECT",$match}[$window]))',
      },
      {
        exporter: 'grpc_server',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (rate(grpc_server_handled_total{$match}[$window]))',
      },
    ],
  },
  {
    id: 'api_mean_latency_seconds',
    title: 'API latency, mean',
    kinds: ['controlPlane'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['controlPlane.apiConcurrency'],
    aliases: ['api_latency_mean_seconds', 'api_average_latency_seconds'],
    patterns: ['^api_(?:latency|response_time|duration)_(?:mean|avg|average)$'],
    queries: [
      {
        exporter: 'http_histogram',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'sum by (job) (rate(http_request_duration_seconds_sum{$match}[$window])) / sum by (job) (rate(http_request_duration_seconds_count{$match}[$window]))',
        note: 'Exact: time spent by requests served, not interpolated in buckets.',
      },
      {
        exporter: 'kube_apiserver',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'sum by (job) (rate(apiserver_request_duration_seconds_sum{verb!~"WATCH|CONNECT",$match}[$window])) / sum by (job) (rate(apiserver_request_duration_seconds_count{verb!~"WATCH|CONNECT",$match}[$window]))',
      },
      {
        exporter: 'grpc_server',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'sum by (job) (rate(grpc_server_handling_seconds_sum{$match}[$window])) / sum by (job) (rate(grpc_server_handling_seconds_count{$match}[$window]))',
      },
    ],
  },
  {
    id: 'api_requests_in_flight',
    title: 'API requests in flight',
    kinds: ['controlPlane'],
    unit: '1',
    dimension: 'count',
    reduction: 'sum',
    feeds: [],
    aliases: ['api_concurrency'],
    patterns: ['^api_(?:in_?flight|inflight_requests|requests_in_flight)$'],
    queries: [
      {
        exporter: 'http_histogram',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (rate(http_request_duration_seconds_sum{$match}[$window]))',
        note: 'Seconds of requests per second: by Little’s law the mean number in flight.',
      },
      {
        exporter: 'kube_apiserver',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (avg_over_time(apiserver_current_inflight_requests{$match}[$window]))',
        note: 'Counted by the server, reading and changing requests together.',
      },
    ],
  },
  {
    id: 'api_latency_p95_seconds',
    title: 'API latency, p95',
    kinds: ['controlPlane'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['controlPlane.apiLatencyP95'],
    aliases: ['api_p95_latency_seconds', 'api_latency_seconds_p95'],
    patterns: ['^api_(?:latency|response_time|duration)_p95$', '^p95_api_(?:latency|response_time)$'],
    queries: [
      {
        exporter: 'http_histogram',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'histogram_quantile(0.95, sum by (job, le) (rate(http_request_duration_seconds_bucket{$match}[$window])))',
        note: 'Interpolated in the buckets of the histogram.',
      },
      {
        exporter: 'kube_apiserver',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'histogram_quantile(0.95, sum by (job, le) (rate(apiserver_request_duration_seconds_bucket{verb!~"WATCH|CONNECT",$match}[$window])))',
        note: 'Interpolated in the buckets of the histogram.',
      },
      {
        exporter: 'grpc_server',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'histogram_quantile(0.95, sum by (job, le) (rate(grpc_server_handling_seconds_bucket{$match}[$window])))',
        note: 'Interpolated in the buckets of the histogram.',
      },
    ],
  },
  {
    id: 'api_5xx_ratio',
    title: 'API errors',
    kinds: ['controlPlane'],
    unit: 'ratio',
    dimension: 'ratio',
    reduction: 'max',
    feeds: ['controlPlane.api5xx'],
    aliases: ['api_error_ratio'],
    patterns: ['^api_(?:5xx|error)(?:_rate|_share|_ratio)?$'],
    queries: [
      {
        exporter: 'http_server',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          '(sum by (job) (rate(http_requests_total{code=~"5..",$match}[$window])) or 0 * sum by (job) (rate(http_requests_total{$match}[$window]))) / sum by (job) (rate(http_requests_total{$match}[$window]))',
        note: '0 where requests came and none failed; nothing where none came.',
      },
      {
        exporter: 'kube_apiserver',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          '(sum by (job) (rate(apiserver_request_total{verb!~"WATCH|CONNECT",code=~"5..",$match}[$window])) or 0 * sum by (job) (rate(apiserver_request_total{verb!~"WATCH|CONNECT",$match}[$window]))) / sum by (job) (rate(apiserver_request_total{verb!~"WATCH|CONNECT",$match}[$window]))',
      },
      {
        exporter: 'grpc_server',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          '(sum by (job) (rate(grpc_server_handled_total{grpc_code=~"Unknown|DeadlineExceeded|ResourceExhausted|Internal|Unavailable|DataLoss",$match}[$window])) or 0 * sum by (job) (rate(grpc_server_handled_total{$match}[$window]))) / sum by (job) (rate(grpc_server_handled_total{$match}[$window]))',
        note: 'The gRPC codes that are failures of the server.',
      },
    ],
  },
  {
    id: 'reconcile_queue_depth',
    title: 'Reconcile queue',
    kinds: ['controlPlane'],
    unit: '1',
    dimension: 'count',
    reduction: 'sum',
    feeds: ['controlPlane.reconcile'],
    aliases: ['reconcile_backlog'],
    patterns: ['^workqueue_depth$', '^(?:reconcile|work)_?queue_(?:depth|length|size)$'],
    queries: [
      {
        exporter: 'controller_runtime',
        kind: 'controlPlane',
        entityLabel: 'job',
        query: 'sum by (job) (workqueue_depth{$match})',
        note: 'All work queues of the process; give name="…" in a matcher for one of them.',
      },
    ],
  },
  {
    id: 'time_to_converge_seconds',
    title: 'Time to converge',
    kinds: ['controlPlane'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['controlPlane.reconcile'],
    aliases: ['time_to_converge_seconds_p95'],
    patterns: ['^(?:convergence_time|time_to_converge)(?:_p95)?$'],
    queries: [
      {
        exporter: 'controller_runtime',
        kind: 'controlPlane',
        entityLabel: 'job',
        query:
          'histogram_quantile(0.95, sum by (job, le) (rate(workqueue_queue_duration_seconds_bucket{$match}[$window]))) + histogram_quantile(0.95, sum by (job, le) (rate(workqueue_work_duration_seconds_bucket{$match}[$window])))',
        note: 'Waiting plus one run, each its p95: what needs several runs takes longer.',
      },
    ],
  },
];

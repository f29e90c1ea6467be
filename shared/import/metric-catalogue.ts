import { COMPUTE_METRICS } from './catalogue/compute.ts';
import type { CatalogueMetric } from './catalogue/catalogue-metric.ts';
import { CONTROL_PLANE_METRICS } from './catalogue/control-plane.ts';
import { EDGE_METRICS } from './catalogue/edge.ts';
import { OVERLAY_METRICS } from './catalogue/overlay.ts';
import { POSTGRES_METRICS } from './catalogue/postgres.ts';
import { STORAGE_METRICS } from './catalogue/storage.ts';

/** The catalogue of canonical metrics, in the order of MODEL.md section 8. A new metric is one more entry in its domain. */
export const METRIC_CATALOGUE: readonly CatalogueMetric[] = [
  ...COMPUTE_METRICS,
  ...EDGE_METRICS,
  ...POSTGRES_METRICS,
  ...CONTROL_PLANE_METRICS,
  ...STORAGE_METRICS,
  ...OVERLAY_METRICS,
];

import { CAPACITY_ROWS } from './compute-capacity.ts';
import { fitRow } from './compute-fit.ts';
import { osDiskRow } from './compute-host-disk.ts';
import { survivalRow } from './compute-survival.ts';
import { CONTROL_PLANE_ROWS } from './control-plane.ts';
import { EDGE_ROWS } from './edge.ts';
import { OVERLAY_ROWS } from './overlay.ts';
import type { ConstraintRow } from './row.ts';
import { STORAGE_ROWS } from './storage.ts';

/** Every row of the table of MODEL.md section 4, in its order. A new limited resource is one more entry. */
export const CONSTRAINT_ROWS: readonly ConstraintRow[] = [
  ...CAPACITY_ROWS,
  fitRow,
  osDiskRow,
  survivalRow,
  ...EDGE_ROWS,
  ...CONTROL_PLANE_ROWS,
  ...STORAGE_ROWS,
  ...OVERLAY_ROWS,
];

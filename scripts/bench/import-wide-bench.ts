// A Grafana export of 2,000 series joined by time, 10,000 rows, into a workspace, beside the bare CSV parser on the same file.
import { raceImport } from './import-race.ts';

const ROWS = 10_000;
const COLUMNS = 2000;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const STEP_MS = 300_000;
const columns = Array.from({ length: COLUMNS }, (_, i) => i);

await raceImport(
  {
    name: 'cpu_used_cores.csv',
    header: `Time,${columns.map((column) => `host-${column}`).join(',')}`,
    rows: ROWS,
    samples: ROWS * COLUMNS,
    row: (index) => {
      const time = new Date(START_MS + index * STEP_MS).toISOString().slice(0, 19).replace('T', ' ');
      return `${time},${columns.map((column) => ((index * 7919 + column * 104_729) % 64_000) / 1000).join(',')}`;
    },
  },
  null,
);

// A long CSV of 10 million rows into a workspace, beside the bare CSV parser on the same file.
import { raceImport } from './import-race.ts';

const ROWS = 10_000_000;
const ENTITIES = 50;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const STEP_MS = 60_000;

// Rows in order of time, the entities in turn: what an exporter writes.
await raceImport(
  {
    name: 'long.csv',
    header: 'timestamp,entity,metric,value',
    rows: ROWS,
    samples: ROWS,
    row: (index) => {
      const time = new Date(START_MS + Math.floor(index / ENTITIES) * STEP_MS).toISOString();
      return `${time},host-${index % ENTITIES},cpu_used_cores,${((index * 7919) % 64_000) / 1000}`;
    },
  },
  0.6,
);

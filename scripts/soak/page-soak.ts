// node page-soak.js PART…: writes the last run of these parts into docs/endurance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pageWithLastRun } from './endurance-page.ts';

const page = join('docs', 'endurance.md');
const machine = `${availableParallelism()} cores, ${process.platform}, Node ${process.versions.node}`;
const day = new Date().toISOString().slice(0, 10);
const parts = process.argv.slice(2);
writeFileSync(
  page,
  pageWithLastRun(readFileSync(page, 'utf8'), join('out', 'soak'), parts, { day, machine }),
);

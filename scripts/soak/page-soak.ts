// node page-soak.js: writes the last run into docs/endurance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pageWithLastRun } from './endurance-page.ts';

const page = join('docs', 'endurance.md');
const machine = `${availableParallelism()} cores, ${process.platform}, Node ${process.versions.node}`;
const day = new Date().toISOString().slice(0, 10);
writeFileSync(page, pageWithLastRun(readFileSync(page, 'utf8'), join('out', 'soak'), day, machine));

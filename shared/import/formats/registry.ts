import type { FileFormat, FileHead, Recognition } from './format.ts';
import { mappingDocument, modelDocument, otherJson } from './headroom-json.ts';
import { inventoryCsv } from './inventory-csv.ts';
import { longCsv } from './long-csv.ts';
import { mappedCsv } from './mapped-csv.ts';
import { openMetrics } from './openmetrics.ts';
import { prometheusJson } from './prometheus-json.ts';
import { singleCsv } from './single-csv.ts';
import { victoriaJsonl } from './victoria-jsonl.ts';
import { metricColumnsCsv, wideCsv } from './wide-csv.ts';

/** Every format Headroom reads. A new one is a file beside these and a line here. */
export const FILE_FORMATS: readonly FileFormat[] = [
  modelDocument,
  mappingDocument,
  prometheusJson,
  victoriaJsonl,
  openMetrics,
  inventoryCsv,
  mappedCsv,
  longCsv,
  singleCsv,
  metricColumnsCsv,
  wideCsv,
  otherJson,
];

/** Formats of rows and columns of metrics: those a mapping of columns is about. */
const TABLES: ReadonlySet<FileFormat> = new Set([mappedCsv, longCsv, singleCsv, metricColumnsCsv, wideCsv]);

export function isTable(format: FileFormat): boolean {
  return TABLES.has(format);
}

/** The most confident format for a file; of equally confident ones the first in the list. `null`: no format knows it. */
export function recogniseFormat(head: FileHead): { format: FileFormat; recognition: Recognition } | null {
  let best: { format: FileFormat; recognition: Recognition } | null = null;
  for (const format of FILE_FORMATS) {
    const recognition = format.recognise(head);
    if (recognition === null) continue;
    if (best === null || recognition.confidence > best.recognition.confidence) best = { format, recognition };
  }
  return best;
}

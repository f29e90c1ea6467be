import { basename } from 'node:path';
import type { Mapping } from '../../shared/import/mapping.ts';
import { readMapping } from '../import/mapping-document.ts';
import { textOption, type Given } from './arguments.ts';
import { readText } from './read-text.ts';

/** The mapping file of `--mapping`; `null` when absent. @throws Refusal located in the file. */
export async function readMappingOption(given: Given): Promise<Mapping | null> {
  const path = textOption(given, 'mapping');
  return path === null ? null : readMapping(await readText(path), basename(path));
}

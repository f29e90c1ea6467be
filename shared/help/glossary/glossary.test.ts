import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAILURE_MODES } from '../../documents/failure-modes/failure-mode.ts';
import { EVENT_DEFINITIONS } from '../../events/event-registry.ts';
import { METRIC_CATALOGUE } from '../../import/metric-catalogue.ts';
import { MENU_FACTS } from '../../ipc/menu-commands.ts';
import { constraintNameOf } from '../../view/constraint-name.ts';
import { POLICY_LABELS } from '../../view/policy-labels.ts';
import { STATE_WORDS } from '../../view/shown-state.ts';
import { SURVIVAL_WORDS } from '../../view/survival-words.ts';
import { TRIGGER_WORDS } from '../../view/trigger-rows.ts';
import { CONSTRAINT_ROWS } from '../../assess/rows.ts';
import { GLOSSARY, termsIn } from './glossary.ts';

const root = join(import.meta.dirname, '../../..');

/** Everything that is written in the window: its own source and the words of the engine, without this glossary and tests. */
function windowSource(): string {
  const files = ['renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.tsx?$/.test(name) && !/\.(test|arbitrary|fixture)\./.test(name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return files
    .filter((file) => !file.includes(join('shared', 'help')))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
    .toLowerCase();
}

describe('the glossary', () => {
  const source = windowSource();

  for (const { term, file, also = [] } of GLOSSARY) {
    it(`${term} is a word of the product, computed where it says`, () => {
      expect(existsSync(join(root, file)), file).toBe(true);
      for (const word of [term, ...also]) expect(source, word).toContain(word.toLowerCase());
    });
  }

  it('explains each term once', () => {
    const words = GLOSSARY.flatMap(({ term, also = [] }) => [term, ...also]).map((word) =>
      word.toLowerCase(),
    );
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  const labels: Readonly<Record<string, readonly string[]>> = {
    constraints: CONSTRAINT_ROWS.map(
      ({ domain, resource }) => constraintNameOf(`${domain}.${resource}@region:r`).name,
    ),
    assumptions: POLICY_LABELS.map(({ label }) => label),
    events: EVENT_DEFINITIONS.map(({ title }) => title),
    'failure modes': FAILURE_MODES.map(({ title }) => title),
    metrics: METRIC_CATALOGUE.map(({ title }) => title),
    screens: MENU_FACTS.filter(({ menu }) => menu === 'go')
      .map(({ label }) => label)
      .filter((label) => !['Overview', 'Fleet', 'Help'].includes(label)),
    states: [STATE_WORDS, SURVIVAL_WORDS, TRIGGER_WORDS].flatMap((words) => Object.values(words)),
  };
  for (const [what, list] of Object.entries(labels)) {
    it(`has the terms used in the labels of ${what}`, () => {
      expect(list.length).toBeGreaterThan(3);
      expect(list.filter((label) => termsIn(label).length === 0)).toEqual([]);
    });
  }
});

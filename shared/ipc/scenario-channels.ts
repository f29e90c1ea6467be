import * as v from 'valibot';
import type { Scenario } from '../events/scenario.ts';
import { returns } from './channel.ts';
import { idSchema, labelSchema, noteSchema } from './requests.ts';
import { nothing } from './requests.ts';

export interface ScenarioSummary {
  readonly id: string;
  readonly name: string;
  readonly notes: string | null;
  readonly version: number;
  readonly eventTypes: readonly string[];
  readonly createdAtMs: number;
  readonly changedAtMs: number;
}

export interface SavedScenario extends ScenarioSummary {
  readonly scenario: Scenario;
}

export interface ScenarioVersion {
  readonly version: number;
  readonly savedAtMs: number;
  /** Why this version was saved: typed by the person, or `restored version 3`. */
  readonly note: string | null;
  readonly name: string;
  readonly events: number;
}

const documentSchema = v.record(v.string(), v.unknown());
const versionSchema = v.pipe(v.number(), v.integer(), v.minValue(1));
const writing = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;
const reading = ['no-workspace', 'not-found'] as const;

export const scenarioChannels = {
  'scenario:list': returns<readonly ScenarioSummary[]>()(nothing, ['no-workspace']),
  'scenario:get': returns<SavedScenario>()(
    v.strictObject({ id: idSchema, version: v.exactOptional(versionSchema) }),
    reading,
  ),
  /** Without `id` a new scenario, with it a new version. The name is the document's own. */
  'scenario:save': returns<SavedScenario>()(
    v.strictObject({
      id: v.exactOptional(idSchema),
      scenario: documentSchema,
      note: v.exactOptional(noteSchema),
    }),
    writing,
  ),
  'scenario:rename': returns<ScenarioSummary>()(v.strictObject({ id: idSchema, name: labelSchema }), writing),
  /** A scenario of its own from the newest version of another, or from the version asked for. */
  'scenario:duplicate': returns<SavedScenario>()(
    v.strictObject({
      id: idSchema,
      name: v.exactOptional(labelSchema),
      version: v.exactOptional(versionSchema),
    }),
    writing,
  ),
  /** Undoable, with every version. */
  'scenario:delete': returns<null>()(v.strictObject({ id: idSchema }), writing),
  'scenario:versions': returns<readonly ScenarioVersion[]>()(v.strictObject({ id: idSchema }), reading),
  /** Saves an old version's content as the newest one; nothing is lost. */
  'scenario:restore': returns<SavedScenario>()(
    v.strictObject({ id: idSchema, version: versionSchema }),
    writing,
  ),
  /** From a dropped file's handle, or by dialog without one. `null`: the dialog was closed. */
  'scenario:import': returns<SavedScenario | null>()(
    v.strictObject({ handle: v.exactOptional(idSchema) }),
    writing,
  ),
  /** Writes `headroom.scenario/v1` JSON where the dialog says. `null`: the dialog was closed. */
  'scenario:export': returns<{ readonly displayPath: string } | null>()(
    v.strictObject({ id: idSchema, version: v.exactOptional(versionSchema) }),
    reading,
  ),
};

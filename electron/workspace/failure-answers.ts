import type { AlertCase } from '../../shared/documents/alert-tests/alert-case.ts';
import { alertCases, casesOf, untestedAlerts } from '../../shared/documents/alert-tests/case-list.ts';
import { caseWords } from '../../shared/documents/alert-tests/case-words.ts';
import { alertTestFile } from '../../shared/documents/alert-tests/test-file.ts';
import { fingerprint } from '../../shared/documents/alerts/fingerprint.ts';
import { queryBook, type QueryBook } from '../../shared/documents/alerts/query-book.ts';
import type { RuleSource } from '../../shared/documents/alerts/rule-context.ts';
import { modeRulesText, ruleFile, type RuleFile } from '../../shared/documents/alerts/rule-file.ts';
import { ruleSetOf, type RuleSet } from '../../shared/documents/alerts/rule-set.ts';
import { FAILURE_MODES, type FailureModeId } from '../../shared/documents/failure-modes/failure-mode.ts';
import { nothingOf, scopesOf } from '../../shared/documents/failure-modes/mode-scopes.ts';
import { presetOf } from '../../shared/documents/failure-modes/preset.ts';
import { fillRunbook } from '../../shared/documents/runbooks/fill.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { dayName } from '../../shared/history/calendar.ts';
import type {
  FailureDetail,
  FailureListAnswer,
  FailureScope,
  RunbookState,
} from '../../shared/ipc/failure-channels.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { sidesOf } from '../../shared/timeline/sides.ts';
import { RUNBOOK_TEMPLATES } from '../documents/runbook-templates.ts';
import { badInput, Refusal } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

/** Where runbooks are taken to lie unless the workspace says otherwise: in a folder beside the rule file. */
const RUNBOOK_BASE = 'runbooks/';

/** In a fleet larger than this each simulated loss takes a moment: the screen tries the first few scopes, the export all. */
const MANY_HOSTS = 1000;
const FEW_SCOPES = 2;

/** Rules whose unit tests are to be made away from the database. */
export interface RuleTestOrder {
  readonly revision: number;
  readonly rules: RuleSet;
  readonly book: QueryBook;
  readonly file: Pick<RuleFile, 'groups' | 'fingerprint'>;
}

interface Made {
  readonly revision: number;
  readonly source: RuleSource;
  readonly rules: RuleSet;
  readonly file: RuleFile;
}

/** Failure modes, alert rules and runbooks of the open workspace, remembered while it stays as it is. */
export class FailureAnswers {
  readonly #workspace: Workspace;
  readonly #policy: () => Policy;
  #made: Made | null = null;
  #list: FailureListAnswer | null = null;

  constructor(workspace: Workspace, policy: () => Policy = () => workspace.policy()) {
    this.#workspace = workspace;
    this.#policy = policy;
  }

  /** @throws Refusal `bad-input`. */
  list(): FailureListAnswer {
    const started = performance.now();
    const { source, rules, revision, file } = this.#current();
    if (this.#list?.revision === revision) return this.#list;
    const edited = this.#workspace.runbooks.all();
    this.#list = {
      revision,
      asOf: dayName(source.side.days.asOfDay),
      elapsedMs: performance.now() - started,
      fingerprint: file.fingerprint,
      runbookBase: this.runbookBase(),
      modes: FAILURE_MODES.map(({ id, title, kind, domain, summary }) => {
        const scopes = scopesOf(source.side.days.base, id);
        return {
          id,
          title,
          kind,
          domain,
          summary,
          nothing: scopes.length === 0 ? nothingOf(id) : null,
          scopes: scopes.map(({ scope, region }) => scopeRow(source, rules, id, scope, region)),
          runbook: stateOf(id, edited),
        };
      }),
    };
    return this.#list;
  }

  /** @throws Refusal `bad-input`. */
  get(mode: FailureModeId): FailureDetail {
    const { source, rules, revision } = this.#current();
    const body = this.runbook(mode);
    const { text, unknown } = fillRunbook(body, source, rules, mode);
    const { base } = source.side.days;
    const shown = base.hosts.length > MANY_HOSTS ? FEW_SCOPES : Infinity;
    const tried = scopesOf(base, mode)
      .slice(0, shown)
      .map(({ scope }) => scope);
    const cases = tried.flatMap((scope) => casesOf(source, rules, mode, scope));
    const ofMode: RuleSet = { ...rules, alerts: new Map([[mode, rules.alerts.get(mode) ?? []]]) };
    return {
      revision,
      id: mode,
      rulesText: modeRulesText(rules, mode, { runbookBase: this.runbookBase() }),
      cases: cases.map((one) => ({
        scope: one.scope,
        name: one.title,
        series: one.series.length,
        checks: caseWords(one),
      })),
      tried,
      untested: untestedAlerts(ofMode, cases),
      runbook: {
        ...stateOf(mode, this.#workspace.runbooks.all()),
        body,
        filled: text,
        unknownPlaces: unknown,
      },
    };
  }

  /** @throws Refusal `not-found` where there is a gap. */
  preset(mode: FailureModeId, scope: string): Scenario {
    const { source } = this.#current();
    if (!scopesOf(source.side.days.base, mode).some((one) => one.scope === scope))
      throw new Refusal('not-found', `There is no ${scope}.`);
    const made = presetOf({ side: source.side, mode, scope });
    if (!made.ok) throw new Refusal('not-found', `There is no simulation of ${scope}: ${made.reason}.`);
    return made.scenario;
  }

  rules(): RuleFile {
    return this.#current().file;
  }

  gaps(): RuleSet['gaps'] {
    return this.#current().rules.gaps;
  }

  /** What another thread needs to make the same tests, besides the model, policy and history of that revision. */
  testOrder(): RuleTestOrder {
    const { revision, source, rules, file } = this.#current();
    const { groups, fingerprint: print } = file;
    return { revision, rules, book: source.book, file: { groups, fingerprint: print } };
  }

  /** The unit tests of the rule file, which is called `ruleFileName` as seen from them. */
  tests(ruleFileName: string): { readonly text: string; readonly cases: readonly AlertCase[] } {
    const { source, rules, file } = this.#current();
    const cases = alertCases(source, rules);
    return { text: alertTestFile(cases, source.book, file, ruleFileName), cases };
  }

  /** The runbooks as they leave the workspace, filled in: file name and text. */
  runbookFiles(): readonly { readonly name: string; readonly text: string }[] {
    const { source, rules } = this.#current();
    return FAILURE_MODES.map(({ id }) => ({
      name: `${id}.md`,
      text: fillRunbook(this.runbook(id), source, rules, id).text,
    }));
  }

  /** The workspace's own text of a runbook, else the template. */
  runbook(mode: FailureModeId): string {
    return this.#workspace.runbooks.all().get(mode)?.body ?? RUNBOOK_TEMPLATES[mode];
  }

  runbookBase(): string {
    const base = this.#workspace.facts.get('runbookBase');
    return typeof base === 'string' ? base : RUNBOOK_BASE;
  }

  #current(): Made {
    const workspace = this.#workspace;
    if (this.#made?.revision === workspace.revision) return this.#made;
    const sides = sidesOf(workspace.model(), this.#policy(), null, workspace.history());
    if (!sides.ok) throw badInput(sides.problems);
    const source: RuleSource = { side: sides.value.baseline, book: queryBook(workspace.connections.list()) };
    const rules = ruleSetOf(source);
    const file = ruleFile(source, rules, { runbookBase: this.runbookBase() });
    return (this.#made = { revision: workspace.revision, source, rules, file });
  }
}

const printOf = (mode: FailureModeId): string => fingerprint(RUNBOOK_TEMPLATES[mode]);

function stateOf(mode: FailureModeId, edited: ReturnType<Workspace['runbooks']['all']>): RunbookState {
  const own = edited.get(mode);
  return {
    edited: own !== undefined,
    changedAtMs: own?.atMs ?? null,
    templateChanged: own !== undefined && own.templatePrint !== printOf(mode),
  };
}

function scopeRow(
  source: RuleSource,
  rules: RuleSet,
  mode: FailureModeId,
  scope: string,
  region: string | null,
): FailureScope {
  const made = presetOf({ side: source.side, mode, scope });
  return {
    scope,
    region,
    simulation: made.ok ? made.scenario.name : null,
    simulationGap: made.ok ? null : made.reason,
    alerts: (rules.alerts.get(mode) ?? [])
      .filter((rule) => rule.scope === scope)
      .map(({ alert, severity, for: holds, constraint, says }) => ({
        alert,
        severity,
        for: holds,
        constraint,
        says,
      })),
    gaps: rules.gaps
      .filter((gap) => gap.mode === mode && gap.scope === scope)
      .map(({ alert, reason }) => ({ alert, reason })),
  };
}

/** Changes a runbook; the template's own text puts it back. @throws Refusal `read-only`. */
export function setRunbook(workspace: Workspace, mode: FailureModeId, body: string): null {
  const title = FAILURE_MODES.find(({ id }) => id === mode)?.title ?? mode;
  workspace.act(`Edit runbook “${title}”`, (atMs) => {
    if (body === RUNBOOK_TEMPLATES[mode]) workspace.runbooks.reset(mode);
    else workspace.runbooks.set({ mode, body, templatePrint: printOf(mode), atMs });
  });
  return null;
}

export function resetRunbook(workspace: Workspace, mode: FailureModeId): null {
  const title = FAILURE_MODES.find(({ id }) => id === mode)?.title ?? mode;
  workspace.act(`Restore runbook “${title}”`, () => workspace.runbooks.reset(mode));
  return null;
}

export function setRunbookBase(workspace: Workspace, base: string): null {
  workspace.act('Set where runbooks are', () => workspace.facts.set('runbookBase', base));
  return null;
}

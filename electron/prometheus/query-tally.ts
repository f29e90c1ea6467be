import { entityNameOf } from '../../shared/import/live/entity-name.ts';
import type { QueryReport } from '../../shared/import/live/sync-report.ts';
import type { Saving } from '../../shared/import/live/push-down.ts';
import { METRIC_CATALOGUE } from '../../shared/import/metric-catalogue.ts';
import { packDays } from '../../shared/import/pack-days.ts';
import type { PackedSeries } from '../workspace/series-store.ts';
import type { EntityMatcher } from './entity-matcher.ts';
import type { Question } from './question.ts';
import type { Answer } from './read-answer.ts';

const SHOWN_NAMES = 50;

/** Names a series by its labels, whatever order they came in. */
function labelsKey(labels: Readonly<Record<string, string>>): string {
  return Object.keys(labels)
    .sort()
    .map((label) => `${label}=${JSON.stringify(labels[label])}`)
    .join(',');
}

/** Counts what came for one chosen query, over all its questions and windows, and turns answers into stored series. */
export class QueryTally {
  readonly #query: Question['query'];
  readonly #matcher: EntityMatcher;
  readonly #series = new Set<string>();
  readonly #entities = new Set<string>();
  readonly #unmatched = new Set<string>();
  readonly #ambiguous = new Set<string>();
  readonly #warnings = new Set<string>();
  readonly #unnamed = new Set<string>();
  readonly #otherKind = new Set<string>();
  #samples = 0;
  #changed = 0;
  #fromMs = Number.POSITIVE_INFINITY;
  #toMs = Number.NEGATIVE_INFINITY;
  #notNumbers = 0;
  #infinite = 0;
  #partial = false;
  #failed: string | null = null;
  #saving: Saving | null = null;

  constructor(query: Question['query'], matcher: EntityMatcher) {
    this.#query = query;
    this.#matcher = matcher;
  }

  /** Why the query is given up; the first reason stays. */
  fail(message: string): void {
    this.#failed ??= message;
  }

  get failed(): boolean {
    return this.#failed !== null;
  }

  expect(questions: readonly Question[]): void {
    for (const { saving } of questions) {
      if (saving === null) continue;
      const so = this.#saving ?? { points: 0, bytes: 0, pointsInstead: 0, bytesInstead: 0 };
      // Sums over a cluster and over its region are made of the same series, which would be fetched once.
      this.#saving = {
        points: so.points + saving.points,
        bytes: so.bytes + saving.bytes,
        pointsInstead: Math.max(so.pointsInstead, saving.pointsInstead),
        bytesInstead: Math.max(so.bytesInstead, saving.bytesInstead),
      };
    }
  }

  changed(count: number): void {
    this.#changed += count;
  }

  /** The series of an answer as they are stored. */
  take(answer: Answer, question: Question): PackedSeries[] {
    for (const warning of answer.warnings) this.#warnings.add(warning);
    this.#partial ||= answer.partial;
    const byEntity = new Map<string, Answer['series'][number] | 'ambiguous'>();
    for (const series of answer.series) {
      this.#series.add(labelsKey(series.labels) + (question.entity ?? ''));
      this.#notNumbers += series.notNumbers;
      this.#infinite += series.infinite;
      const entity = this.#entityOf(series.labels, question);
      if (entity === null) continue;
      byEntity.set(entity, byEntity.has(entity) ? 'ambiguous' : series);
    }
    const unit = METRIC_CATALOGUE.find(({ id }) => id === this.#query.metric)?.unit ?? null;
    const packed: PackedSeries[] = [];
    for (const [entity, series] of byEntity) {
      if (series === 'ambiguous') {
        this.#ambiguous.add(entity);
        continue;
      }
      this.#entities.add(entity);
      const { times, values } = series;
      if (times.length === 0) continue;
      this.#samples += times.length;
      this.#fromMs = Math.min(this.#fromMs, times[0] ?? Number.POSITIVE_INFINITY);
      this.#toMs = Math.max(this.#toMs, times.at(-1) ?? Number.NEGATIVE_INFINITY);
      packed.push({ entity, metric: this.#query.metric, unit, days: packDays(times, values) });
    }
    return packed;
  }

  #entityOf(labels: Readonly<Record<string, string>>, question: Question): string | null {
    if (question.entity !== null) return question.entity;
    const name = entityNameOf(labels, this.#query);
    if (name === null) {
      this.#unnamed.add(labelsKey(labels));
      return null;
    }
    const stored = this.#matcher.stored(name);
    if (stored === null) this.#otherKind.add(name);
    else if (!stored.matched) this.#unmatched.add(name);
    return stored?.entity ?? null;
  }

  report(): QueryReport {
    const shown = (names: ReadonlySet<string>): string[] => [...names].sort().slice(0, SHOWN_NAMES);
    return {
      id: this.#query.id,
      metric: this.#query.metric,
      keep: this.#query.keep,
      series: this.#series.size,
      samples: this.#samples,
      changed: this.#changed,
      fromMs: Number.isFinite(this.#fromMs) ? this.#fromMs : null,
      toMs: Number.isFinite(this.#toMs) ? this.#toMs : null,
      entities: this.#entities.size,
      unmatched: shown(this.#unmatched),
      ambiguous: shown(this.#ambiguous),
      unnamed: this.#unnamed.size,
      otherKind: this.#otherKind.size,
      notNumbers: this.#notNumbers,
      infinite: this.#infinite,
      warnings: shown(this.#warnings),
      partial: this.#partial,
      failed: this.#failed,
      saving: this.#saving,
    };
  }
}

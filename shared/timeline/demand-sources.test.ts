import { describe, expect, it } from 'vitest';
import { METRIC_CATALOGUE } from '../import/metric-catalogue.ts';
import { isForecastable } from './demand-sources.ts';

describe('isForecastable', () => {
  it('holds for every constraint the catalogue of metrics feeds', () => {
    const fed = new Set(METRIC_CATALOGUE.flatMap((metric) => metric.feeds));
    const forgotten = [...fed].filter((name) => !isForecastable(`${name}@x:y`));
    expect(forgotten).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { metricsPage } from './metrics-page.ts';

test('docs/metrics.md says what the catalogue says', async () => {
  await expect(metricsPage()).toMatchFileSnapshot('../../docs/metrics.md');
});

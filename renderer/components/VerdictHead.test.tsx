import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { VerdictHead } from './VerdictHead.tsx';

describe('VerdictHead', () => {
  it('opens with the mark and the sentence, then the scenario’s, then what is to be added', () => {
    const drawn = renderToStaticMarkup(
      <VerdictHead mark="ok" scenario="In the scenario: N+1 fails." below={<p>since 3 May</p>}>
        <b>N+1 holds.</b>
      </VerdictHead>,
    );
    const order = ['st-ok', 'N+1 holds.', 'st-scen', 'N+1 fails.', 'since 3 May'].map((part) =>
      drawn.indexOf(part),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });
  it('has no line of a scenario where there is none', () => {
    expect(renderToStaticMarkup(<VerdictHead mark="ok">holds</VerdictHead>)).not.toContain('v-scen');
    expect(
      renderToStaticMarkup(
        <VerdictHead mark="ok" scenario={null}>
          holds
        </VerdictHead>,
      ),
    ).not.toContain('v-scen');
  });
  it('is read out anew only where it is renewed while one looks', () => {
    const live = renderToStaticMarkup(
      <VerdictHead mark="breach" isLive>
        fails
      </VerdictHead>,
    );
    expect(live).toContain('<p class="v-say">fails</p>');
    expect(live).toContain('role="status"');
    expect(renderToStaticMarkup(<VerdictHead mark="breach">fails</VerdictHead>)).not.toContain('status"');
  });
  it('says by the mark what no word of the sentence says', () => {
    const drawn = renderToStaticMarkup(
      <VerdictHead mark="unknown" markLabel="Untrusted">
        none to 28 Jun
      </VerdictHead>,
    );
    expect(drawn).toContain('aria-label="Untrusted"');
  });
});

import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { StepSlider } from './StepSlider.tsx';

const drawn = renderToStaticMarkup(
  <svg>
    <StepSlider
      area={{ left: 50, right: 410, top: 10, bottom: 200 }}
      reading={{ at: 20, least: 0, most: 89, placeOf: (pixel) => pixel, onMove: () => undefined }}
      x={(at) => 50 + at * 4}
      label="Day read off"
      spoken="20 Feb: 990 GiB of 1,060 GiB"
    >
      <circle className="on-the-line" />
    </StepSlider>
  </svg>,
);

it('is a slider that says what is read, over the whole plot', () => {
  expect(drawn).toContain('role="slider" tabindex="0"');
  expect(drawn).toContain(
    'aria-label="Day read off" aria-valuemin="0" aria-valuemax="89" aria-valuenow="20"',
  );
  expect(drawn).toContain('aria-valuetext="20 Feb: 990 GiB of 1,060 GiB"');
  expect(drawn).toContain('<rect x="50" y="10" width="360" height="190" fill="transparent" class="c-plot"');
});

it('draws the line where it is read, sharp between two pixels, with what marks the reading', () => {
  expect(drawn).toContain('<line x1="130.5" x2="130.5" y1="10" y2="200" class="c-cursor"></line>');
  expect(drawn).toContain('<circle class="on-the-line"></circle>');
});

it('leaves the reading out of pictures of the chart: it belongs to the moment', () => {
  const [, marks] = /<g class="chart-only-here">(.*?)<\/g>/.exec(drawn) ?? [];
  expect(marks).toContain('c-cursor');
  expect(marks).toContain('on-the-line');
});

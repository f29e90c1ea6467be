import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DamagedJson } from './json-bytes.ts';
import { readAnswer, type Answer } from './read-answer.ts';

const read = (value: unknown): Answer => {
  const answer = readAnswer(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
  if ('error' in answer) throw new Error(answer.error);
  return answer;
};
const matrix = (result: unknown, rest: object = {}) => ({
  status: 'success',
  data: { resultType: 'matrix', result },
  ...rest,
});
const points = (answer: Answer) =>
  answer.series.map(({ labels, times, values }) => ({ labels, times: [...times], values: [...values] }));

describe('readAnswer', () => {
  it('reads a matrix into columns, in milliseconds', () => {
    const answer = read(
      matrix([
        {
          metric: { instance: 'h1:9100' },
          values: [
            [1_700_000_000, '1.5'],
            [1_700_000_300.25, '-2e-3'],
          ],
        },
        { metric: {}, values: [] },
      ]),
    );
    expect(points(answer)).toEqual([
      {
        labels: { instance: 'h1:9100' },
        times: [1_700_000_000_000, 1_700_000_300_250],
        values: [1.5, -0.002],
      },
      { labels: {}, times: [], values: [] },
    ]);
  });

  it('reads a vector', () => {
    const vector = {
      status: 'success',
      data: { resultType: 'vector', result: [{ metric: { a: 'b' }, value: [1, '7'] }] },
    };
    expect(points(read(vector))).toEqual([{ labels: { a: 'b' }, times: [1000], values: [7] }]);
  });

  it('every finite number comes out as JavaScript reads it', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(finite, fc.integer(), fc.float({ noNaN: true, noDefaultInfinity: true }))),
        (values) => {
          const answer = read(matrix([{ metric: {}, values: values.map((value, i) => [i, String(value)]) }]));
          expect([...(answer.series[0]?.values ?? [])]).toEqual(values.map((value) => Number(String(value))));
        },
      ),
    );
  });

  it('leaves NaN and infinite points out and counts them', () => {
    const answer = read(
      matrix([
        {
          metric: {},
          values: [
            [1, 'NaN'],
            [2, '3'],
            [3, '+Inf'],
            [4, '-Inf'],
          ],
        },
      ]),
    );
    expect(answer.series[0]).toMatchObject({ notNumbers: 1, infinite: 2 });
    expect([...(answer.series[0]?.values ?? [])]).toEqual([3]);
  });

  it('labels are read as JSON, escapes and all scripts included, whatever their name', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        (metric) => {
          fc.pre(!Object.hasOwn(metric, '__proto__'));
          expect(read(matrix([{ metric, values: [] }])).series[0]?.labels).toEqual({ ...metric });
        },
      ),
    );
  });

  it('white space and unknown fields do not matter', () => {
    const answer = matrix(
      [{ extra: { deep: [1, null, true, 'x'] }, metric: { a: 'b' }, values: [[1, '2']], histograms: [] }],
      {
        stats: { seriesFetched: '1' },
        trace: null,
      },
    );
    expect(points(read(JSON.stringify(answer, null, 2)))).toEqual(points(read(answer)));
  });

  it('warnings are told; those about data make the answer partial, remarks on the expression do not', () => {
    expect(read(matrix([], { warnings: ['store at 10.0.0.1 did not answer'] }))).toMatchObject({
      partial: true,
      warnings: ['store at 10.0.0.1 did not answer'],
    });
    expect(read(matrix([], { infos: ['PromQL info: metric might not be a counter'] }))).toMatchObject({
      partial: false,
      warnings: ['PromQL info: metric might not be a counter'],
    });
    expect(read(matrix([], { isPartial: true })).partial).toBe(true);
  });

  it('an error answer keeps the server’s words', () => {
    const error = { status: 'error', errorType: 'bad_data', error: 'parse error at char 3' };
    expect(readAnswer(Buffer.from(JSON.stringify(error)))).toEqual({
      errorType: 'bad_data',
      error: 'parse error at char 3',
    });
  });

  it('an answer cut off anywhere is damaged, never a shorter answer', () => {
    const whole = JSON.stringify(
      matrix(
        [
          {
            metric: { a: 'b\n' },
            values: [
              [1_700_000_000, '1.25'],
              [1_700_000_300, 'NaN'],
            ],
          },
        ],
        { warnings: ['w'] },
      ),
    );
    for (let length = 0; length < whole.length; length += 1)
      expect(() => readAnswer(Buffer.from(whole.slice(0, length))), String(length)).toThrow(DamagedJson);
  });

  it('a mangled answer is read or damaged, nothing else', () => {
    const whole = JSON.stringify(
      matrix([
        {
          metric: { a: 'b' },
          values: [
            [1_700_000_000, '1.25'],
            [1_700_000_300, '3'],
          ],
        },
      ]),
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        try {
          readAnswer(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedJson);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a page of HTML is damaged', () => {
    expect(() => readAnswer(Buffer.from('<!doctype html><title>Log in</title>'))).toThrow(DamagedJson);
  });
});

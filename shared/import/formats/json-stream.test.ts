import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemList } from '../problem-list.ts';
import { metrics, refusal, samplesOf } from '../read-text.fixture.ts';
import { JsonStream } from './json-stream.ts';

function found(text: string, paths: readonly string[], chunk: number) {
  const values: unknown[] = [];
  const places: string[] = [];
  const problems = new ProblemList('x.json', 10);
  const stream = new JsonStream(problems, paths, (value, place) => {
    values.push(value);
    places.push(place.text());
  });
  for (let at = 0; at < text.length; at += chunk) stream.push(text.slice(at, at + chunk));
  return { ok: stream.end(), values, places, problems: problems.refusals };
}

describe('JsonStream', () => {
  it('gives what JSON.parse gives, cut into whatever pieces', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (value, chunk) => {
        const text = JSON.stringify({ value });
        expect(found(text, ['$.*'], chunk)).toMatchObject({ ok: true, values: [JSON.parse(text).value] });
      }),
    );
  });

  it('tells where a value stands', () => {
    const text = '{"data":{"result":[{"metric":{"a":"b"},"values":[[1,"2"],[3,"4"]]},{"metric":{}}]}}';
    const { places } = found(text, ['$.data.result.*.values.*', '$.data.result.*.metric'], 7);
    expect(places).toEqual([
      'data.result[0].metric',
      'data.result[0].values[0]',
      'data.result[0].values[1]',
      'data.result[1].metric',
    ]);
  });

  it.each([
    '{"a":1,}',
    '{"a":tru',
    '[1 2]',
    '{"a":"\\x"}',
    '{"a":1} x',
    '{"a":01}',
    '',
    '{"a":',
    '[1,]',
    '{"a":[1,]}',
  ])('refuses %j, with line and column', (text) => {
    for (const chunk of [1, 100]) {
      const { ok, problems } = found(text, ['$.*'], chunk);
      expect(ok).toBe(false);
      expect(problems[0]).toMatchObject({ file: 'x.json', line: 1 });
    }
  });

  it('refuses a mistake deep in a large document by the last value before it', () => {
    const points = Array.from({ length: 400_000 }, (_, i) => `[${i},"1"]`).join(',');
    const { ok, problems } = found(`{"v":[${points} 7]}`, ['$.v.*'], 1 << 20);
    expect(ok).toBe(false);
    expect(problems[0]).toMatchObject({
      path: 'v[399999]',
      message: expect.stringContaining('not valid JSON'),
    });
  });
});

describe('a Prometheus answer', () => {
  const answer = (series: string): string =>
    `{"status":"success","data":{"resultType":"matrix","result":[${series}]}}`;

  it('is read the same with labels behind the values', () => {
    const before = answer('{"metric":{"host":"a"},"values":[[1767225600,"1"],[1767225660,"2"]]}');
    const behind = answer('{"values":[[1767225600,"1"],[1767225660,"2"]],"metric":{"host":"a"}}');
    expect(samplesOf(metrics(behind))).toEqual(samplesOf(metrics(before)));
  });

  it('rejects native histograms and series without labels by their place', () => {
    const good = '{"metric":{"host":"a"},"values":[[1767225600,"1"]]}';
    const outcome = metrics(
      answer(
        `${good},{"values":[[1767225600,"1"]]},{"metric":{"host":"b"},"histograms":[[1,{"count":"1"}]]}`,
      ),
    );
    expect(outcome.rejected.map(({ path }) => path)).toEqual([
      'data.result[1]',
      'data.result[2].histograms[0]',
    ]);
  });

  it('with an error, or of a kind that holds no series, is refused', () => {
    expect(
      refusal('{"status":"error","errorType":"bad_data","error":"parse error"}').problems[0]?.message,
    ).toContain('parse error');
    const scalar = '{"status":"success","data":{"resultType":"scalar","result":[1767225600,"1"]}}';
    expect(refusal(scalar).problems[0]).toMatchObject({ path: 'data.resultType', value: 'scalar' });
  });
});

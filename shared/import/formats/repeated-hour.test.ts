import { describe, expect, it } from 'vitest';
import { metrics, samplesOf } from '../read-text.fixture.ts';

const zone = { timeZone: 'Europe/Berlin' };
const HEAD = 'timestamp,entity,metric,value\n';
/** In Berlin the clock went back from 03:00 to 02:00 on 25 October 2026: 02:00 is 00:00Z, then 01:00Z. */
const row = (time: string, entity: string, value: number): string =>
  `2026-10-25 ${time}:00,${entity},iops,${value}\n`;
const timesOf = (text: string, entity = 'a') =>
  samplesOf(metrics(text, zone))[`${entity} iops`]?.map(([time, value]) => [time.slice(11, 16), value]);

describe('local times in the hour that a clock change repeats', () => {
  it('rising: the second pass begins where stamps fall back', () => {
    const times = ['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'];
    const text = HEAD + times.map((time, i) => row(time, 'a', i)).join('');
    expect(timesOf(text)).toEqual([
      ['23:30', 0],
      ['00:00', 1],
      ['00:30', 2],
      ['01:00', 3],
      ['01:30', 4],
      ['02:00', 5],
    ]);
  });

  it('rising by whole hours: a stamp that stands twice', () => {
    const text = HEAD + ['01:00', '02:00', '02:00', '03:00'].map((time, i) => row(time, 'a', i)).join('');
    expect(timesOf(text)?.map(([time]) => time)).toEqual(['23:00', '00:00', '01:00', '02:00']);
  });

  it('falling: the second pass comes first', () => {
    const times = ['03:00', '02:30', '02:00', '02:30', '02:00', '01:30'];
    const text = HEAD + times.map((time, i) => row(time, 'a', i)).join('');
    expect(timesOf(text)?.map(([time]) => time)).toEqual([
      '02:00',
      '01:30',
      '01:00',
      '00:30',
      '00:00',
      '23:30',
    ]);
  });

  it('each series by its own order, in files that take the series in turn', () => {
    const times = ['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'];
    const text = HEAD + times.map((time, i) => row(time, 'a', i) + row(time, 'b', i)).join('');
    expect(timesOf(text, 'b')).toEqual(timesOf(text, 'a'));
    expect(timesOf(text, 'b')?.[3]).toEqual(['01:00', 3]);
    expect(metrics(text, zone).notes.join(' ')).toContain(
      '8 times fall into an hour that a clock change repeats',
    );
  });

  it('quoted cells are read alike', () => {
    const plain = HEAD + ['02:00', '02:30', '02:00'].map((time, i) => row(time, 'a', i)).join('');
    const quoted = plain.replaceAll('iops', '"iops"');
    expect(samplesOf(metrics(quoted, zone))).toEqual(samplesOf(metrics(plain, zone)));
  });

  it('an hour that is skipped is moved behind the change, and said', () => {
    const outcome = metrics(`${HEAD}2026-03-29 02:30:00,a,iops,1\n`, zone);
    expect(samplesOf(outcome)['a iops']?.[0]?.[0]).toBe('2026-03-29T01:30:00.000Z');
    expect(outcome.notes.join(' ')).toContain('skips');
  });
});

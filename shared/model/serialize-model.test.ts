import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelArbitrary } from './model.arbitrary.ts';
import { parseModel, parseModelText } from './parse-model.ts';
import { serializeModel } from './serialize-model.ts';

describe('serializeModel', () => {
  it('is read back as the same model, also through text', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        const text = JSON.stringify(serializeModel(model));
        expect(parseModelText(text)).toEqual({ ok: true, value: model });
      }),
      { numRuns: 300 },
    );
  });

  it('is canonical: what it writes, parsed and written again, is the same text', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        const once = JSON.stringify(serializeModel(model));
        const parsed = parseModelText(once);
        expect(parsed.ok && JSON.stringify(serializeModel(parsed.value))).toBe(once);
      }),
    );
  });

  it('leaves out defaults, what is not measured, empty lists and the cluster a host implies', () => {
    const document = {
      schema: 'headroom.model/v1',
      asOf: '2026-03-31T00:00:00Z',
      regions: [{ id: 'r' }],
      clusters: [{ id: 'c', region: 'r' }],
      hosts: [{ id: 'h', cluster: 'c', cpuCores: 8, used: { iops: 0 } }],
      flavors: [{ id: 'f' }],
      microvms: [
        { id: 'v', host: 'h', flavor: 'f' },
        { id: 'w', cluster: 'c', flavor: 'f', count: 2 },
      ],
    };
    const verbose = {
      ...document,
      name: null,
      skus: [],
      hosts: [
        { ...document.hosts[0], state: 'schedulable', memoryBytes: null, systemReservedMemoryBytes: 0 },
      ],
      microvms: [
        { id: 'v', host: 'h', cluster: 'c', flavor: 'f', maxPerHost: 1, count: 1 },
        document.microvms[1],
      ],
    };
    const parsed = parseModel(verbose);
    expect(parsed.ok && serializeModel(parsed.value)).toEqual(document);
  });
});

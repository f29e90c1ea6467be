import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMULAS } from '../../../shared/explain/formulas.ts';
import { entryOfNode } from '../../../shared/help/formula-entry.ts';
import { groupOf, groupedEntries } from '../../../shared/help/formula-groups.ts';
import { MENU_FACTS } from '../../../shared/ipc/menu-commands.ts';
import { inRoot } from '../../setup/places.mjs';
import { docstringOf } from './docstring.ts';
import { formulaBook } from './formula-book.ts';

const book = formulaBook(inRoot());
const entry = (id: string) => book.entries.find((candidate) => candidate.id === id);

describe('the formulas of the help', () => {
  it('are the words of the engine’s own docstrings', () => {
    const reconnect = entry('shared/transients/edge-reconnect.ts#edgeReconnect');
    expect(reconnect?.title).toBe('Edge reconnect');
    expect(reconnect?.section).toBe(7);
    expect(reconnect?.text).toContain(
      'seconds = max over survivors of share × lost ÷ new connections per second; 0 if nothing was lost',
    );
    expect(reconnect?.text).not.toContain('MODEL.md');
  });

  it('are the steps the engine’s own derivations are made of', () => {
    const steps = entry('shared/events/edge-flap.ts#edgeFlap')?.steps ?? [];
    expect(steps.map(({ label, words }) => `${label} = ${words}`)).toContain(
      'Dropped per hour = connections × seconds of an hour ÷ period',
    );
    const places = entry('shared/assess/compute-fit.ts#leftNode')?.steps ?? [];
    expect(places.map(({ words }) => words)).toContain('available − reserved');
  });

  it('say each how it is computed: a derivation without a docstring would stand in the help without a word', () => {
    const silent = book.entries.filter(({ text }) => text === '').map(({ id }) => id);
    expect(silent).toEqual([]);
    expect(book.operations.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
  });

  it('stand at the line they name', () => {
    for (const { id, file, line, steps } of book.entries) {
      const lines = readFileSync(inRoot(file), 'utf8').split('\n');
      const name = id.slice(id.indexOf('#') + 1);
      expect(lines[line - 1], id).toContain(name);
      for (const step of steps)
        expect(lines[step.line - 1], `${id} ${step.label}`).toMatch(/derived|sum\w*Node/);
    }
  });

  it('name operations that exist, and list every operation with its code', () => {
    expect(book.operations.map(({ name }) => name)).toEqual(Object.keys(FORMULAS));
    for (const { steps } of book.entries)
      for (const { operation } of steps) expect(Object.keys(FORMULAS)).toContain(operation);
    expect(book.operations.find(({ name }) => name === 'a − b')?.code).toBe('of2((a, b) => a - b)');
  });

  it('are each under one heading that leads to screens there are', () => {
    const commands = new Set<string>(MENU_FACTS.map(({ command }) => command));
    for (const { file } of book.entries) {
      expect(existsSync(inRoot(file))).toBe(true);
      for (const command of groupOf(file)?.seen ?? ['no group']) expect(commands, file).toContain(command);
    }
    const grouped = groupedEntries(book.entries);
    expect(grouped.flatMap(({ entries }) => entries)).toHaveLength(book.entries.length);
    expect(grouped.length).toBeGreaterThan(9);
  });

  it('are found from a node of a derivation, names and numbers in its label or not', () => {
    const found = (label: string, formula: string) => entryOfNode(book.entries, { label, formula })?.id;
    expect(found('Outage', 'sum of inputs')).toBe('shared/transients/failover-explain.ts#failoverNodes');
    expect(found('Line on 3 May', 'a + b × c')).toBe('shared/timeline/forecast-explain.ts#lineNode');
    expect(found('Headroom', '1 − demand ÷ available')).toBe('shared/assess/node-row.ts#shownRatio');
    expect(found('Outage', 'a − b')).toBeUndefined();
    expect(found('something else', 'sum of inputs')).toBeUndefined();
  });
});

describe('a docstring as text', () => {
  it('keeps paragraphs and points, and leaves out what is for readers of the source', () => {
    const comment = `*
 * First line (MODEL.md section 7, x) goes
 * on, see {@link other}.
 *
 * - one
 * - two
 `;
    expect(docstringOf(comment)).toEqual({
      text: 'First line goes on, see `other`.\n\n- one\n- two',
      section: 7,
    });
  });
});

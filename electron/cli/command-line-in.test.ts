import { describe, expect, it } from 'vitest';
import { commandLineIn } from './command-line-in.ts';

const commands = new Set(['assess', 'plan']);

describe('commandLineIn', () => {
  it('finds a command by its name behind switches of Chromium, and takes all that follows', () => {
    expect(commandLineIn(['assess', '--model', 'm.json'], commands)).toEqual(['assess', '--model', 'm.json']);
    expect(commandLineIn(['--no-sandbox', '--user-data-dir=/x', 'plan', '--json'], commands)).toEqual([
      'plan',
      '--json',
    ]);
    expect(commandLineIn(['--help'], commands)).toEqual(['--help']);
  });

  it('leaves the window what is its own: no arguments, files, paths that are called like a command', () => {
    for (const args of [
      [],
      ['--no-sandbox'],
      ['W.headroom'],
      ['--sample'],
      ['./plan'],
      ['W.headroom', 'plan'],
    ]) {
      expect(commandLineIn(args, commands), args.join(' ')).toBeNull();
    }
  });

  it('--cli says so outright, also where no command is known by name', () => {
    expect(commandLineIn(['.', '--cli', 'assess'], new Set())).toEqual(['assess']);
    expect(commandLineIn(['--cli'], commands)).toEqual([]);
    expect(commandLineIn(['--cli', 'no-such'], commands)).toEqual(['no-such']);
    expect(commandLineIn(['assess'], new Set())).toBeNull();
  });
});

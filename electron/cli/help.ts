import type { Command } from './command.ts';
import { COMMANDS } from './command-list.ts';

function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

/** `headroom --help`. */
export function generalHelp(): string {
  return `headroom — capacity of regions of hosts: what is left, what breaks first

Usage: headroom COMMAND [OPTIONS]

Commands:
${aligned(COMMANDS.map((command) => [command.name, command.summary]))}

headroom COMMAND --help explains one command. Results go to standard output, messages to standard error.
Exit codes: 0 done, 1 a target is missed (with --check), 2 bad usage or bad input, 3 internal error.
`;
}

/** `headroom COMMAND --help`. */
export function commandHelp(command: Command): string {
  const options = Object.entries(command.options).map(([name, spec]): [string, string] => [
    spec.type === 'string' ? `--${name} ${spec.value ?? 'VALUE'}` : `--${name}`,
    spec.help,
  ]);
  return `headroom ${command.name} — ${command.summary}

Usage: headroom ${command.name} ${command.usage}

Options:
${aligned(options)}
`;
}

import { COMMANDS } from '../../electron/cli/command-list.ts';
import { commandHelp, generalHelp } from '../../electron/cli/help.ts';

/** docs/command-line.md: what `--help` prints, from the same table. */
export function commandLinePage(): string {
  return [
    '# Command line',
    '',
    '<!-- Written from electron/cli/command-list.ts by scripts/docs/pages.test.ts; `npx vitest run scripts/docs -u` renews it. -->',
    '',
    'In a checkout `npm run --silent headroom -- COMMAND`; the packaged application takes the same commands: `headroom COMMAND`.',
    '',
    '```text',
    generalHelp().trimEnd(),
    '```',
    '',
    ...COMMANDS.flatMap((command) => [
      `## ${command.name}`,
      '',
      '```text',
      commandHelp(command).trimEnd(),
      '```',
      '',
    ]),
  ].join('\n');
}

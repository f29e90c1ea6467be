/** Switches for Chromium that may stand before the command, as a packaged build under test or as root needs them. */
const CHROMIUM = /^--(no-sandbox|disable-|enable-|log-level=|user-data-dir=|lang=|force-)/;
const HELP = new Set(['--help', '-h', 'help']);

/**
 * The command line in the arguments of the application, or `null` when they ask for the window. `--cli` says so outright;
 * a packaged build also knows its commands by name, so that `headroom assess …` does what it does from a checkout. A file
 * of that very name is opened by writing a path to it (`./plan`).
 * @param args what stands behind the executable
 * @param commands names of the commands; empty where only `--cli` counts (unpackaged, the first word is the application)
 */
export function commandLineIn(
  args: readonly string[],
  commands: ReadonlySet<string>,
): readonly string[] | null {
  const marked = args.indexOf('--cli');
  if (marked >= 0) return args.slice(marked + 1);
  if (commands.size === 0) return null;
  const at = args.findIndex((arg) => !CHROMIUM.test(arg));
  const word = args[at];
  if (word === undefined) return null;
  return commands.has(word) || HELP.has(word) ? args.slice(at) : null;
}

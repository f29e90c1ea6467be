// A Prometheus server and promtool for tests and benches: those on the PATH, else the ones in Debian's package, unpacked
// into the per-user cache without installing anything, so that no service is started and no root is needed.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inUserCache } from './places.mjs';
import { attempt, hasProgram, SetupError, tail } from './run.mjs';
import { withScratchBeside } from './scratch.mjs';
import { inTurn } from './turn.mjs';

const cached = () => inUserCache(`prometheus-${process.arch}`);

/** Paths of `{ server, promtool }`, or `null` where there are none; then what needs them is skipped and says so. */
export function prometheusPrograms() {
  const [server, promtool] = ['prometheus', 'promtool'].map((name) => join(cached(), 'usr', 'bin', name));
  if (existsSync(server) && existsSync(promtool)) return { server, promtool };
  if (hasProgram('prometheus') && hasProgram('promtool'))
    return { server: 'prometheus', promtool: 'promtool' };
  return null;
}

/**
 * Gets them where they are not there yet. A machine that cannot have them (not Debian or Ubuntu, no package mirror) gets
 * a line that says what is skipped; where `CI` is set on Debian that is a failure, since there they must be tested with.
 */
export async function installPrometheus(say) {
  if (prometheusPrograms() !== null) return;
  if (!hasProgram('apt-get') || !hasProgram('dpkg-deb')) {
    say('Tests against a real Prometheus are skipped: put prometheus and promtool on the PATH to run them.');
    return;
  }
  const refusal = await inTurn(`${cached()}.turn`, say, () => fetchUnlessThere(say));
  if (refusal === null) return;
  const message = `Prometheus could not be had from the Debian packages:\n${tail(refusal, 4)}`;
  if (process.env.CI) throw new SetupError(message);
  say(`${message}\nTests against a real Prometheus are skipped.`);
}

/** What went wrong, or `null`. Made beside its place and moved there, so that nobody finds half of it. */
async function fetchUnlessThere(say) {
  if (prometheusPrograms() !== null) return null;
  say('Fetching Prometheus from the Debian packages for the tests (19 MB, once) ...');
  return withScratchBeside(cached(), (scratch) => {
    const downloaded = download(scratch);
    const deb = readdirSync(scratch).find((name) => name.endsWith('.deb'));
    if (deb === undefined) return downloaded.output;
    const folder = join(scratch, 'unpacked');
    const unpacked = attempt('dpkg-deb', ['-x', join(scratch, deb), folder]);
    if (unpacked.status !== 0) return unpacked.output;
    const probe = attempt(join(folder, 'usr', 'bin', 'prometheus'), ['--version']);
    if (probe.status !== 0) return probe.output;
    rmSync(cached(), { recursive: true, force: true });
    renameSync(folder, cached());
    return null;
  });
}

/**
 * By the package lists of the system; where it has none (a fresh container) or old ones, by lists fetched into a folder
 * of our own, which needs no root either.
 */
function download(scratch) {
  const apt = (options, ...args) => attempt('apt-get', ['-qq', ...options, ...args], { cwd: scratch });
  const first = apt([], 'download', 'prometheus');
  if (first.status === 0) return first;
  for (const part of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(scratch, part), { recursive: true });
  const own = [
    '-o',
    `Dir::State::Lists=${join(scratch, 'lists')}`,
    '-o',
    `Dir::Cache=${join(scratch, 'cache')}`,
    '-o',
    'APT::Sandbox::User=', // root would otherwise become _apt, who may not write here
  ];
  const update = apt(own, 'update');
  const second = apt(own, 'download', 'prometheus');
  return second.status === 0 ? second : { ...second, output: update.output + second.output };
}

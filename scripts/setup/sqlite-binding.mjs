// Makes better-sqlite3 load in Node and in Electron. Its prebuilt binding wants Node-API 10 (Node 22.14 on) and
// crashes the process on older ones, so each is asked in a child process. One build from source serves both.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inPackages, inUserCache } from './places.mjs';
import { attempt, run, SetupError, tail } from './run.mjs';
import { installCompiler } from './system-libraries.mjs';

const folder = (...parts) => inPackages('better-sqlite3', ...parts);
const binding = () => folder('build', 'Release', 'better_sqlite3.node');

/** Does it open a database in this runtime (Node, or Electron run as Node)? */
function loadsIn(executable) {
  const code = `const D=require(${JSON.stringify(folder())});process.exit(new D(':memory:').prepare('select 7 n').get().n-7)`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return attempt(executable, ['-e', code], { env, stdio: 'ignore' }).status === 0;
}

/** executables: the runtimes that must be able to load it, Node first. */
export async function makeSqliteLoadable(executables, say) {
  const failing = () => executables.filter((executable) => !loadsIn(executable));
  if (failing().length === 0) return;
  const cached = inUserCache(cacheName());
  if (existsSync(cached)) {
    copyInto(cached, binding());
    if (failing().length === 0) return;
  }
  await buildFromSource(say);
  const still = failing();
  if (still.length > 0)
    throw new SetupError(`better-sqlite3 was built but does not load in ${still.join(' and ')}.`);
  copyInto(binding(), cached);
}

function cacheName() {
  const { version } = JSON.parse(readFileSync(folder('package.json'), 'utf8'));
  /** @type {{ header?: { glibcVersionRuntime?: string } }} */
  const { header } = process.report.getReport();
  const libc = process.platform === 'linux' && !header?.glibcVersionRuntime ? 'musl' : '';
  return join('better-sqlite3', `${version}-napi9-${process.platform}${libc}-${process.arch}.node`);
}

/** Written beside its place and moved there, so that a run in another checkout never sees half a file. */
function copyInto(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, `${to}.${process.pid}`);
  renameSync(`${to}.${process.pid}`, to);
}

async function buildFromSource(say) {
  installCompiler(say);
  say('Building better-sqlite3 for this Node (about 90 s, once) ...');
  const args = [
    inPackages('node-gyp', 'bin', 'node-gyp.js'),
    'rebuild',
    '--release',
    '--force_build=1',
    '-j',
    '2',
  ];
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, 'include', 'node', 'node_api.h'))) args.push(`--nodedir=${prefix}`); // no download
  const flags =
    '-w -UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';
  const done = await run(process.execPath, args, { cwd: folder(), env: { ...process.env, CXXFLAGS: flags } });
  if (done.status !== 0) {
    throw new SetupError(
      `better-sqlite3 could not be built:\n${tail(done.output)}\n` +
        'It needs a C++ compiler, make and Python 3. With Node 22.14 or newer no build is needed at all.',
    );
  }
  for (const rest of ['obj.target', 'obj', '.deps', 'test_extension.node']) {
    rmSync(folder('build', 'Release', rest), { recursive: true, force: true });
  }
}

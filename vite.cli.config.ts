import { join } from 'node:path';
import { defineConfig } from 'vite';
import { workerEntries } from './scripts/build/worker-entries.ts';

const here = (path: string): string => join(import.meta.dirname, path);

// The command line for plain Node: the same engine and stores as the window, without Electron.
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3', 'highs'] },
  build: {
    ssr: true,
    outDir: here('out/cli'),
    target: 'node20',
    minify: false,
    rolldownOptions: {
      external: ['better-sqlite3', 'highs'],
      input: { headroom: here('electron/cli/main.ts'), ...workerEntries(import.meta.dirname) },
      // Flat, so that import.meta.dirname is the same folder in every chunk; `workers/` lies beside them.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

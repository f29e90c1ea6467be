import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { join } from 'node:path';
import { formulaPlugin } from './scripts/build/formulas/formula-plugin.ts';
import { licenceList } from './scripts/build/licences.ts';
import { notePackages } from './scripts/build/shipped-packages.ts';
import { moduleList } from './scripts/build/module-list.ts';
import { workerEntries } from './scripts/build/worker-entries.ts';

// Targets are written out because electron-vite would take them from the installed electron package, while
// everything must also run on the oldest runtime we develop on (Electron 33: Node 20.18, Chromium 130).
// Only better-sqlite3 and highs stay outside the bundles: they bring files of their own (native code, WebAssembly).
const here = (path: string): string => join(import.meta.dirname, path);

const native = ['better-sqlite3', 'highs'];
/** Which packages each bundle is made of, for the list of licences. */
const noted = (bundle: string) => notePackages(here(`out/packages/${bundle}`));

/** What is read at the start is looked at by `scripts/checks/start-bundle.mjs`. */
const modulesOf = (part: string) => moduleList(here(`out/modules/${part}.json`), import.meta.dirname);

export default defineConfig({
  main: {
    plugins: [noted('main'), modulesOf('main')],
    build: {
      outDir: here('out/main'),
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        external: native,
        input: { entry: here('electron/entry.ts'), ...workerEntries(import.meta.dirname) },
        // Shared chunks lie beside main.js, so that import.meta.dirname means the same folder in all of them.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [noted('preload')],
    build: {
      outDir: here('out/preload'),
      target: 'node20',
      externalizeDeps: false, // a sandboxed preload cannot require() packages
      rolldownOptions: {
        input: { preload: here('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }, // and must be one CommonJS file
      },
    },
  },
  renderer: {
    root: here('renderer'),
    build: {
      outDir: here('out/renderer'),
      target: 'chrome130',
      minify: true, // a third of the bytes to read and parse before the first screen
      modulePreload: { polyfill: false },
      rolldownOptions: { input: here('renderer/index.html') },
    },
    plugins: [
      react(),
      formulaPlugin(import.meta.dirname),
      noted('renderer'),
      modulesOf('renderer'),
      licenceList(import.meta.dirname),
    ],
  },
});

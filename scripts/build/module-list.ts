import type { Plugin } from 'vite';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** One file of a bundle: what it loads at once, what it loads when asked, and which sources are in it. */
export interface ChunkEntry {
  /** Name of the entry it is, or `null` for a part several share. */
  readonly entry: string | null;
  readonly bytes: number;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  /** Bytes in the chunk by source file, relative to the checkout. */
  readonly modules: Readonly<Record<string, number>>;
}

/**
 * Writes which sources went into which file of a bundle, so that a check can say what is read at the start. Outside the
 * bundle: it is no part of the application.
 */
export function moduleList(file: string, root: string): Plugin {
  return {
    name: 'module-list',
    writeBundle(_options, bundle) {
      const chunks: Record<string, ChunkEntry> = {};
      for (const [name, output] of Object.entries(bundle)) {
        if (output.type !== 'chunk') continue;
        chunks[name] = {
          entry: output.isEntry ? output.name : null,
          bytes: Buffer.byteLength(output.code),
          imports: output.imports,
          dynamicImports: output.dynamicImports,
          modules: Object.fromEntries(
            Object.entries(output.modules).map(([id, { renderedLength }]) => [
              relative(root, id.replace(/^\0/, '')),
              renderedLength,
            ]),
          ),
        };
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(chunks, null, 1)}\n`);
    },
  };
}

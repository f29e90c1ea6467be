import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The part of a bundle this needs, the same for every bundler of the family. */
type Bundle = Readonly<Record<string, { readonly moduleIds?: readonly string[] }>>;

/** The folder of the package a module belongs to, also one inside another package's folder; `null`: our own module. */
export function packageFolder(moduleId: string): string | null {
  const path = moduleId
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/');
  const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  return found?.[1] ?? null;
}

/**
 * Notes which packages a bundle is made of: one folder a line in `file`, those of every bundle of that build. What the
 * licences shown in the application are made of (`licences.mjs`).
 */
export function notePackages(file: string): {
  readonly name: string;
  buildStart(): void;
  generateBundle(options: unknown, bundle: Bundle): void;
} {
  const folders = new Set<string>();
  return {
    name: 'note-packages',
    buildStart: () => folders.clear(),
    generateBundle(_options, bundle) {
      for (const { moduleIds = [] } of Object.values(bundle))
        for (const id of moduleIds) {
          const folder = packageFolder(id);
          if (folder !== null) folders.add(folder);
        }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, [...folders].sort().join('\n'));
    },
  };
}

/** Folders noted by earlier builds. */
export const notedPackages = (folder: string, builds: readonly string[]): readonly string[] => [
  ...new Set(builds.flatMap((build) => readFileSync(join(folder, build), 'utf8').split('\n'))),
];

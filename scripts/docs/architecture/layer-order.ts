import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Rule {
  readonly name: string;
  readonly to: { readonly pathNot?: string | readonly string[] };
}

/** The folders of shared/ from the lowest up, out of the rule that refuses any other (`.dependency-cruiser.cjs`). */
export function layerOrder(root: string): readonly string[] {
  const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
    readonly forbidden: readonly Rule[];
  };
  const rule = forbidden.find(({ name }) => name === 'shared-folder-in-order');
  const [pattern = ''] = [rule?.to.pathNot ?? ''].flat();
  const names = /^\^shared\/\((.+)\)\(/.exec(pattern)?.[1];
  if (names === undefined) throw new Error('the rule of the layers reads otherwise than it did');
  return names.replaceAll('\\', '').split('|');
}

import { Fragment } from 'react';

/** A path that breaks after its folders, never inside a name. */
export function FilePath({ path }: { readonly path: string }) {
  return path.split('/').map((part, at) => (
    <Fragment key={`${at} ${part}`}>
      {at === 0 ? null : (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}

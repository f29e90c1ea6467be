import { useState } from 'react';

/** True from the first time something was wanted: what was drawn once stays, so that it can close in its own way. */
export function useOnceWanted(isWanted: boolean): boolean {
  const [was, setWas] = useState(isWanted);
  if (isWanted && !was) setWas(true);
  return was || isWanted;
}

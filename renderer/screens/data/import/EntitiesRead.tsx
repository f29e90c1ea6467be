import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
import { withKey } from '../../../../shared/view/mapping-roles.ts';
import { Button } from '../../../components/Button.tsx';
import { Mark } from '../../../components/Status.tsx';
import { correctMapping } from '../../../state/import-reading.ts';
import { baseMapping } from './base-mapping.ts';

const SHOWN = 6;

function matchSentence(matched: number, entities: number): string {
  if (entities === 1)
    return matched === 1
      ? 'Its entity is in the inventory.'
      : 'Its entity is not in the inventory: it is kept and charted, and feeds no limit.';
  if (matched === entities) return `All ${formatInteger(entities)} entities are in the inventory.`;
  const known = `${formatInteger(matched)} of ${formatInteger(entities)} entities are in the inventory.`;
  return `${known} The others are kept and charted, and feed no limit: `;
}

/** Entities of the file against the inventory: who is known, who is not, and the pattern that would help. */
export function EntitiesRead({ preview }: { readonly preview: FilePreview }) {
  const { match, entityCount } = preview;
  if (match === null || entityCount === 0) return null;
  const { matched, unmatched, unmatchedCount, suggestion } = match;
  const base = baseMapping(preview);
  return (
    <div className="entities-read">
      <p>
        <Mark mark={unmatchedCount === 0 ? 'ok' : 'unknown'} />
        <span>
          {matchSentence(matched, entityCount)}
          {entityCount === 1 || unmatchedCount === 0 ? null : (
            <span className="mono">{unmatched.slice(0, SHOWN).join(', ')}</span>
          )}
          {entityCount > 1 && unmatchedCount > SHOWN
            ? ` and ${formatInteger(unmatchedCount - SHOWN)} more`
            : null}
        </span>
      </p>
      {suggestion === null || base === null ? null : (
        <Button
          small
          hint={`Entity pattern ${suggestion.pattern}`}
          onPress={() => correctMapping(preview, withKey(base, 'entityPattern', suggestion.pattern))}
        >
          Match {formatInteger(suggestion.matched)} of {formatInteger(entityCount)} by name pattern
        </Button>
      )}
    </div>
  );
}

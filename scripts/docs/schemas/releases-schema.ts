import { FEED_BOUNDS, NOTE, PAGE } from '../../../shared/releases/release-feed.ts';
import { RELEASED_VERSION } from '../../../shared/releases/version.ts';
import { DIALECT, type JsonSchema } from './json-schema.ts';

const INSTANT = {
  type: 'string',
  pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$`,
};

const RELEASE: JsonSchema = {
  type: 'object',
  properties: {
    version: { description: 'Three whole numbers.', type: 'string', pattern: RELEASED_VERSION.source },
    publishedOn: {
      description: 'The day since which it can be had.',
      type: 'string',
      pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
    },
    notes: {
      description: 'What changed, one line each, plain text: markup is shown as it is written.',
      type: 'array',
      maxItems: FEED_BOUNDS.notes,
      items: { type: 'string', minLength: 1, maxLength: FEED_BOUNDS.noteLength, pattern: NOTE.source },
    },
    page: {
      description: 'The page that has it, for the browser.',
      type: 'string',
      maxLength: FEED_BOUNDS.pageLength,
      pattern: PAGE.source,
    },
  },
  required: ['version', 'publishedOn', 'notes', 'page'],
  additionalProperties: false,
};

/** `headroom.releases/v1`: what is signed and published for the check for updates. */
export function releasesSchema(): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'headroom.releases/v1',
    description: 'Read after its signature was verified; docs/release.md says how it is signed.',
    type: 'object',
    properties: {
      schema: { const: 'headroom.releases/v1' },
      issuedAt: {
        description: 'When this was said. A feed issued before one that was seen is refused.',
        ...INSTANT,
      },
      expiresAt: { description: 'Until when it holds; after issuedAt.', ...INSTANT },
      releases: {
        description: 'In any order, no version twice.',
        type: 'array',
        minItems: 1,
        maxItems: FEED_BOUNDS.releases,
        items: RELEASE,
      },
    },
    required: ['schema', 'issuedAt', 'expiresAt', 'releases'],
    additionalProperties: false,
  };
}

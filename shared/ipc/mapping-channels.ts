import * as v from 'valibot';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';

/** `headroom.mapping/v1` as JSON; checked where it is used. */
export type MappingDocument = Readonly<Record<string, unknown>>;

/** A mapping and what it is remembered by. */
export interface KnownMapping {
  /** See `mappingKey` in shared/import. */
  readonly key: string;
  readonly mapping: MappingDocument;
  /** Name of the file it was last given for. */
  readonly file: string;
  readonly savedAtMs: number;
}

export const mappingKeySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
export const mappingDocumentSchema = v.record(v.string(), v.unknown());

export const mappingChannels = {
  /** Newest first. */
  'mapping:list': returns<readonly KnownMapping[]>()(nothing, ['no-workspace']),
  'mapping:forget': returns<null>()(v.strictObject({ key: mappingKeySchema }), ['no-workspace', 'read-only']),
  /** Save-file dialog; `null` when it was closed. */
  'mapping:save': returns<{ readonly displayPath: string } | null>()(
    v.strictObject({ mapping: mappingDocumentSchema, name: v.pipe(v.string(), v.maxLength(200)) }),
    ['bad-input'],
  ),
  /** Open-file dialog for a mapping document; `null` when it was closed. */
  'mapping:load': returns<MappingDocument | null>()(nothing, ['bad-input', 'not-found']),
};

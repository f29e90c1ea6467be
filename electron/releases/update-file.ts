import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

const fileSchema = v.strictObject({
  isOn: v.boolean(),
  address: v.string(),
  key: v.string(),
  /** When the newest feed was issued that was taken, ms since the epoch, by fingerprint of its key. */
  seen: v.record(v.string(), v.number()),
});
export type UpdateFileContent = v.InferOutput<typeof fileSchema>;

/** What a person set about updates, in `updates.json` of the user's data folder. A damaged file counts as none: switched off. */
export class UpdateFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** `null`: nothing was ever set. */
  read(): UpdateFileContent | null {
    try {
      return v.parse(fileSchema, JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Written beside and renamed over, so that a crash leaves the old file or the new one. */
  write(content: UpdateFileContent): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const beside = `${this.#file}.${process.pid}.tmp`;
    writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`);
    renameSync(beside, this.#file);
  }
}

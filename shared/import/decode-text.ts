/** The runtime's decoder; declared here because `shared/` is compiled without the types of a browser or of Node. */
interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: new (label: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => Decoder;

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What the first bytes say about a file that is not text, by its magic number. `null`: may well be text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const starts = (...magic: number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'zip (or a spreadsheet such as .xlsx)';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (starts(0x53, 0x51, 0x4c, 0x69, 0x74, 0x65))
    return 'SQLite (a Headroom workspace is opened, not imported)';
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'Parquet';
  return null;
}

/**
 * Bytes to text, chunk by chunk. A byte order mark decides between UTF-8 and UTF-16. Without one it is UTF-8, until a
 * byte cannot be: if everything before was plain ASCII the file is read as Windows-1252 (a superset of Latin-1) from
 * there on, otherwise it is damaged and `push` returns `null`. Never replaces bytes silently.
 */
export class TextFeed {
  encoding: TextEncodingName = 'utf-8';
  private decoder: Decoder | null = null;
  private pending: Uint8Array = new Uint8Array(0);
  private sawMultibyte = false;

  /** The text of these bytes, together with what an earlier chunk left open. `null`: not text in any known encoding. */
  push(bytes: Uint8Array, last: boolean): string | null {
    if (this.decoder === null) {
      // A byte order mark of three bytes may be spread over tiny chunks.
      if (!last && this.pending.length + bytes.length < 3) {
        this.pending = joined(this.pending, bytes);
        return '';
      }
      const first = this.pending.length > 0 ? joined(this.pending, bytes) : bytes;
      this.pending = new Uint8Array(0);
      this.encoding = encodingOf(first);
      // A mark at the very start is taken off by whoever reads; one in the middle is a character.
      this.decoder = new TextDecoder(this.encoding, { fatal: true, ignoreBOM: true });
      return this.decode(first, last);
    }
    return this.decode(bytes, last);
  }

  private decode(bytes: Uint8Array, last: boolean): string | null {
    if (this.encoding !== 'utf-8') return this.attempt(bytes, last);
    // The decoder's own carry-over is lost when it throws, so an unfinished character is kept here instead.
    const whole = this.pending.length > 0 ? joined(this.pending, bytes) : bytes;
    const end = last ? whole.length : completeUtf8Length(whole);
    // Each piece for itself: what it leaves open is kept here, and half a character in the middle is a mistake.
    const text = this.attempt(whole.subarray(0, end), true);
    if (text !== null) {
      this.pending = whole.slice(end);
      if (text.length !== end) this.sawMultibyte = true;
      return text;
    }
    if (this.sawMultibyte || hasCharacterBeforeDamage(whole)) return null;
    this.encoding = 'windows-1252';
    this.pending = new Uint8Array(0);
    this.decoder = new TextDecoder('windows-1252', { fatal: true });
    return this.attempt(whole, last);
  }

  private attempt(bytes: Uint8Array, last: boolean): string | null {
    try {
      const text = this.decoder?.decode(bytes, { stream: !last }) ?? '';
      return text;
    } catch {
      return null;
    }
  }
}

/**
 * Whether bytes that are no UTF-8 hold a valid character of several bytes before the first mistake: then they are damaged
 * UTF-8, wherever the file was cut into chunks. (Overlong and surrogate forms count as valid here; the mistake is still one.)
 */
function hasCharacterBeforeDamage(bytes: Uint8Array): boolean {
  const lead = bytes.findIndex((byte) => byte >= 0x80);
  const byte = bytes[lead] ?? 0;
  const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
  if (lead < 0 || length === 0 || byte >= 0xf5) return false;
  const rest = bytes.subarray(lead + 1, lead + length);
  return rest.length === length - 1 && rest.every((next) => (next & 0xc0) === 0x80);
}

function encodingOf(bytes: Uint8Array): TextEncodingName {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // ASCII written as UTF-16 without a mark has a zero in every second place.
  if (bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0 && bytes[2] !== 0)
    return 'utf-16le';
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0 && bytes[3] !== 0)
    return 'utf-16be';
  return 'utf-8';
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

/** Length without a character that the end of the chunk cut in two (at most three bytes). */
function completeUtf8Length(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const byte = bytes[end - back] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? end - back : end;
    }
  }
  return end;
}

import { crc32, deflateRawSync } from 'node:zlib';

interface ZipFixtureEntry {
  readonly name: string;
  readonly content: string;
  /** Declared instead of the real size. */
  readonly declared?: number;
  readonly encrypted?: boolean;
}

/** Tests only: a zip archive by hand, so that it may lie. */
export function zipOf(...entries: readonly ZipFixtureEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared, encrypted = false } of entries) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt16LE(0x5a21, 8);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declared ?? data.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), head, Buffer.from(name), packed);
    const central = Buffer.alloc(42);
    central.writeUInt16LE(20, 0);
    head.copy(central, 2);
    central.writeUInt32LE(offset, 38);
    directory.push(Buffer.from('PK\u0001\u0002', 'latin1'), central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

// The two containers of icons, both a list of PNG files. ICO: a directory of 16 bytes per picture (Microsoft, "Icons").
// ICNS: chunks of four letters, length and PNG (the types of retina and plain sizes that take PNG).

const ICO_LARGEST = 256;
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['icp6', 64],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** pictures: PNG files by edge in pixels; those above 256 do not fit the format and are left out. */
export function icoOf(pictures) {
  const fitting = [...pictures].filter(([size]) => size <= ICO_LARGEST);
  const head = Buffer.alloc(6 + 16 * fitting.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(fitting.length, 4);
  let offset = head.length;
  for (const [index, [size, png]] of fitting.entries()) {
    const at = 6 + 16 * index;
    head[at] = size % ICO_LARGEST; // 0 means 256
    head[at + 1] = size % ICO_LARGEST;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...fitting.map(([, png]) => png)]);
}

/** pictures: PNG files by edge in pixels, all of the sizes above among them. */
export function icnsOf(pictures) {
  const chunks = ICNS_TYPES.map(([type, size]) => chunk(type, pictures.get(size)));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type, data) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}

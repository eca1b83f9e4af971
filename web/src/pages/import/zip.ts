// The parts of an office file (a ZIP archive), read in the browser; enough for a preview, no more.

/** Larger parts are not shown. */
const MOST = 32 << 20;

/** The names of the parts, and a reader of one part as text. */
export interface Parts {
  names: string[];
  text: (name: string) => Promise<string | undefined>;
}

interface Entry {
  method: number;
  packed: number;
  at: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;

/** Opens an archive; throws where the bytes are none. */
export function openZip(bytes: ArrayBuffer): Parts {
  const view = new DataView(bytes);
  let end = bytes.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("no archive");
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0 && view.getUint32(at, true) === CENTRAL; n -= 1) {
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(bytes, at + 46, length));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const text = async (name: string) => {
    const entry = entries.get(name);
    if (!entry) return undefined;
    const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
    const packed = new Blob([new Uint8Array(bytes, from, entry.packed)]);
    return entry.method === 0 ? packed.text() : inflate(packed);
  };
  return { names: [...entries.keys()], text };
}

async function inflate(packed: Blob): Promise<string> {
  const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MOST) throw new Error("too large");
    pieces.push(next.value as Uint8Array<ArrayBuffer>);
  }
  return new Blob(pieces).text();
}

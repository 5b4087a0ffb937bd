/** Pieces of a stream through a packer or an unpacker of node:zlib. */
import { Readable, type Transform } from "node:stream";

/** What comes out of the transform; an error on either side ends both. */
export async function* packed(
  source: AsyncIterable<Buffer>,
  through: Transform,
): AsyncGenerator<Buffer> {
  const from = Readable.from(source, { objectMode: false });
  from.on("error", (error) => through.destroy(error));
  try {
    for await (const piece of from.pipe(through)) yield piece as Buffer;
  } finally {
    from.destroy();
    through.destroy();
  }
}

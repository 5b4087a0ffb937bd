/** Reads a file in pieces, and notices when it is not what it was a moment ago. */
import { constants, createReadStream } from "node:fs";
import { artifactError } from "./failure.ts";

/** Large enough that the calls cost nothing, small enough that many fit in memory. */
const PIECE_BYTES = 262_144;

/** The file's bytes; exactly so many when that is given. Never follows a link. */
export async function* piecesOf(file: string, bytes?: number): AsyncGenerator<Buffer> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
  let read = 0;
  // Node's types know flags as text only; numbers are documented for every call that takes flags.
  const options = { flags: flags as unknown as string, highWaterMark: PIECE_BYTES };
  for await (const piece of createReadStream(file, options)) {
    read += (piece as Buffer).length;
    if (bytes !== undefined && read > bytes) break;
    yield piece as Buffer;
  }
  if (bytes === undefined || read === bytes) return;
  const hint = "Have the step end what it started before it ends itself.";
  throw artifactError("artifact/changed", "The file changed while it was taken in.", hint, file);
}

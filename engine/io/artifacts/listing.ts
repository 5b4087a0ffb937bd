/** A folder kept file by file: a list of names and keys that is an object itself, as DVC's `.dir` is. */
import { join } from "node:path";
import { z } from "zod";
import { archived, type Entry } from "./entry.ts";
import { type Objects, parseKey } from "./objects.ts";
import { piecesOf } from "./read-file.ts";
import type { TreeWriter } from "./tree-writer.ts";

const listingSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("folder"), name: z.string() }),
      z.strictObject({ kind: z.literal("link"), name: z.string(), target: z.string() }),
      z.strictObject({
        kind: z.literal("file"),
        name: z.string(),
        key: z.string().regex(/^sha256\/[0-9a-f]{64}$/),
        bytes: z.int().min(0),
        executable: z.boolean(),
      }),
    ]),
  ),
});

type Listing = z.infer<typeof listingSchema>;

/** Keeps each file as an object, then their list; `bytes` is all of it. */
export async function putFolder(objects: Objects, path: string, entries: readonly Entry[]) {
  const listed: Listing["entries"] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (entry.kind !== "file") {
      listed.push(entry);
      continue;
    }
    const kept = await objects.put(piecesOf(join(path, entry.name), entry.bytes), "");
    bytes += kept.bytes;
    const { name, executable } = entry;
    listed.push({ kind: "file", name, key: kept.key, bytes: kept.bytes, executable });
  }
  const text = Buffer.from(JSON.stringify({ version: 1, entries: listed } satisfies Listing));
  const kept = await objects.put(once(text), ".dir");
  return { key: kept.key, bytes: bytes + kept.bytes };
}

/** Lays the folder out; a damaged file in it is an error as any other. */
export async function layFolder(objects: Objects, listing: Listing, tree: TreeWriter) {
  for (const entry of listing.entries) {
    const path = archived(entry.name);
    if (entry.kind === "folder") await tree.folder(path);
    else if (entry.kind === "link") await tree.link(path, entry.target);
    else {
      const key = parseKey(entry.key);
      if (key === undefined) throw tree.broken("a key in the list of its files cannot be read");
      await tree.file(path, entry.bytes, entry.executable, objects.read(key));
    }
  }
}

/** The list of a text; undefined when it is none. */
export function parseListing(text: string): Listing | undefined {
  try {
    return listingSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Keys of the files in a list. */
export function keysIn(listing: Listing): string[] {
  return listing.entries.flatMap((entry) => (entry.kind === "file" ? [entry.key] : []));
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Small folder trees for the tests of artifacts: random ones, on disk, and read back. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";

/** By name: text of a file, `{ link }`, or null for an empty folder. */
export type Tree = Record<string, string | { readonly link: string } | null>;

const part = fc.constantFrom(
  "a",
  "b",
  "Ä",
  "with space",
  "x".repeat(120),
  "日本",
  ".hidden",
  "a.b",
);
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.integer({ min: 500, max: 2_000 }).map((length) => "z".repeat(length)),
);

/** Trees without links, whose every file lies where no other file is a folder. */
export const trees = fc
  .dictionary(
    fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/")),
    fc.option(text, { nil: null }),
    { maxKeys: 12 },
  )
  .map((tree) => {
    const names = Object.keys(tree);
    const kept = names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
    return Object.fromEntries(kept.map((name) => [name, tree[name] ?? null])) as Tree;
  });

export function write(root: string, tree: Tree, names = Object.keys(tree)): void {
  mkdirSync(root, { recursive: true });
  for (const name of names) {
    const at = join(root, name);
    const content = tree[name] ?? null;
    mkdirSync(content === null ? at : dirname(at), { recursive: true });
    if (typeof content === "string") writeFileSync(at, content);
    else if (content !== null) symlinkSync(content.link, at);
  }
}

export function makeExecutable(file: string): void {
  chmodSync(file, 0o755);
}

/** What is there, with folders that are not empty left out. */
export function read(root: string, name = ""): Tree {
  const at = join(root, name);
  const found = lstatSync(at);
  if (found.isSymbolicLink()) return { [name]: { link: readlinkSync(at) } };
  if (found.isFile()) return { [name]: readFileSync(at, "utf8") };
  const inside = readdirSync(at);
  if (inside.length === 0) return name === "" ? {} : { [name]: null };
  return Object.assign(
    {},
    ...inside.map((child) => read(root, name === "" ? child : `${name}/${child}`)),
  );
}

/** Finds the file of the built app for a request path; nothing outside the folder is ever read. */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

export type StaticAnswer =
  | { readonly status: 200; readonly type: string; readonly body: Buffer }
  | { readonly status: 400 | 404; readonly message: string };

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

const NOT_BUILT = "The app is not built yet. Run: npm run build";

/** Answers a request target such as `/assets/main.js?x`; `/` is index.html. */
export async function staticFile(folder: string, target: string): Promise<StaticAnswer> {
  const segments = segmentsOf(target);
  if (segments === undefined) return { status: 400, message: "This path is not allowed." };
  const name = segments.length === 0 ? "index.html" : join(...segments);
  const type = TYPES[extname(name)];
  const missing = name === "index.html" ? NOT_BUILT : "There is no such file.";
  if (type === undefined) return { status: 404, message: missing };
  const body = await readInside(folder, name);
  return body === undefined ? { status: 404, message: missing } : { status: 200, type, body };
}

/** Decoded path segments, or undefined for a path that no page of ours asks for. */
function segmentsOf(target: string): readonly string[] | undefined {
  if (!target.startsWith("/")) return undefined;
  const path = decoded(target.split(/[?#]/, 1)[0] ?? "");
  // A colon would name a drive or a stream on Windows.
  if (path === undefined || /[\0\\:]/.test(path)) return undefined;
  if (path === "/") return [];
  const segments = path.slice(1).split("/");
  // Empty segments and names that begin with a dot cover `//`, `.`, `..` and hidden files.
  return segments.some((segment) => segment === "" || segment.startsWith("."))
    ? undefined
    : segments;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The file's bytes, unless it is missing, no file, or a link that leads out of the folder. */
async function readInside(folder: string, name: string): Promise<Buffer | undefined> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    return file.startsWith(root + sep) ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}

/** sprig's paths, by Go's `path` package; those of the machine (`osBase` ...) are those of Linux. */
import type { Callable } from "../value.ts";
import { define } from "./define.ts";

export const PATHS: readonly Callable[] = [
  ...both("base", (path) => base(path)),
  ...both("dir", (path) => clean(path.slice(0, path.lastIndexOf("/") + 1))),
  ...both("clean", (path) => clean(path)),
  ...both("ext", (path) => /\.[^./]*$/.exec(path)?.[0] ?? ""),
  ...both("isAbs", (path) => path.startsWith("/")),
];

function both(name: string, run: (path: string) => string | boolean): Callable[] {
  const names = [name, `os${name[0]?.toUpperCase()}${name.slice(1)}`];
  return names.map((each) => define(each, ["string"], ([path]) => run(path)));
}

function base(path: string): string {
  if (path === "") return ".";
  const trimmed = path.slice(0, endWithoutSlashes(path));
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function endWithoutSlashes(path: string): number {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end -= 1;
  return end;
}

/** The shortest path that means the same: no empty parts, no `.`, no `a/..`. */
function clean(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push("..");
  }
  const joined = (rooted ? "/" : "") + parts.join("/");
  return joined === "" ? "." : joined;
}

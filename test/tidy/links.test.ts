/** Relative links in Markdown lead to files that exist. */
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, it } from "vitest";
import { paths, ROOT, read } from "./tree.ts";

const LINK = /\]\(\s*<?([^)\s>]+)>?[^)]*\)|<img[^>]+src="([^"]+)"/g;

function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(LINK)]
    .map((match) => match[1] ?? match[2] ?? "")
    .filter((target) => !/^(?:[a-z]+:|#)/i.test(target))
    .map((target) => decodeURI(target.replace(/[#?].*$/, "")));
}

it("resolve relative links in Markdown", () => {
  const broken = paths("**/*.md").flatMap((path) =>
    relativeLinks(read(path))
      .map((target) => posix.join(posix.dirname(path), target))
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${path} → ${target}`),
  );
  expect(broken).toEqual([]);
});

it("find links in text and pictures, but not in code", () => {
  const markdown = 'See [a](b.md#part), <img src="c.svg">, `[d](e)`, [f](https://g.example).';
  expect(relativeLinks(markdown)).toEqual(["b.md", "c.svg"]);
});

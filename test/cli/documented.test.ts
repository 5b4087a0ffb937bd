/** The guide names every command and flag, and the schema files are what the program prints. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { SCHEMA_KINDS, schemaText } from "../../engine/cli/commands/schema.ts";
import { createProgram } from "../../engine/cli/run.ts";
import { ROOT, read } from "../tidy/tree.ts";

const GUIDE = "docs/guide/cli.md";

/** Every command with its path, such as `lowtide grid stats`. */
function commandsOf(command: Command, path = command.name()): [string, Command][] {
  const children = command.commands.flatMap((each) => commandsOf(each, `${path} ${each.name()}`));
  return command.commands.length === 0 ? [[path, command]] : children;
}

const COMMANDS = commandsOf(await createProgram());

/** The part of the guide about a command: from its heading to the next. */
function chapterOf(path: string): string {
  const chapter = read(GUIDE)
    .split(/^## /m)
    .find((each) => each.startsWith(`\`${path}`));
  return chapter ?? "";
}

describe("docs/guide/cli.md", () => {
  it.each(COMMANDS)("describes `%s` with all its flags and no others", (path, command) => {
    const flags = command.options.map((option) => option.long ?? option.short ?? "").sort();
    const rows = chapterOf(path).matchAll(/^\| `(?:-\w, )?(--[a-z-]+)[^|]*\| \S/gm);
    expect([...rows].map((match) => match[1]).sort()).toEqual(flags);
  });

  it("has no chapter for a command that does not exist", () => {
    const chapters = [...read(GUIDE).matchAll(/^## `(lowtide [a-z]+(?: [a-z]+)?)/gm)];
    const known = COMMANDS.map(([path]) => path);
    expect(chapters.map((match) => match[1]).sort()).toEqual(known.sort());
  });
});

describe("docs/schemas", () => {
  it.each(SCHEMA_KINDS)(
    "holds the schema of a %s (UPDATE_FIXTURES=1, then npm run format)",
    (kind) => {
      const file = `docs/schemas/${kind}.schema.json`;
      if (process.env.UPDATE_FIXTURES === "1") writeFileSync(join(ROOT, file), schemaText(kind));
      expect(JSON.parse(read(file))).toEqual(JSON.parse(schemaText(kind)));
    },
  );
});

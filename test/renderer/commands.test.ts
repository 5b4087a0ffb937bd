/** Keys mean what the sheet says, and nothing while text is typed. */
import { describe, expect, it } from "vitest";
import type { Command } from "../../renderer/commands/command.ts";
import { commandFor, keyText, matches } from "../../renderer/commands/keys.ts";
import { currentCommands, register } from "../../renderer/commands/registry.ts";
import { searchCommands } from "../../renderer/commands/search.ts";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey", boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

const command = (id: string, title: string, keys: readonly string[] = []): Command => ({
  id,
  title,
  group: "Test",
  keys,
  run: () => undefined,
});

describe("keys", () => {
  it.each([
    ["Mod+K", press("k", { ctrlKey: true }), true],
    ["Mod+K", press("k", { metaKey: true }), true],
    ["Mod+K", press("k"), false],
    ["Mod+Z", press("z", { ctrlKey: true, shiftKey: true }), false],
    ["Mod+Shift+Z", press("Z", { ctrlKey: true, shiftKey: true }), true],
    ["?", press("?", { shiftKey: true }), true],
    ["T", press("t"), true],
    ["T", press("t", { ctrlKey: true }), false],
  ])("%s", (combination, event, expected) => {
    expect(matches(combination, event)).toBe(expected);
  });

  it("gives way to typing, except with a modifier", () => {
    const commands = [command("table", "Table", ["T"]), command("undo", "Undo", ["Mod+Z"])];
    expect(commandFor(commands, press("t"), true)).toBeUndefined();
    expect(commandFor(commands, press("t"), false)?.id).toBe("table");
    expect(commandFor(commands, press("z", { ctrlKey: true }), true)?.id).toBe("undo");
  });

  it("passes over commands that cannot be given now", () => {
    const off = { ...command("a", "A", ["T"]), enabled: false };
    expect(commandFor([off, command("b", "B", ["T"])], press("t"), false)?.id).toBe("b");
  });

  it("names the modifier of the keyboard", () => {
    expect([keyText("Mod+K", true), keyText("Mod+K", false)]).toEqual(["⌘ K", "Ctrl K"]);
  });
});

describe("palette", () => {
  it("needs every word and puts beginnings first", () => {
    const all = [
      command("a", "Reset the view"),
      command("b", "View as table"),
      command("c", "Undo"),
    ];
    expect(searchCommands(all, "view").map((each) => each.id)).toEqual(["b", "a"]);
    expect(searchCommands(all, "view reset").map((each) => each.id)).toEqual(["a"]);
    expect(searchCommands(all, "test").map((each) => each.id)).toEqual(["a", "b", "c"]);
  });

  it("knows only what is registered now", () => {
    const away = register([command("x", "X")]);
    expect(currentCommands().map((each) => each.id)).toEqual(["x"]);
    away();
    expect(currentCommands()).toEqual([]);
  });
});

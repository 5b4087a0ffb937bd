import fc from "fast-check";
import { expect, it } from "vitest";
import { formatLiveCommands, isYes } from "../../engine/cli/output/live-commands.ts";

const listed = (argv: readonly string[], what = "image a") =>
  formatLiveCommands({
    commands: [{ what, argv, templates: ["t"], env: { NODE_OPTIONS: "--require ./x" } }],
    hash: "",
    trusted: false,
  });

it("shows programs with their variables, arguments and templates", () => {
  expect(listed(["node", "/s/fetch.ts", "--rows", "{{rows}}", "two words", ""])).toBe(
    [
      "The run starts this program on your machine, with your rights:",
      "",
      "  image a",
      "    NODE_OPTIONS='--require ./x'",
      "    node /s/fetch.ts --rows {{rows}} 'two words' ''",
      "    for: t",
    ].join("\n"),
  );
});

it("shows a script line by line", () => {
  const text = listed(["sh", "-e", "echo one\necho two\n"], "script of template check");
  expect(text).toContain("    sh -e <script>\n    | echo one\n    | echo two");
});

it("has no character that steers a terminal or hides text, whatever a command holds", () => {
  const property = fc.property(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\u001b[2J", "\u202e", "\r", "\u009b1A", "\u200b", "\u2066", ""),
    fc.constantFrom("image a", "script of template b"),
    (text, trick, what) => {
      const shown = listed(["sh", text + trick + text], what);
      for (const line of shown.split("\n")) {
        expect(line).not.toMatch(/[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f]/u);
      }
      // A line of the command cannot pass for one of the list's own.
      for (const line of shown.split("\n").slice(5)) expect(line).toMatch(/^ {4}|^$/);
    },
  );
  fc.assert(property);
});

it("takes only a yes for one", () => {
  expect(["y", "Y", "yes", " YES\n"].every(isYes)).toBe(true);
  expect(["", "n", "no", "yeah", "yes please", "ja", "1", "\u0000y"].some(isYes)).toBe(false);
});

/** Key combinations: which command an event means, and how a combination is shown. */
import type { Command } from "./command.ts";

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** True when the event is the combination, e.g. `Mod+Shift+Z` or `?`. */
export function matches(combination: string, event: KeyPress): boolean {
  const parts = combination.split("+");
  // The plus sign itself: splitting leaves nothing of it.
  const key = parts.at(-1) || "+";
  const mod = parts.includes("Mod");
  if (mod !== (event.ctrlKey || event.metaKey) || event.altKey) return false;
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  // For a letter Shift is part of the combination; for `?` it is how the sign is typed.
  return !/^[a-z]$/i.test(key) || parts.includes("Shift") === event.shiftKey;
}

/** The command for an event; single keys mean nothing while text is being typed. */
export function commandFor(
  commands: readonly Command[],
  event: KeyPress,
  typing: boolean,
): Command | undefined {
  return commands.find(
    (command) =>
      command.enabled !== false &&
      command.keys?.some((each) => (!typing || each.includes("Mod")) && matches(each, event)),
  );
}

/** For people: `⌘ K` on Apple keyboards, `Ctrl K` elsewhere. */
export function keyText(combination: string, apple: boolean): string {
  if (combination === "+") return combination;
  return combination
    .split("+")
    .map((part) => (part === "Mod" ? (apple ? "⌘" : "Ctrl") : part))
    .join(" ");
}

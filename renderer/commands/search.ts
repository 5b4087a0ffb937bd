/** Finds commands by what a person types: all words, anywhere, best match first. */
import type { Command } from "./command.ts";

/** Commands whose title or group holds every word; those that begin with the text come first. */
export function searchCommands(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter((command) => {
    const haystack = `${command.group} ${command.title}`.toLowerCase();
    return command.enabled !== false && words.every((word) => haystack.includes(word));
  });
  const rank = (command: Command) =>
    command.title.toLowerCase().startsWith(words[0] ?? "") ? 0 : 1;
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** The programs that a live run would start, as text to read before saying yes. */
import type { LiveCommand, LiveCommands } from "../../contract/live.ts";
import { visible } from "../../core/text/visible.ts";

/** Nothing in a command can steer the terminal: such characters are written as `\u001b`. */
export function formatLiveCommands({ commands }: LiveCommands): string {
  const count = commands.length === 1 ? "this program" : `these ${commands.length} programs`;
  const head = `The run starts ${count} on your machine, with your rights:`;
  return [head, ...commands.map(formatCommand)].join("\n\n");
}

/** What to do with the list, where nobody can be asked. */
export function trustHint(): string {
  return (
    "Nothing was started. Read the programs and the files that they name; " +
    "to trust exactly this content, run the command again with --trust."
  );
}

export const TRUST_QUESTION = "Do you trust these programs, and the files that they name? [y/N] ";

/** Only a plain yes is one. */
export function isYes(answer: string): boolean {
  return /^(y|yes)$/i.test(answer.trim());
}

function formatCommand({ what, argv, templates, env }: LiveCommand): string {
  const isScript = what.startsWith("script of template ");
  const words = isScript ? argv.slice(0, -1) : argv;
  const lines = [
    `  ${visible(what)}`,
    ...Object.entries(env ?? {}).map(([name, value]) => `    ${visible(name)}=${word(value)}`),
    `    ${[...words.map(word), ...(isScript ? ["<script>"] : [])].join(" ")}`,
    ...(isScript ? sourceLines(argv.at(-1) ?? "") : []),
  ];
  if (templates.length > 0 && !isScript) {
    lines.push(`    for: ${templates.map(visible).join(", ")}`);
  }
  return lines.join("\n");
}

function sourceLines(source: string): string[] {
  return source
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `    | ${visible(line)}`);
}

/** Quoted where it is not one plain word, so that its ends can be seen. */
function word(text: string): string {
  return /^[-+,./:=@%\w{}]+$/.test(text) ? text : `'${visible(text).replaceAll("'", "\\'")}'`;
}

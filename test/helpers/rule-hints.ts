/** Adds the name of the broken rule to compiler errors, which know nothing of the project's rules. */

const PURE_CORE =
  "Rule pure-core: engine/core has no clock, file, random source, timer, console or network, and " +
  "imports nothing from outside (its tsconfig gives it ES2024 and no more). Effects go out as values; " +
  "what the outside provides comes in through engine/core/ports.ts.";
const RING_DIRECTION =
  "Rule ring-direction: a ring sees only the rings in its tsconfig's references " +
  "(core ← formats ← io ← lab ← host ← cli, electron; the renderer sees engine/contract).";

/** Names and modules of a runtime, and files outside the project; a misspelt name is none of these. */
const OUTSIDE =
  /error TS(?:2580|2584|2591|2693|6059|6307):|error TS2304: [^']*'(?:process|set(?:Timeout|Interval|Immediate)|queueMicrotask|structuredClone|fetch|window|navigator|self|Buffer|require)'|error TS2307: [^']*'[^.]/;
const NOT_LISTED = /error TS(?:6059|6307):/;

/** The rules that compiler output breaks, each once. */
export function ruleHints(compilerOutput: string): string[] {
  const lines = compilerOutput.split("\n").map((line) => line.replaceAll("\\", "/"));
  const hints = new Set<string>();
  for (const line of lines) {
    if (/engine\/core\/[^(]*\(/.test(line) && OUTSIDE.test(line)) hints.add(PURE_CORE);
    else if (NOT_LISTED.test(line)) hints.add(RING_DIRECTION);
  }
  return [...hints];
}

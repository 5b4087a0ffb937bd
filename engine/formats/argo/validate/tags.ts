/** Finds the {{tags}} in texts, wherever they stand in a body. */
import { parseText } from "../../../core/workflow/templating/text.ts";
import type { Path } from "../../yaml/read.ts";

export interface Tag {
  /** What a reference refers to; of nested tags the inner one. Empty for an expression. */
  readonly text: string;
  /** Why an expression cannot be read. */
  readonly problem?: string;
  readonly path: Path;
}

/** References and broken expressions in the texts of a body, except in the keys that are left out at the top. */
export function tagsOf(body: unknown, path: Path, leaveOut: readonly string[] = []): Tag[] {
  const tags: Tag[] = [];
  const trail: (string | number)[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") {
      if (!value.includes("{{")) return;
      const at = [...path, ...trail];
      for (const part of parseText(value).parts) {
        if (typeof part === "string") continue;
        if (part.kind !== "expression") tags.push({ text: part.ref.trim(), path: at });
        else if (part.problem !== undefined)
          tags.push({ text: "", problem: part.problem, path: at });
      }
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if (trail.length === 0 && leaveOut.includes(key)) continue;
        trail.push(Array.isArray(value) ? Number(key) : key);
        walk(each);
        trail.pop();
      }
    }
  };
  walk(body);
  return tags;
}

/** Whether a text holds a tag, so that its value is only known when it runs. */
export function hasTag(text: string): boolean {
  return text.includes("{{");
}

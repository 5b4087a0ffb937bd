/** The report as Markdown. */
import type { Block, GsfReport } from "./content.ts";

export function reportMarkdown({ title, sections }: GsfReport): string {
  const parts = sections.map((each) =>
    [`## ${each.title}`, ...each.blocks.map(blockText)].join("\n\n"),
  );
  return `${[`# ${plain(title)}`, ...parts].join("\n\n")}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "text":
      return plain(block.text);
    case "list":
      return block.items.map((each) => `- ${plain(each)}`).join("\n");
    case "table": {
      const line = (cells: readonly string[]) => `| ${cells.map(plain).join(" | ")} |`;
      const rule = `|${" --- |".repeat(block.head.length)}`;
      return [line(block.head), rule, ...block.rows.map(line)].join("\n");
    }
  }
}

/** On one line, and with everything that Markdown or HTML gives a meaning made harmless. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>|#&]/g, (character) => `\\${character}`);
}

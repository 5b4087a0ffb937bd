/** The report as one HTML page without scripts or outside references. */
import { Html, html } from "../report/html.ts";
import { STYLE } from "../report/style.ts";
import type { Block, GsfReport } from "./content.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function reportPage({ title, sections }: GsfReport): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header class="page"><h1>${title}</h1></header>
<main>${sections.map(
    (each) => html`<section><h2>${each.title}</h2>
${each.blocks.map((block) => blockHtml(block, each.title))}</section>
`,
  )}</main>
</body>
</html>
`;
  return page.text;
}

function blockHtml(block: Block, title: string): Html {
  switch (block.kind) {
    case "text":
      return html`<p>${block.text}</p>`;
    case "list":
      return html`<ul class="plain">${block.items.map((each) => html`<li>${each}</li>`)}</ul>`;
    case "table":
      return html`<div class="scroll" role="group" tabindex="0" aria-label="${title}"><table>
<thead><tr>${block.head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${block.rows.map(rowHtml)}</tbody></table></div>`;
  }
}

function rowHtml([name = "", ...cells]: readonly string[]): Html {
  return html`<tr><th scope="row">${name}</th>${cells.map((each) => html`<td>${each}</td>`)}</tr>`;
}

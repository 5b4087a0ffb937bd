/** Writes answered scenarios as one self-contained HTML page. */
import { Html, html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scenarioSection } from "./section.ts";
import { STYLE } from "./style.ts";

/** The page may load nothing and run nothing; its own style sheet is all it has. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One HTML page without scripts or outside references. */
export function writeReport(inputs: readonly ReportInput[]): string {
  const titles = inputs.map(({ world }) => world.title);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titles.join(", ")} - Lowtide report</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header class="page"><h1>Lowtide report</h1>
<span class="faint">What each policy would have emitted, cost, delayed and done to accuracy</span></header>
${inputs.length > 1 && contents(titles)}
<main>${inputs.map((input, index) => scenarioSection(input, `scenario-${index + 1}`))}</main>
</body>
</html>
`;
  return page.text;
}

function contents(titles: readonly string[]): Html {
  return html`<nav aria-label="Scenarios"><ul>${titles.map(
    (title, index) => html`<li><a href="#scenario-${index + 1}">${title}</a></li>`,
  )}</ul></nav>`;
}

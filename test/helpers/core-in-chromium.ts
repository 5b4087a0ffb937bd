/** Runs engine/core in Chromium: bundles a script over it and opens a page that has loaded it. */
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { CHROMIUM_REMEDY, findChromium } from "./chromium.ts";

// A name on which browsers allow crypto.subtle; nothing is fetched from it.
const ORIGIN = "http://localhost";
const ARGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"];
const SCRIPT_PATH = "/script.js";
const HTML = `<!doctype html><title>core</title><script type="module" src="${SCRIPT_PATH}"></script>`;

export interface OpenedPage {
  readonly browser: Browser;
  readonly page: Page;
}

/** A page that has run the source, a module that may import by absolute path; `script.js` is its URL. */
export async function openWithCore(source: string): Promise<OpenedPage> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(CHROMIUM_REMEDY);
  const [browser, body] = await Promise.all([
    chromium.launch({ executablePath, args: ARGS }),
    bundle(source),
  ]);
  const page = await browser.newPage();
  await page.route(`${ORIGIN}/**`, (route) => {
    const isScript = route.request().url().endsWith(SCRIPT_PATH);
    const script = { body, contentType: "text/javascript" };
    return route.fulfill(isScript ? script : { body: HTML, contentType: "text/html" });
  });
  await page.goto(`${ORIGIN}/`);
  return { browser, page };
}

async function bundle(source: string): Promise<string> {
  const name = "virtual:script";
  const result = await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name,
        resolveId: (id) => (id === name ? id : undefined),
        load: (id) => (id === name ? source : undefined),
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: name } },
  });
  const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
  const chunk = outputs.find((each) => each.type === "chunk");
  if (chunk === undefined) throw new Error("the bundle has no script");
  return chunk.code;
}

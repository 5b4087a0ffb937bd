/** Which addresses belong to the app, and which may be opened in the person's own browser. */

export const APP_SCHEME = "lowtide";
export const APP_HOST = "app";
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_START = `${APP_ORIGIN}/index.html`;

/** Origins that the app links to: sources of data and of definitions. */
const EXTERNAL_ORIGINS: ReadonlySet<string> = new Set([
  "https://argo-workflows.readthedocs.io",
  "https://github.com",
  "https://portal.electricitymaps.com",
  "https://sci.greensoftware.foundation",
]);

/** True for pages of the app itself; compares parsed parts, never the start of a string. */
export function isAppUrl(text: string): boolean {
  const url = parse(text);
  return (
    url !== undefined &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === "" &&
    url.password === ""
  );
}

/** True for https pages of the listed origins, without credentials in the address. */
export function isSafeExternal(text: string): boolean {
  const url = parse(text);
  return (
    url !== undefined &&
    url.username === "" &&
    url.password === "" &&
    EXTERNAL_ORIGINS.has(url.origin)
  );
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

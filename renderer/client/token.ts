/** The access token of this page: from the address once, then from the tab's own storage. */

const STORAGE_KEY = "lowtide.token";

/**
 * Reads `#token=...`, takes it out of the address bar (and so out of history, bookmarks and
 * screenshots) and keeps it for reloads of this tab.
 */
export function takeToken(page: Window = window): string | undefined {
  const { location, history, sessionStorage } = page;
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token === null || token === "") return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
  sessionStorage.setItem(STORAGE_KEY, token);
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/** Keeps every web contents inside the app: no navigation away, no new windows, no webviews. */
import { app, dialog, shell, type WebContents } from "electron";
import { isAppUrl, isSafeExternal } from "./urls.ts";

/** Applies the guards to each web contents at its birth. */
export function guardAllContents(): void {
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
}

/** The guards of one web contents. */
export function guardContents(contents: WebContents): void {
  const stayInside = (event: { url: string; preventDefault(): void }) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", stayInside);
  contents.on("will-redirect", stayInside);
  contents.on("will-frame-navigate", stayInside);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void offerExternal(url);
    return { action: "deny" };
  });
}

/** Opens a known site in the person's browser, after showing the whole address. */
export async function offerExternal(url: string): Promise<void> {
  if (!isSafeExternal(url)) return;
  const { response } = await dialog.showMessageBox({
    type: "question",
    message: "Open this page in your browser?",
    detail: url,
    buttons: ["Open", "Cancel"],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url);
}

/** One Lowtide for each person: a second start brings the first window to the front. */
import { app, BrowserWindow } from "electron";

/** False when another Lowtide is already running; then this one should quit. */
export function claimSingleInstance(): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on("second-instance", () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return true;
}

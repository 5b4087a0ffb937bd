/** Start-up of the desktop shell, top to bottom. */
import { app, session } from "electron";
import { EngineProcess } from "./engine-process.ts";
import { RENDERER_FOLDER } from "./paths.ts";
import { denyPermissions } from "./permissions.ts";
import { answerPortRequests } from "./port.ts";
import { handleAppProtocol, registerAppScheme } from "./protocol.ts";
import { guardAllContents } from "./security.ts";
import { claimSingleInstance } from "./single-instance.ts";
import { openWindow } from "./window.ts";

app.enableSandbox();
registerAppScheme();
guardAllContents();

if (claimSingleInstance()) {
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  void app.whenReady().then(showApp);
} else {
  app.quit();
}

async function showApp(): Promise<void> {
  const engine = new EngineProcess();
  denyPermissions(session.defaultSession);
  handleAppProtocol(RENDERER_FOLDER);
  answerPortRequests(engine);
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", () => engine.stop());
  await openWindow();
}

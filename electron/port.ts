/** The only message the renderer can send to the shell: a request for a port to the engine. */
import { type IpcMainEvent, ipcMain, MessageChannelMain } from "electron";
import { PORT_CHANNEL } from "../engine/contract/desktop.ts";
import type { EngineProcess } from "./engine-process.ts";
import { isAppUrl } from "./urls.ts";

/** Answers port requests that come from the main frame of the app, and no others. */
export function answerPortRequests(engine: Pick<EngineProcess, "connect">): void {
  ipcMain.on(PORT_CHANNEL, (event) => {
    if (!isTrusted(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.connect(port2);
    event.senderFrame?.postMessage(PORT_CHANNEL, null, [port1]);
  });
}

function isTrusted({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url);
}

/** The engine inside Electron's utility process: serves every MessagePort that the shell hands over. */
import { openLab } from "../lab/open-lab.ts";
import { createRouter } from "./router.ts";
import { serveChannel } from "./serve-channel.ts";
import { messagePortChannel, type PortLike } from "./transports/message-port.ts";

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: "message", listener: (event: { readonly ports: readonly PortLike[] }) => void): unknown;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort === undefined) throw new Error("This file is started by Electron's main process.");

// The data folder comes from LOWTIDE_DATA_DIR or the platform; a lab that does not open says why in
// answer to the first call, in the window.
const api = createRouter(openLab({}));
parentPort.on("message", ({ ports }) => {
  for (const port of ports) serveChannel(api, messagePortChannel(port));
});

/** `lowtide serve`: the app in a browser, served to this machine only. */
import { join } from "node:path";
import open from "open";
import { startHttpHost } from "../host/http.ts";
import { openLab } from "../lab/open-lab.ts";

export interface ServeOptions {
  readonly port?: number;
  /** Open the URL in the default browser. */
  readonly open: boolean;
  readonly dataDir?: string;
}

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

const STATIC_FOLDER = join(import.meta.dirname, "../../dist/renderer");

/** Serves the app until closed or interrupted; the URL, with its token, is the one line on stdout. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { port, dataDir } = options;
  const lab = await openLab(dataDir === undefined ? {} : { dataDir });
  const host = await startHttpHost({
    lab,
    staticFolder: STATIC_FOLDER,
    ...(port === undefined ? {} : { port }),
  }).catch(async (error: unknown) => {
    await lab.close();
    throw error;
  });
  const close = closeOnSignals(async () => {
    await host.close();
    await lab.close();
  });
  process.stdout.write(`${host.url}\n`);
  if (options.open) await openBrowser(host.url);
  return { url: host.url, close };
}

/** The first interrupt closes in order; a second one finds no handler any more and ends the process. */
function closeOnSignals(release: () => Promise<void>): () => Promise<void> {
  const onSignal = () => void close();
  const close = async () => {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
    await release();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return close;
}

/** Without a display or a browser the printed URL is enough. */
async function openBrowser(url: string): Promise<void> {
  const complain = () => process.stderr.write("No browser could be opened; open the URL above.\n");
  try {
    const child = await open(url);
    child.on("error", complain);
  } catch {
    complain();
  }
}

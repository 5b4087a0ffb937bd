/** `lowtide serve`: the app in a browser of this machine. */
import { Command, InvalidArgumentError } from "commander";

interface Options {
  readonly port?: number;
  readonly open?: boolean;
  readonly dataDir?: string;
}

export function serveCommand(): Command {
  return new Command("serve")
    .summary("serve the app on 127.0.0.1 and print its address")
    .option("--port <n>", "port; a free one when left out", parsePort)
    .option("--open", "open the address in the default browser")
    .option("--data-dir <dir>", "where results are kept")
    .action(async ({ port, open, dataDir }: Options) => {
      const { buildApp } = await import("../build-app.ts");
      const { serve } = await import("../serve.ts");
      await buildApp();
      await serve({
        open: open === true,
        ...(port !== undefined && { port }),
        ...(dataDir !== undefined && { dataDir }),
      });
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is an integer from 0 to 65535.");
}

/** `npm start`: the app in a desktop window, or in the browser where a window cannot be had. */
import { buildApp } from "./build-app.ts";
import { downloadElectron, findElectron, runElectron } from "./electron-binary.ts";
import { serve } from "./serve.ts";
import { planStart, type StartFacts } from "./start-plan.ts";

await start();

async function start(): Promise<void> {
  await buildApp();
  const plan = planStart(gatherFacts());
  if (plan.kind === "serve") return serveBecause(plan.because, plan.open);
  const binary = plan.kind === "window" ? plan.binary : await downloadElectron();
  if (binary === undefined) return serveBecause("Electron could not be downloaded", true);
  if (!(await runElectron(binary))) return serveBecause("Electron could not start", true);
}

function gatherFacts(): StartFacts {
  return {
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    electronBinary: findElectron(),
  };
}

async function serveBecause(reason: string, open: boolean): Promise<void> {
  process.stderr.write(`No desktop window (${reason}): open this address in a browser.\n`);
  await serve({ open });
}

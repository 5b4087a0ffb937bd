/** The engine in a utility process of its own: a long replay or a crash cannot freeze the window. */
import { type MessagePortMain, type UtilityProcess, utilityProcess } from "electron";
import { ENGINE_CONNECT } from "../engine/contract/desktop.ts";
import { ENGINE_ENTRY } from "./paths.ts";

/** What the engine may know of the environment; notably no NODE_OPTIONS and no ELECTRON_*. */
const ENVIRONMENT: readonly RegExp[] = [
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|TZ|TMPDIR|TEMP|TMP|KUBECONFIG)$/i,
  /^(?:USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|COMSPEC|PATHEXT)$/i,
  /^(?:LC_|XDG_)[A-Z_]+$/,
  /^LOWTIDE_[A-Z_]+$/,
];

/** The allowed part of an environment. */
export function engineEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    if (ENVIRONMENT.some((pattern) => pattern.test(name))) allowed[name] = value;
  }
  return allowed;
}

/** Forks the engine when it is first needed, and again when it has died. */
export class EngineProcess {
  #child: UtilityProcess | undefined;

  /** Hands one end of a channel to the engine; the other end goes to the renderer. */
  connect(port: MessagePortMain): void {
    this.#child ??= this.#fork();
    this.#child.postMessage(ENGINE_CONNECT, [port]);
  }

  stop(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #fork(): UtilityProcess {
    const env = engineEnvironment(process.env);
    const child = utilityProcess.fork(ENGINE_ENTRY, [], { env, serviceName: "Lowtide engine" });
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }
}

/** How `npm start` shows the app on this machine: facts in, plan out. */

export interface StartFacts {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** The Electron program, when it has been downloaded. */
  readonly electronBinary: string | undefined;
}

export type StartPlan =
  | { readonly kind: "window"; readonly binary: string }
  /** Get Electron within the time limit, and serve where that fails. */
  | { readonly kind: "download" }
  | { readonly kind: "serve"; readonly because: string; readonly open: boolean };

/** The desktop window wherever it can work, else the same app in a browser with the reason. */
export function planStart(facts: StartFacts): StartPlan {
  const open = hasDisplay(facts);
  if (facts.environment.LOWTIDE_ELECTRON === "0") {
    return { kind: "serve", because: "LOWTIDE_ELECTRON=0 is set", open };
  }
  if (!open) return { kind: "serve", because: "there is no display", open };
  if (facts.platform === "linux" && facts.isRoot) {
    return { kind: "serve", because: "Electron's sandbox does not run as root", open };
  }
  if (facts.electronBinary === undefined) return { kind: "download" };
  return { kind: "window", binary: facts.electronBinary };
}

/** macOS and Windows always have a display; elsewhere X11 or Wayland say so. */
export function hasDisplay({ platform, environment }: StartFacts): boolean {
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

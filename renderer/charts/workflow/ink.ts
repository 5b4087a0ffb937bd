/** The theme's colours as a canvas can use them. */
import { PHASES, type Phase } from "./phases.ts";

const PARTS = {
  paper: "--paper",
  card: "--card",
  sunken: "--sunken",
  line: "--line",
  lineStrong: "--line-strong",
  ink: "--ink",
  inkSoft: "--ink-soft",
  inkFaint: "--ink-faint",
  accent: "--accent",
  edge: "--edge",
  speck: "--speck",
} as const;

export type Ink = Readonly<Record<keyof typeof PARTS, string>> & {
  readonly phase: Readonly<Record<Phase, string>>;
};

/** Read again when the theme changes; the custom properties themselves are not resolved colours. */
export function readInk(host: HTMLElement, theme: "light" | "dark"): Ink {
  const probe = host.ownerDocument.createElement("span");
  probe.style.colorScheme = theme;
  host.append(probe);
  const resolve = (property: string) => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const parts = Object.entries(PARTS).map(([name, property]) => [name, resolve(property)]);
  const phases = PHASES.map((phase) => [phase, resolve(`--phase-${phase.toLowerCase()}`)]);
  probe.remove();
  return { ...Object.fromEntries(parts), phase: Object.fromEntries(phases) } as Ink;
}

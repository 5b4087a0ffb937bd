/**
 * Policies told apart by colour and by symbol together, never by colour alone: the colours of M. Okabe and
 * K. Ito (2008), darkened on light paper until each stands out from it at 3 to 1.
 */
import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3";
import type { Theme } from "./carbon.ts";

const COLORS: Readonly<Record<Theme, readonly string[]>> = {
  light: ["#0072b2", "#c4530a", "#00795a", "#a4457b", "#8a6100", "#38749a", "#6b6400"],
  dark: ["#56b4e9", "#f08a4b", "#3ecf9f", "#e59bc3", "#e69f00", "#9ad0f0", "#f0e442"],
};
const BASELINE: Readonly<Record<Theme, string>> = { light: "#78716b", dark: "#a29a92" };
const SYMBOLS: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolWye,
  symbolStar,
];

export interface PolicyMark {
  readonly color: string;
  /** Path of the symbol around 0, 0. */
  path(areaPx: number): string;
}

/** The mark of the policy at a position; the baseline is grey, and its symbol an own one. */
export function policyMark(position: number, isBaseline: boolean, theme: Theme): PolicyMark {
  const colors = COLORS[theme];
  const round = Math.floor(position / colors.length);
  const type = SYMBOLS[(position + round) % SYMBOLS.length] as SymbolType;
  return {
    color: isBaseline ? BASELINE[theme] : (colors[position % colors.length] as string),
    path: (areaPx) => symbol(type, areaPx)() ?? "",
  };
}

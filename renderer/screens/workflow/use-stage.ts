/** Joins the stage to the screen: what it shows, what it does after a layout, what is in sight. */
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { readInk } from "../../charts/workflow/ink.ts";
import { NEAR_SCALE } from "../../charts/workflow/paint.ts";
import type { Box, Picture, Size } from "../../charts/workflow/picture.ts";
import { Stage } from "../../charts/workflow/stage.ts";
import {
  bringIn,
  centre,
  firstView,
  fitAll,
  near,
  type Viewport,
} from "../../charts/workflow/viewport.ts";
import { focusSoon } from "./focus-soon.ts";
import type { Afterwards, GraphView } from "./graph-view.ts";

/** What is in reach, and how far away the eye is. */
export interface Sight {
  readonly boxes: readonly Box[];
  readonly isNear: boolean;
  readonly view: Viewport;
  readonly screen: Size;
}

interface Parts {
  readonly surface: RefObject<HTMLElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly plane: RefObject<HTMLElement | null>;
}

export function useStage(
  view: GraphView,
  theme: "light" | "dark",
  parts: Parts,
  onSight: (sight: Sight) => void,
): Stage | null {
  const [stage, setStage] = useState<Stage | null>(null);
  const { picture } = view.layout;
  const shown = useRef<Picture | null>(null);
  useEffect(() => {
    const [surface, canvas, plane] = [
      parts.surface.current,
      parts.canvas.current,
      parts.plane.current,
    ];
    if (surface === null || canvas === null || plane === null) return;
    let last: readonly Box[] = [];
    const made = new Stage({
      surface,
      canvas,
      plane,
      onMove: (viewport, screen) => {
        const { current } = shown;
        if (current === null) return;
        const boxes = near(current, viewport, screen);
        if (!sameBoxes(boxes, last)) last = boxes;
        onSight({ boxes: last, isNear: viewport.k >= NEAR_SCALE, view: viewport, screen });
      },
    });
    setStage(made);
    return () => made.close();
  }, [parts.surface, parts.canvas, parts.plane, onSight]);

  const ink = useMemo(() => readInk(document.body, theme), [theme]);
  const { tree, drawn, current, hits } = view;
  const hitBoxes = useMemo(
    () => new Set(hits.map((hit) => drawn.stands[hit] ?? hit)),
    [hits, drawn],
  );
  useEffect(() => {
    if (stage === null || picture === null) return;
    const phaseOf = (node: number) => tree.nodes[node]?.phase ?? "Pending";
    const nameOf = (node: number) => tree.nodes[node]?.displayName ?? "";
    const isNew = shown.current !== picture;
    shown.current = picture;
    stage.show({ picture, phaseOf, nameOf, current, hits: hitBoxes }, ink);
    if (isNew) {
      settle(stage, picture, view.afterwards.current, parts.surface.current);
      view.afterwards.current = { do: "stay" };
    }
  }, [stage, picture, ink, tree, current, hitBoxes, view.afterwards, parts.surface]);

  useEffect(() => {
    if (stage === null) return;
    const to = (target: Viewport) => stage.go(target, true);
    view.surface.current = {
      view: () => stage.view,
      fit: () => shown.current !== null && to(fitAll(shown.current, stage.screen)),
      zoomBy: (factor) => stage.scaleBy(factor),
      actualSize: () => stage.scaleBy(1 / stage.view.k),
      bringIn: (box, focus) => {
        to(bringIn(stage.view, head(box), stage.screen));
        if (focus) focusNode(parts.surface.current, box.node);
      },
      centre: (box, focus) => {
        to(centre(stage.view, box, stage.screen));
        if (focus) focusNode(parts.surface.current, box.node);
      },
    };
    return () => {
      view.surface.current = null;
    };
  }, [stage, view.surface, parts.surface]);
  return stage;
}

function settle(
  stage: Stage,
  picture: Picture,
  next: Afterwards,
  surface: HTMLElement | null,
): void {
  const box = "node" in next ? picture.boxOf.get(next.node) : undefined;
  if (next.do === "begin") stage.go(firstView(picture, stage.screen), false);
  else if (next.do === "fit") stage.go(fitAll(picture, stage.screen), false);
  else if (next.do === "anchor" && box !== undefined) {
    const { k } = stage.view;
    const kept = { k, x: next.x - box.x * k, y: next.y - box.y * k };
    stage.go(kept, false);
  } else if (next.do === "centre" && box !== undefined) {
    stage.go(centre(stage.view, box, stage.screen), false);
    if (next.focus) focusNode(surface, box.node);
  }
}

/** The part of a box that should be seen: of a frame, its head. */
function head(box: Box) {
  return box.kind === "frame" ? { ...box, height: 60, width: Math.min(box.width, 320) } : box;
}

function focusNode(surface: HTMLElement | null, node: number): void {
  focusSoon(() => surface?.querySelector<HTMLElement>(`[data-node="${node}"]`));
}

function sameBoxes(a: readonly Box[], b: readonly Box[]): boolean {
  return a.length === b.length && a.every((box, at) => box === b[at]);
}

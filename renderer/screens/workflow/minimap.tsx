/** The whole picture, small, with the part that is seen; press or drag to go elsewhere. */
import { type PointerEvent, useEffect, useRef } from "react";
import { readInk } from "../../charts/workflow/ink.ts";
import { drawMinimap, minimapScale } from "../../charts/workflow/minimap.ts";
import type { Picture } from "../../charts/workflow/picture.ts";
import type { Stage } from "../../charts/workflow/stage.ts";
import { seen } from "../../charts/workflow/viewport.ts";
import styles from "./graph.module.css";
import type { GraphView } from "./graph-view.ts";
import type { Sight } from "./use-stage.ts";

const ROOM = { width: 168, height: 112 };

interface MinimapProps {
  readonly picture: Picture;
  readonly view: GraphView;
  readonly theme: "light" | "dark";
  readonly stage: Stage | null;
  readonly sight: Sight;
}

export function Minimap({ picture, view, theme, stage, sight }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = minimapScale(picture, ROOM);
  const { tree } = view;
  useEffect(() => {
    if (canvas.current === null) return;
    const phaseOf = (node: number) => tree.nodes[node]?.phase ?? "Pending";
    drawMinimap(canvas.current, picture, scale, phaseOf, readInk(document.body, theme));
  }, [picture, scale, tree, theme]);
  const area = seen(sight.view, sight.screen);
  const isWhole = area.width >= picture.width && area.height >= picture.height;
  const go = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1 || stage === null) return;
    const rim = event.currentTarget.getBoundingClientRect();
    const { k } = stage.view;
    const x = (event.clientX - rim.left) / scale;
    const y = (event.clientY - rim.top) / scale;
    stage.go({ k, x: sight.screen.width / 2 - x * k, y: sight.screen.height / 2 - y * k }, false);
  };
  return (
    <div
      className={styles.minimap}
      aria-hidden="true"
      hidden={isWhole}
      style={{ width: picture.width * scale, height: picture.height * scale }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
      onMouseDown={(event) => event.stopPropagation()}
    >
      <canvas ref={canvas} />
      <i
        style={{
          left: area.x * scale,
          top: area.y * scale,
          width: area.width * scale,
          height: area.height * scale,
        }}
      />
    </div>
  );
}

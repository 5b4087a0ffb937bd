/** The surface of the graph: keeps the viewport, moves it by hand or by program, and repaints. */
import {
  type D3ZoomEvent,
  type Selection,
  select,
  type ZoomBehavior,
  zoom,
  zoomIdentity,
} from "d3";
import type { Ink } from "./ink.ts";
import { paint } from "./paint.ts";
import type { Size } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { leastScale, MAX_SCALE, type Viewport } from "./viewport.ts";

export interface StageParts {
  /** Takes the pointer and the wheel. */
  readonly surface: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Holds the nodes that are elements; it is moved and scaled as a whole. */
  readonly plane: HTMLElement;
  /** Told once a frame while the picture moves. */
  onMove(view: Viewport, screen: Size): void;
}

const MOVE_MS = 220;

export class Stage {
  private readonly parts: StageParts;
  private readonly context: CanvasRenderingContext2D;
  private readonly surface: Selection<HTMLElement, unknown, null, undefined>;
  private readonly behavior: ZoomBehavior<HTMLElement, unknown>;
  private readonly observer: ResizeObserver;
  private current: Viewport = { k: 1, x: 0, y: 0 };
  private size: Size = { width: 1, height: 1 };
  private scene: Scene | null = null;
  private ink: Ink | null = null;
  private frame = 0;

  constructor(parts: StageParts) {
    this.parts = parts;
    this.context = parts.canvas.getContext("2d") as CanvasRenderingContext2D;
    this.surface = select(parts.surface);
    this.behavior = zoom<HTMLElement, unknown>()
      .clickDistance(4)
      .on("zoom", ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
        this.current = { k: transform.k, x: transform.x, y: transform.y };
        this.repaint();
      });
    this.surface.call(this.behavior).on("dblclick.zoom", null);
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(parts.surface);
    this.measure();
  }

  get view(): Viewport {
    return this.current;
  }

  get screen(): Size {
    return this.size;
  }

  show(scene: Scene, ink: Ink): void {
    this.scene = scene;
    this.ink = ink;
    const { picture } = scene;
    this.behavior.scaleExtent([leastScale(picture, this.size), MAX_SCALE]);
    // A part of the picture always stays on the screen.
    const margin = 400;
    this.behavior.translateExtent([
      [-margin - this.size.width, -margin - this.size.height],
      [picture.width + margin + this.size.width, picture.height + margin + this.size.height],
    ]);
    this.repaint();
  }

  go(view: Viewport, smoothly: boolean): void {
    const target = zoomIdentity.translate(view.x, view.y).scale(view.k);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (calm || !smoothly) this.surface.interrupt().call(this.behavior.transform, target);
    else this.surface.transition().duration(MOVE_MS).call(this.behavior.transform, target);
  }

  scaleBy(factor: number): void {
    this.behavior.scaleBy(this.surface, factor);
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.observer.disconnect();
    this.surface.interrupt().on(".zoom", null);
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.parts.surface;
    this.size = { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
    const ratio = window.devicePixelRatio;
    this.parts.canvas.width = Math.round(this.size.width * ratio);
    this.parts.canvas.height = Math.round(this.size.height * ratio);
    this.repaint();
  }

  private repaint(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const { k, x, y } = this.current;
      this.parts.plane.style.transform = `translate(${x}px,${y}px) scale(${k})`;
      if (this.scene !== null && this.ink !== null)
        paint(this.context, this.scene, this.current, this.size, this.ink);
      this.parts.onMove(this.current, this.size);
    });
  }
}

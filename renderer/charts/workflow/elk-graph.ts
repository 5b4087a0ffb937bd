/** One level of the picture as a graph for the Eclipse Layout Kernel, and its answer read back. */
import { LAYER_GAP, type Layered, type Level, NODE_GAP } from "./layers.ts";
import type { Point } from "./picture.ts";

/** What of the kernel's graph format is used. */
export interface ElkGraph {
  readonly id: string;
  readonly layoutOptions: Readonly<Record<string, string>>;
  readonly children: readonly ElkChild[];
  readonly edges: readonly ElkEdge[];
  readonly width?: number;
  readonly height?: number;
}

interface ElkChild {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly sections?: readonly { readonly bendPoints?: readonly Point[] }[];
}

/** Up to so many boxes the slower and straighter placement is used. */
const MAX_STRAIGHT = 150;

export function elkGraph({ sizes, edges, direction }: Level): ElkGraph {
  return {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": direction === "right" ? "RIGHT" : "DOWN",
      "elk.padding": "[top=0,left=0,bottom=0,right=0]",
      "elk.edgeRouting": "POLYLINE",
      "elk.layered.mergeEdges": "true",
      "elk.spacing.nodeNode": String(NODE_GAP),
      "elk.spacing.edgeNode": "12",
      "elk.spacing.componentComponent": "28",
      "elk.layered.spacing.nodeNodeBetweenLayers": String(LAYER_GAP),
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.nodePlacement.strategy":
        sizes.length <= MAX_STRAIGHT ? "NETWORK_SIMPLEX" : "BRANDES_KOEPF",
      "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
    },
    children: sizes.map(({ width, height }, each) => ({ id: String(each), width, height })),
    edges: edges.map(([from, to], each) => ({
      id: `e${each}`,
      sources: [String(from)],
      targets: [String(to)],
    })),
  };
}

export function readElkGraph(graph: ElkGraph): Layered {
  return {
    width: graph.width ?? 0,
    height: graph.height ?? 0,
    places: graph.children.map(({ x = 0, y = 0 }) => ({ x, y })),
    bends: graph.edges.map((edge) => edge.sections?.flatMap((part) => part.bendPoints ?? []) ?? []),
  };
}

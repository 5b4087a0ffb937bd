/** Which room is open, in the address after the `#`: links, back and forward work, nothing reloads. */
import { useSyncExternalStore } from "react";
import type { Edits } from "../preview/edits.ts";
import { parseEdits } from "../preview/parse-edits.ts";
import { type ExplorePoint, parsePoint } from "../screens/explore/point.ts";
import { type LiveLook, liveLookValues, parseLiveLook } from "../screens/live/look.ts";

export type Room =
  | "explore"
  | "sweep"
  | "frontier"
  | "live"
  | "quality"
  | "accounting"
  | "workflow";

export interface Route {
  readonly room: Room;
  /**
   * A scenario in Explore, Accounting and Models and drift, a sweep in Sweep and Frontier, a live run, a bundled
   * workflow in Workflow; null for the first one, a new one, the list of all, a file of the user's own, or none yet.
   */
  readonly id: string | null;
  /** In Explore and Accounting: a point of a sweep instead of the scenario as it is. */
  readonly point?: ExplorePoint;
  /** In Accounting and in Models and drift: whose account, or path, it is. */
  readonly policy?: string;
  /** In Accounting: what was changed in Explore. */
  readonly edits?: Edits;
  /** In Live run: which runs are listed, or which request of the run is looked at. */
  readonly live?: LiveLook;
}

const ROOMS: readonly string[] = [
  "explore",
  "sweep",
  "frontier",
  "live",
  "quality",
  "accounting",
  "workflow",
] satisfies Room[];

/** The route that a hash names; undefined when it names none, such as that of the skip link. */
export function parseRoute(hash: string): Route | undefined {
  const [path = "", query] = hash.replace(/^#\/?/, "").split("?");
  const [room = "", ...rest] = path.split("/");
  if (!ROOMS.includes(room)) return undefined;
  const id = rest.length === 0 ? null : decoded(rest.join("/"));
  const values = new URLSearchParams(query);
  const point = parsePoint(values.get("point") ?? "");
  const policy = values.get("policy");
  const edits = parseEdits(values.get("edits") ?? "");
  const live = room === "live" ? parseLiveLook(values) : undefined;
  return {
    room: room as Room,
    id,
    ...(point && { point }),
    ...(policy && { policy }),
    ...(edits && { edits }),
    ...(live && { live }),
  };
}

export function routeHash({ room, id, point, policy, edits, live }: Route): string {
  const part = id === null ? "" : `/${id.split("/").map(encodeURIComponent).join("/")}`;
  const values = [
    ...(policy === undefined ? [] : [`policy=${encodeURIComponent(policy)}`]),
    ...(edits === undefined ? [] : [`edits=${encodeURIComponent(JSON.stringify(edits))}`]),
    ...(point === undefined ? [] : [`point=${encodeURIComponent(JSON.stringify(point))}`]),
    ...(live === undefined ? [] : liveLookValues(live)),
  ];
  return `#${room}${part}${values.length === 0 ? "" : `?${values.join("&")}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let current: Route = { room: "explore", id: null };
let seenHash: string | undefined;

function read(): Route {
  const { hash } = window.location;
  if (hash !== seenHash) {
    seenHash = hash;
    current = parseRoute(hash) ?? (hash === "" ? { room: "explore", id: null } : current);
  }
  return current;
}

export function useRoute(): Route {
  return useSyncExternalStore((listener) => {
    window.addEventListener("hashchange", listener);
    return () => window.removeEventListener("hashchange", listener);
  }, read);
}

/** Goes to a room, as a step in the history. */
export function navigate(route: Route): void {
  window.location.hash = routeHash(route);
}

/** Goes there without a step in the history: what is typed into a filter is no journey. */
export function adjust(route: Route): void {
  window.history.replaceState(null, "", routeHash(route));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

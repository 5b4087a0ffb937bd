/** Which room is open, in the address after the `#`: links, back and forward work, nothing reloads. */
import { useSyncExternalStore } from "react";
import { type ExplorePoint, parsePoint } from "../screens/explore/point.ts";

export type Room = "explore" | "sweep" | "frontier" | "workflow";

export interface Route {
  readonly room: Room;
  /**
   * A scenario in Explore, a sweep in Sweep and Frontier, a bundled workflow in Workflow; null for the
   * first one, a new one, a file of the user's own, or none yet.
   */
  readonly id: string | null;
  /** In Explore: a point of a sweep instead of the scenario as it is. */
  readonly point?: ExplorePoint;
}

const ROOMS: readonly string[] = ["explore", "sweep", "frontier", "workflow"] satisfies Room[];

/** The route that a hash names; undefined when it names none, such as that of the skip link. */
export function parseRoute(hash: string): Route | undefined {
  const [path = "", query] = hash.replace(/^#\/?/, "").split("?");
  const [room = "", ...rest] = path.split("/");
  if (!ROOMS.includes(room)) return undefined;
  const id = rest.length === 0 ? null : decoded(rest.join("/"));
  const point = query?.startsWith("point=") ? parsePoint(decoded(query.slice(6))) : undefined;
  return { room: room as Room, id, ...(point && { point }) };
}

export function routeHash({ room, id, point }: Route): string {
  const part = id === null ? "" : `/${id.split("/").map(encodeURIComponent).join("/")}`;
  const query = point === undefined ? "" : `?point=${encodeURIComponent(JSON.stringify(point))}`;
  return `#${room}${part}${query}`;
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

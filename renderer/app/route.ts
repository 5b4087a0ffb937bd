/** Which room is open, in the address after the `#`: links, back and forward work, nothing reloads. */
import { useSyncExternalStore } from "react";

export type Route =
  | { readonly room: "explore"; readonly id: string | null }
  /** `id` is that of a bundled workflow; null for a file of the user's own, or none yet. */
  | { readonly room: "workflow"; readonly id: string | null };

/** The route that a hash names; undefined when it names none, such as that of the skip link. */
export function parseRoute(hash: string): Route | undefined {
  const [room, ...rest] = hash.replace(/^#\/?/, "").split("/");
  const id = rest.length === 0 ? null : decoded(rest.join("/"));
  return room === "explore" || room === "workflow" ? { room, id } : undefined;
}

export function routeHash({ room, id }: Route): string {
  const part = id === null ? "" : `/${id.split("/").map(encodeURIComponent).join("/")}`;
  return `#${room}${part}`;
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

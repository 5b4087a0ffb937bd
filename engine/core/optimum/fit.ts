/** Whether work that is placed in time also has room on the nodes. */
import type { InstantMs } from "../units/units.ts";

/** A time in which something holds a part of a node. */
export interface Held {
  readonly startMs: InstantMs;
  readonly endMs: InstantMs;
  readonly cpu: number;
  readonly memoryGib: number;
}

/** Equal nodes, and how many there may be. */
export interface Nodes {
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly maxNodes: number;
}

/** Fractions of a CPU taken and given back many times leave a remainder of this order or less. */
const ROUNDING = 1e-9;

/**
 * Whether each of these finds room on a node for all of its time when they are placed as they begin, on
 * the first node that has room. True proves that they fit; false does not prove that they cannot.
 */
export function fitsNodes(held: readonly Held[], nodes: Nodes): boolean {
  const free: { cpu: number; memoryGib: number }[] = [];
  const running: { readonly each: Held; readonly node: number }[] = [];
  const byStart = held
    .filter(({ startMs, endMs, cpu, memoryGib }) => endMs > startMs && (cpu > 0 || memoryGib > 0))
    .sort((a, b) => a.startMs - b.startMs || b.cpu - a.cpu);
  for (const each of byStart) {
    for (let at = running.length - 1; at >= 0; at--) {
      const other = running[at];
      if (other === undefined || other.each.endMs > each.startMs) continue;
      take(free[other.node], other.each, 1);
      running.splice(at, 1);
    }
    let node = free.findIndex((room) => hasRoom(room, each));
    if (node < 0 && free.length < nodes.maxNodes) {
      node = free.push({ cpu: nodes.vcpu, memoryGib: nodes.memoryGib }) - 1;
    }
    const room = free[node];
    if (room === undefined || !hasRoom(room, each)) return false;
    take(room, each, -1);
    running.push({ each, node });
  }
  return true;
}

/** Whether something more has room beside what is held, on all nodes together. */
export function hasRoomBeside(held: readonly Held[], more: Held, nodes: Nodes): boolean {
  const beside = held.filter((each) => each.startMs < more.endMs && more.startMs < each.endMs);
  // Use is highest where something begins.
  const instants = [more.startMs, ...beside.map(({ startMs }) => startMs)];
  return instants.every((at) => {
    if (at < more.startMs) return true;
    let { cpu, memoryGib } = more;
    for (const each of beside) {
      if (each.startMs > at || each.endMs <= at) continue;
      cpu += each.cpu;
      memoryGib += each.memoryGib;
    }
    const { vcpu, maxNodes } = nodes;
    return cpu <= vcpu * maxNodes + ROUNDING && memoryGib <= nodes.memoryGib * maxNodes + ROUNDING;
  });
}

interface Room {
  cpu: number;
  memoryGib: number;
}

function hasRoom(room: Room, each: Held): boolean {
  return room.cpu + ROUNDING >= each.cpu && room.memoryGib + ROUNDING >= each.memoryGib;
}

function take(room: Room | undefined, each: Held, sign: 1 | -1): void {
  if (room === undefined) return;
  room.cpu += sign * each.cpu;
  room.memoryGib += sign * each.memoryGib;
}

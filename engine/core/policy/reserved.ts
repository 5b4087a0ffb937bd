/** Room on nodes that run in any case, and are paid for whether they are used or not. */
import type { Room } from "./contract.ts";

/** The least that Kubernetes can ask for; room for nothing is no reason to start. */
const LEAST_CPU = 0.001;

/** How many CPUs must be free on such nodes for the subject to start on them. */
export function reservedCpu({ requestedCpu }: Room): number {
  return Math.max(requestedCpu, LEAST_CPU);
}

export function reservedHasRoom(room: Room): boolean {
  return room.freeReservedCpu >= reservedCpu(room);
}

/** Room on this machine: CPU and memory that attempts reserve, first come first served. */
import type { PodRequests } from "../../core/pod.ts";

const BYTES_PER_GIB = 2 ** 30;

export interface Slots {
  readonly cpu: number;
  readonly memoryBytes: number;
}

interface Waiting {
  readonly id: string;
  readonly requests: PodRequests;
  readonly admit: (admitted: boolean) => void;
}

/** Who asks for more than there is gets it when it is alone; who asks for nothing takes no room and does not wait. */
export class SlotQueue {
  private readonly slots: Slots;
  private readonly held = new Map<string, PodRequests>();
  private waiting: Waiting[] = [];

  constructor(slots: Slots) {
    this.slots = slots;
  }

  /** Resolves when there is room: true; or false when it was withdrawn meanwhile. */
  take(id: string, requests: PodRequests): Promise<boolean> {
    if (requests.cpu === 0 && requests.memoryGib === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.waiting.push({ id, requests, admit: resolve });
      this.admit();
    });
  }

  giveBack(id: string): void {
    this.held.delete(id);
    this.admit();
  }

  /** Those that wait under this id, or all of them, get no room any more. */
  withdraw(id?: string): void {
    const leaving = this.waiting.filter((entry) => id === undefined || entry.id === id);
    this.waiting = this.waiting.filter((entry) => !leaving.includes(entry));
    for (const entry of leaving) entry.admit(false);
    this.admit();
  }

  private admit(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      if (!this.hasRoom(next.requests)) return;
      this.waiting.shift();
      this.held.set(next.id, next.requests);
      next.admit(true);
    }
  }

  private hasRoom(requests: PodRequests): boolean {
    if (this.held.size === 0) return true;
    let { cpu, memoryGib } = requests;
    for (const held of this.held.values()) {
      cpu += held.cpu;
      memoryGib += held.memoryGib;
    }
    // Requests such as 0.1 do not add up exactly.
    return cpu <= this.slots.cpu + 1e-9 && memoryGib * BYTES_PER_GIB <= this.slots.memoryBytes;
  }
}

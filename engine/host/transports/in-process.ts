/** Two channels joined end to end inside one process. */
import type { Channel } from "../channel.ts";

class End implements Channel {
  private peer: End | undefined;
  private readonly messageListeners: ((text: string) => void)[] = [];
  private readonly closeListeners: (() => void)[] = [];

  static pair(): readonly [Channel, Channel] {
    const [left, right] = [new End(), new End()];
    left.peer = right;
    right.peer = left;
    return [left, right];
  }

  post(text: string): void {
    const peer = this.peer;
    // In a later turn, as with every other transport: a listener never runs inside its sender.
    if (peer !== undefined) setImmediate(() => peer.receive(text));
  }

  onMessage(listener: (text: string) => void): void {
    this.messageListeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.closeListeners.push(listener);
  }

  close(): void {
    const peer = this.peer;
    if (peer === undefined) return;
    this.peer = undefined;
    for (const listener of this.closeListeners) listener();
    setImmediate(() => peer.close());
  }

  private receive(text: string): void {
    if (this.peer === undefined) return;
    for (const listener of this.messageListeners) listener(text);
  }
}

/** A connected pair: what one end posts, the other receives; closing one closes both. */
export function inProcessChannels(): readonly [Channel, Channel] {
  return End.pair();
}

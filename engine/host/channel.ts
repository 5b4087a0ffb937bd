/** A two-way channel of text messages; the transports make one from whatever carries them. */

export interface Channel {
  post(text: string): void;
  /** Anything that is not a text arrives as undefined. */
  onMessage(listener: (text: string | undefined) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** One object per thing that can be done: the palette, the keys and the key sheet all read it. */

export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and on the key sheet. */
  readonly group: string;
  /** E.g. `Mod+K`, `Shift+?`; Mod is Cmd on Apple keyboards and Ctrl elsewhere. */
  readonly keys?: readonly string[];
  /** Absent means always. */
  readonly enabled?: boolean;
  run(): void;
}

/** Bounds on what values are written as. */
import { ExpressionError, MAX_VALUE_DEPTH } from "../value.ts";

/**
 * How much of a text is left to write. A list that is in itself many times over is small in memory
 * and endless in print.
 */
export interface Room {
  left: number;
}

/** Takes from the room; throws `ExpressionError` when there is none left, or too deep. */
export function use(room: Room, size: number, depth: number): void {
  room.left -= size;
  if (room.left < 0) throw new ExpressionError("a value is too large to be written");
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply");
}

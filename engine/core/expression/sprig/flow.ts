/** sprig's `fail` and `hello`. */
import { type Callable, ExpressionError } from "../value.ts";
import { define } from "./define.ts";

export const FLOW: readonly Callable[] = [
  define("fail", ["string"], ([message]) => {
    throw new ExpressionError(message);
  }),
  define("hello", [], () => "Hello!"),
];

/** The use cases as functions: what the host serves over the contract and the CLI calls directly. */
import type { Answer, Api, Procedure } from "../contract/api.ts";

type Value<T> = T extends Answer<infer V> ? V : never;

/** The contract's procedures without the envelope: they return the value or throw an `IssueError`. */
export type Lab = {
  readonly [P in Procedure]: (
    ...args: Parameters<Api[P]>
  ) => Promise<Value<Awaited<ReturnType<Api[P]>>>>;
} & {
  /** Ends what is running and closes the store. */
  close(): Promise<void>;
};

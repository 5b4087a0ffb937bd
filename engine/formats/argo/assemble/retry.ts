/** Retry strategies as the engine holds them. */
import type { RetryStrategy } from "../../../core/workflow/manifest.ts";
import type { RetryBody } from "../schema/retry.ts";
import { defined } from "./defined.ts";

export function toRetryStrategy({
  limit,
  retryPolicy,
  backoff,
  expression,
}: RetryBody): RetryStrategy {
  return defined({
    limit,
    retryPolicy,
    expression: expression === "" ? undefined : expression,
    backoff: backoff === undefined ? undefined : defined(backoff),
  });
}

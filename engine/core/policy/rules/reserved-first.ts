/**
 * `reserved-first`: start when another policy's plan says so, or earlier when there is room on reserved
 * nodes. Sees what that policy sees, and the room on nodes that run in any case. GAIA's
 * Res-First-X (Hanafy et al., ASPLOS 2024). There a job may start early at the first scan after room
 * came free, on the CPUs of a whole job; here at the instant, and the largest pod counts.
 */
import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import { answerWithStart, START_PLAN } from "../plan/start.ts";
import { reservedCpu, reservedHasRoom } from "../reserved.ts";
import type { PolicyRule } from "../rule.ts";
import type { ReservedFirstSpec } from "../spec.ts";

export const reservedFirst: PolicyRule<ReservedFirstSpec> = {
  source: "GAIA (Hanafy et al., ASPLOS 2024): Res-First-X",
  sees: [...START_PLAN, "room"],
  decide,
};

function decide(spec: ReservedFirstSpec, input: PolicyInput): PolicyAnswer {
  const answer = answerWithStart(spec.rule, spec, input);
  if (answer.action !== "wait") return answer;
  const room = input.room();
  if (reservedHasRoom(room)) return { action: "start", reason: "reserved nodes have room" };
  const reason = `${answer.reason}, or for room on reserved nodes`;
  return { ...answer, reason, orFreeReservedCpu: reservedCpu(room) };
}

/** The worker's side of the Accounting room: replays once, and accounts the timelines as often as asked. */

import { assume } from "../../../engine/core/account/assume.ts";
import type { Judgement } from "../../../engine/core/account/assumption-result.ts";
import { audit } from "../../../engine/core/account/audit.ts";
import { judge, reaccount } from "../../../engine/core/account/judge.ts";
import { tornado } from "../../../engine/core/account/tornado.ts";
import { assert } from "../../../engine/core/assert.ts";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import type { Site } from "../../../engine/core/site/site.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import type { AccountAnswer, AccountQuestion } from "./protocol.ts";
import type { Tornado } from "./types.ts";

/** Assumptions change what is said of a timeline, never the timeline: policies have decided. */
export class Accountant {
  private readonly world: World;
  private readonly sites: readonly Site[];
  private readonly timelines: readonly Timeline[];
  private readonly before: Judgement;
  private readonly tornadoes = new Map<string, Tornado>();

  constructor(world: World) {
    const prepared = prepareWorld(world);
    this.world = world;
    this.sites = prepared.sites;
    this.timelines = world.policies.map((spec) => runPolicy(prepared, spec).timeline);
    this.before = judge(this.timelines, world, this.sites);
  }

  answer(question: AccountQuestion): AccountAnswer {
    const { policy, assumptions, stepMs } = question;
    const { world, sites, timelines, before } = this;
    const timeline = timelines.find((each) => each.policy === policy);
    const own = before.policies.find((each) => each.policy === policy);
    assert(timeline !== undefined && own !== undefined, () => `'${policy}' is a policy`);
    const assumed = assume(world, sites, assumptions);
    const short = { stepMs: timeline.toMs - timeline.fromMs };
    return {
      question,
      audit: audit(timeline, assumed.world, assumed.sites, { stepMs }),
      before: { ...audit(timeline, world, sites, short).terms, cost: own.cost },
      reaccounted: reaccount(timelines, world, sites, assumptions, before),
    };
  }

  /** Does not depend on the assumptions at hand: each bar starts from what the scenario says. */
  tornado(policy: string): Tornado {
    const known = this.tornadoes.get(policy);
    if (known !== undefined) return known;
    const made = tornado(this.timelines, this.world, this.sites, policy);
    this.tornadoes.set(policy, made);
    return made;
  }
}

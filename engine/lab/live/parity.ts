/** The use case behind `lowtide parity`: a scenario replayed and run live, held against each other. */
import { type DrivenRun, type ParityFindings, parityOf } from "../../core/live/parity.ts";
import { replayToEnd } from "../../core/simulate/replay.ts";
import { initialState, type ReplayState } from "../../core/simulate/state.ts";
import type { DurationMs } from "../../core/units/units.ts";
import type { Follower } from "./follower.ts";
import { TICK_MS } from "./view.ts";

export interface Parity extends ParityFindings {
  readonly run: string;
  readonly scenario: string;
  readonly policy: string;
  readonly status: string;
  /** How far apart decisions may be in scenario time. */
  readonly tickMs: DurationMs;
  /** Models that came into service: as the run's steps measured them, and as the scenario's quality says. */
  readonly models: readonly {
    readonly trainedOn: number;
    readonly measured: number | null;
    readonly stated: number;
  }[];
  /** By the same account: the replay's profiles, and CPU time as measured. */
  readonly energyKwh: { readonly measured: number; readonly predicted: number };
  readonly carbonG: { readonly measured: number; readonly predicted: number };
}

export interface ParitySubject {
  readonly id: string;
  readonly scenario: string;
  readonly status: string;
  readonly carbonG: number;
  readonly energyKwh: number;
}

/** @param subject the live run as its view has it */
export function parityWith(follower: Follower, subject: ParitySubject): Parity {
  const { context, state } = follower.chronicle.machine;
  const replayed = replayToEnd(context, initialState(context, true));
  const { account } = follower.replay;
  return {
    run: subject.id,
    scenario: subject.scenario,
    policy: context.spec.name,
    status: subject.status,
    tickMs: TICK_MS,
    ...parityOf(context, drivenRun(state), drivenRun(replayed), TICK_MS),
    models: follower.chronicle.models.map(({ trainedOn, accuracy }) => ({
      trainedOn,
      measured: accuracy,
      stated: context.surface.accuracy(trainedOn, trainedOn).value,
    })),
    energyKwh: { measured: subject.energyKwh, predicted: account.energyKwh },
    carbonG: { measured: subject.carbonG, predicted: account.carbonG },
  };
}

function drivenRun({ timeline, runs, ended }: ReplayState): DrivenRun {
  return { timeline, runs: { ...runs, ...ended } };
}

/** What the inputs of a custom expression are worked out from, each part at most once a decision. */
import type { Forecast } from "../../carbon/forecast.ts";
import { cheapestWindow, type IntensityView, type Window } from "../../carbon/window.ts";
import { type CivilTime, civilTime, type ZoneOffsets } from "../../clock/civil.ts";
import type { InstantMs } from "../../units/units.ts";
import { latestStartMs, type PolicyInput, type Room } from "../contract.ts";

export class Situation {
  readonly input: PolicyInput;
  private readonly zone: ZoneOffsets;
  private issued: Forecast | undefined;
  private best: Window | undefined;
  private cpus: Room | undefined;

  constructor(input: PolicyInput, zone: ZoneOffsets) {
    this.input = input;
    this.zone = zone;
  }

  get clock(): CivilTime {
    return civilTime(this.input.nowMs, this.zone);
  }

  get room(): Room {
    this.cpus ??= this.input.room();
    return this.cpus;
  }

  get latestMs(): InstantMs {
    return latestStartMs(this.input);
  }

  private get forecast(): Forecast {
    this.issued ??= this.input.forecast();
    return this.issued;
  }

  /** How far ahead the forecast is judged: to the deadline, or as far as it reaches. */
  private get horizonMs(): InstantMs {
    return Math.min(this.input.deadlineMs, this.forecast.untilMs);
  }

  /** The cheapest window until the latest start; now, at the reading, where none is known. */
  get cheapest(): Window {
    this.best ??= this.findCheapest();
    return this.best;
  }

  private findCheapest(): Window {
    const { nowMs, expectedDurationMs, intensityGPerKwh } = this.input;
    const latestKnown = Math.min(this.latestMs, this.forecast.untilMs - expectedDurationMs);
    if (latestKnown < nowMs) return { startMs: nowMs, meanGPerKwh: intensityGPerKwh };
    return cheapestWindow(this.forecast, expectedDurationMs, nowMs, latestKnown);
  }

  /** Mean of the forecast until the deadline; the reading where nothing is known. */
  get forecastMean(): number {
    return mean(this.forecast, this.input.nowMs, this.horizonMs) ?? this.input.intensityGPerKwh;
  }

  get forecastMin(): number {
    const pieces = this.pieces();
    if (pieces.length === 0) return this.input.intensityGPerKwh;
    return pieces.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
  }

  /** Percent of the time until the deadline whose forecast is under the reading. */
  get percentile(): number {
    const { nowMs, intensityGPerKwh } = this.input;
    const pieces = this.pieces();
    if (pieces.length === 0) return 0;
    let underMs = 0;
    for (const { value, fromMs, toMs } of pieces) {
      if (value < intensityGPerKwh) underMs += toMs - fromMs;
    }
    return (100 * underMs) / (this.horizonMs - nowMs);
  }

  get priceMean(): number {
    const { price, nowMs, deadlineMs } = this.input;
    return mean(price, nowMs, deadlineMs) ?? price.at(nowMs);
  }

  /** Stretches of equal forecast from now until the deadline. */
  private pieces(): { value: number; fromMs: InstantMs; toMs: InstantMs }[] {
    const { nowMs } = this.input;
    const endMs = this.horizonMs;
    if (endMs <= nowMs) return [];
    const edges = [nowMs, ...this.forecast.changes(nowMs, endMs), endMs];
    return edges.slice(1).map((toMs, index) => {
      const fromMs = edges[index] as InstantMs;
      return { value: this.forecast.at(fromMs), fromMs, toMs };
    });
  }
}

function mean(view: IntensityView, fromMs: InstantMs, toMs: InstantMs): number | undefined {
  return toMs > fromMs ? view.integral(fromMs, toMs) / (toMs - fromMs) : undefined;
}

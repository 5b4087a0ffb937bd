/** The coefficients of a node pool: what the document states, and from the catalogue what it leaves out. */
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { type PowerFigures, powerOf } from "../../core/catalogue/power-models.ts";
import { pueOf } from "../../core/catalogue/regions.ts";
import {
  type KnownPrice,
  numberOfSize,
  priceOf,
  spotPriceOf,
  textOfSize,
} from "../../core/catalogue/sizes.ts";
import type { Gpus } from "../../core/cluster/node-pool.ts";
import type { PowerCurve } from "../../core/cluster/power-curve.ts";
import type { Issue } from "../../core/issue.ts";
import type { NodePoolDocument } from "../../core/scenario/schema.ts";
import { isRegion } from "./describe.ts";
import { Lacking, type Place } from "./lacking.ts";

/** Numbers that every pool has; a document that states all of them needs no catalogue. */
const NEEDED = [
  "vcpu",
  "memoryGib",
  "idleW",
  "fullW",
  "pue",
  "embodiedKg",
  "lifespanYears",
  "pricePerHour",
] as const;

export type Coefficients = Record<(typeof NEEDED)[number], number> & {
  readonly gpu?: Gpus;
  readonly curve?: PowerCurve;
  readonly sources: readonly string[];
};

/** True when the document leaves something to the catalogue. */
export function leavesOut(document: NodePoolDocument): boolean {
  return document.powerModel !== undefined || NEEDED.some((name) => document[name] === undefined);
}

/** What is filled in, with its sources; or all that the catalogue does not know. */
export function fillFrom(
  catalogue: Catalogue,
  document: NodePoolDocument,
  year: number,
  place: Place,
): Coefficients | readonly Issue[] {
  const filling = new Filling(catalogue, document, place);
  filling.machine();
  filling.power();
  filling.embodied();
  filling.place(year);
  filling.price();
  return filling.result();
}

class Filling {
  private readonly catalogue: Catalogue;
  private readonly document: NodePoolDocument;
  private readonly numbers: Partial<Record<(typeof NEEDED)[number], number>> = {};
  private readonly sources: string[];
  private readonly lacking: Lacking;
  private gpu: Gpus | undefined;
  private curve: PowerCurve | undefined;

  constructor(catalogue: Catalogue, document: NodePoolDocument, where: Place) {
    this.catalogue = catalogue;
    this.document = document;
    this.lacking = new Lacking(catalogue, document, where);
    this.sources = [...(document.sources ?? [])];
    this.gpu = document.gpu;
    for (const name of NEEDED) {
      const stated = document[name];
      if (stated !== undefined) this.numbers[name] = stated;
    }
  }

  /** CPUs, memory and accelerators of the size. */
  machine(): void {
    for (const name of ["vcpu", "memoryGib"] as const) {
      const { size } = this;
      this.fill(name, () => numberOfSize(this.catalogue, size, name), [name]);
    }
    const count = numberOfSize(this.catalogue, this.size, "gpus");
    if (this.gpu !== undefined || count === undefined || count.value === 0) return;
    const model = textOfSize(this.catalogue, this.size, "gpu")?.value ?? "unknown";
    const idle = numberOfSize(this.catalogue, this.size, "gpuIdleW");
    const full = numberOfSize(this.catalogue, this.size, "gpuFullW");
    if (idle === undefined || full === undefined) {
      this.lacking.number("gpu", ["gpuIdleW", "gpuFullW"]);
      return;
    }
    this.gpu = { count: count.value, model, idleW: idle.value, fullW: full.value };
    this.tell("gpu", `${count.value} x ${model}`, count.source);
    this.tell("gpu.idleW, gpu.fullW", `${idle.value} to ${full.value}`, full.source);
  }

  /** Idle and full power, and the shape between them, of one model. */
  power(): void {
    const { powerModel, memoryPower = true } = this.document;
    const absent = (["idleW", "fullW"] as const).filter((name) => this.lacks(name));
    if (absent.length === 0 && powerModel === undefined) return;
    const answer = powerOf(this.catalogue, this.size, powerModel ?? "ccf", memoryPower);
    if (!answer.known) {
      // With both ends stated, a model without figures of this size has only lost its shape.
      for (const name of absent.slice(0, 1)) this.lacking.number(name, answer.missing);
      if (absent.length === 0) this.lacking.number("powerModel", answer.missing);
      return;
    }
    this.takePower(answer.figures, absent);
  }

  private takePower(figures: PowerFigures, absent: readonly ("idleW" | "fullW")[]): void {
    for (const name of absent) {
      const source = name === "idleW" ? figures.idleSource : figures.fullSource;
      this.set(name, figures[name], source);
    }
    this.curve = figures.curve;
    this.sources.push(`Power between idle and full: ${figures.curveSource}`);
  }

  /** The share of the host, by vCPU, over the host's life. */
  embodied(): void {
    if (this.lacks("embodiedKg")) {
      const fields = ["embodiedKg", "hostVcpu", "vcpu"] as const;
      const found = fields.map((field) => numberOfSize(this.catalogue, this.size, field));
      const [host, all, vcpu] = found;
      if (host === undefined || all === undefined || vcpu === undefined) {
        this.lacking.number(
          "embodiedKg",
          fields.filter((_, index) => found[index] === undefined),
        );
      } else {
        const share = `${host.value} kg a host x ${vcpu.value}/${all.value} vCPU`;
        const value = (host.value * vcpu.value) / all.value;
        this.set("embodiedKg", value, `${share}; ${host.source}`);
      }
    }
    this.fill("lifespanYears", () => numberOfSize(this.catalogue, this.size, "lifespanYears"), [
      "lifespanYears",
    ]);
  }

  /** PUE of the region in the year of the period. */
  place(year: number): void {
    if (!this.lacks("pue")) return;
    const { region } = this.document;
    const found = pueOf(this.catalogue, region, year);
    if (found === undefined) {
      this.lacking.region("pue", "region,provider,pue,source");
      return;
    }
    const of = found.year === undefined ? "of no year in particular" : `of ${found.year}`;
    const nearest =
      found.year === undefined || found.year === year ? of : `${of}, nearest to ${year}`;
    this.set("pue", found.value, `${region}, ${nearest}; ${found.source}`);
  }

  /** On demand, or of spot nodes where the pool has them. */
  price(): void {
    if (!this.lacks("pricePerHour")) return;
    const { region, spot, currency } = this.document;
    const known =
      spot === undefined
        ? priceOf(this.catalogue, this.size, region)
        : spotPriceOf(this.catalogue, this.size, region);
    if (known?.currency === currency) this.takePrice(known);
    else if (known !== undefined) this.lacking.currency(known.currency);
    else if (!isRegion(this.catalogue, region)) {
      this.lacking.region("pricePerHour", "size,region,pricePerHour,currency,date,source");
    } else
      this.lacking.number("pricePerHour", [spot === undefined ? "pricePerHour" : "spotPerHour"]);
  }

  private takePrice(known: KnownPrice): void {
    const kind = this.document.spot === undefined ? "on demand" : "spot";
    const how = known.assumed ? `${kind}, assumed` : kind;
    this.set(
      "pricePerHour",
      known.pricePerHour,
      `${this.document.region}, ${how}; ${known.source}`,
    );
  }

  result(): Coefficients | readonly Issue[] {
    if (this.lacking.issues.length > 0) return this.lacking.issues;
    const { gpu, curve, sources } = this;
    return {
      ...(this.numbers as Record<(typeof NEEDED)[number], number>),
      ...(gpu !== undefined && { gpu }),
      ...(curve !== undefined && { curve }),
      sources,
    };
  }

  private get size(): string {
    return this.document.vmSize;
  }

  private lacks(name: (typeof NEEDED)[number]): boolean {
    return this.numbers[name] === undefined;
  }

  private fill(
    name: (typeof NEEDED)[number],
    find: () => { value: number; source: string } | undefined,
    fields: readonly string[],
  ): void {
    if (!this.lacks(name)) return;
    const found = find();
    if (found === undefined) this.lacking.number(name, fields);
    else this.set(name, found.value, found.source);
  }

  private set(name: (typeof NEEDED)[number], value: number, source: string): void {
    this.numbers[name] = value;
    this.tell(name, String(Number(value.toPrecision(6))), source);
  }

  private tell(name: string, value: string, source: string): void {
    this.sources.push(`${name} ${value}: ${source}`);
  }
}

/** What the catalogue does not know of a node pool's numbers, and what to write instead. */
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { type Issue, problem } from "../../core/issue.ts";
import type { NodePoolDocument } from "../../core/scenario/schema.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { unknownSize } from "../../formats/catalogue/read.ts";
import type { Path, YamlDocument } from "../../formats/yaml/read.ts";
import { sizesOf } from "./describe.ts";

/** Where a document stands, for issues. */
export interface Place {
  readonly path: Path;
  readonly locate: YamlDocument["locate"];
}

export class Lacking {
  readonly issues: Issue[] = [];
  private readonly catalogue: Catalogue;
  private readonly document: NodePoolDocument;
  private readonly where: Place;

  constructor(catalogue: Catalogue, document: NodePoolDocument, where: Place) {
    this.catalogue = catalogue;
    this.document = document;
    this.where = where;
  }

  /** A number of the size; only one issue for a size that is not known at all. */
  number(name: string, fields: readonly string[]): void {
    const { vmSize, region } = this.document;
    const known = sizesOf(this.catalogue);
    if (!known.includes(vmSize)) {
      if (this.issues.some(({ code }) => code === "catalogue/unknown-size")) return;
      this.issues.push(unknownSize(vmSize, known, this.at("vmSize")));
      return;
    }
    const isPrice = name === "pricePerHour";
    const message =
      `the node pool states no ${name}, and the catalogue has no ${fields.join(", ")} ` +
      `of ${vmSize}${isPrice ? ` in ${region}` : ""}`;
    const columns = isPrice
      ? ["size", "region", ...fields, "currency", "date", "source"]
      : ["size", ...fields, "source"];
    const stated = name === "powerModel" ? "Choose another powerModel" : `State ${name} here`;
    const hint = `${stated}, or give a catalogue file with the columns ${columns.join(",")}.`;
    this.issues.push(problem("catalogue/no-number", message, hint, this.at(name)));
  }

  /** A number of a region that is not known. */
  region(name: string, columns: string): void {
    const { region } = this.document;
    const message = `the node pool states no ${name}, and the catalogue has no region '${region}'`;
    const near = didYouMean(region, this.catalogue.names("region"));
    const hint = `${near} Or state ${name} here, or give a catalogue file with the columns ${columns}.`;
    this.issues.push(problem("catalogue/unknown-region", message, hint, this.at("region")));
  }

  /** A price that is known in another currency only. */
  currency(found: string): void {
    const { currency, region, vmSize } = this.document;
    const message = `the price of ${vmSize} in ${region} is known in ${found}, the pool counts in ${currency}`;
    const hint = `Set the pool's currency to ${found}, or state pricePerHour.`;
    this.issues.push(problem("catalogue/no-number", message, hint, this.at("currency")));
  }

  private at(field: string) {
    return this.where.locate([...this.where.path, field]);
  }
}

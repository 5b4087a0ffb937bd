/** Where a value that is read may come from: outputs and inputs of templates, and what is known before. */

/** A literal, or a part of JSON. */
export type Scalar = string | number | boolean;

/** Something that templates give or receive, by position of the template in the plan. */
export interface Place {
  /**
   * `results`, `outputs` and `allOutputs` are what a loop gives as a whole: lists of results, of one
   * output parameter, and of maps of all of them.
   */
  readonly kind: "result" | "output" | "input" | "results" | "outputs" | "allOutputs";
  readonly template: number;
  /** Of the parameter; empty for results. */
  readonly name: string;
}

/** An element of a list, as a part of a path. */
export const ELEMENT = "[]";

/** A part of a place: `["[]", "key"]` is the member `key` of an element. */
export interface Ref {
  readonly place: Place;
  readonly path: readonly string[];
}

/** What an expression may stand for. */
export interface Term {
  readonly refs: readonly Ref[];
  readonly constants: readonly Scalar[];
}

export const UNKNOWN: Term = { refs: [], constants: [] };

export function constant(value: Scalar): Term {
  return { refs: [], constants: [value] };
}

export function oneOf(...terms: readonly Term[]): Term {
  return {
    refs: terms.flatMap(({ refs }) => refs),
    constants: terms.flatMap(({ constants }) => constants),
  };
}

/** A part of what the term stands for. */
export function partOf(term: Term, ...path: readonly string[]): Term {
  return {
    refs: term.refs.map((ref) => ({ place: ref.place, path: [...ref.path, ...path] })),
    constants: [],
  };
}

export function placeKey({ kind, template, name }: Place): string {
  return `${kind}/${template}/${name}`;
}

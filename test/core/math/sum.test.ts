import { expect, it } from "vitest";
import { CompensatedSum, sumOf } from "../../../engine/core/math/sum.ts";

it("keeps what a naive sum loses", () => {
  const terms = [1, 1e100, 1, -1e100];
  expect(terms.reduce((total, term) => total + term)).toBe(0);
  expect(sumOf(terms)).toBe(2);
});

it("adds ten million tenths without drift", () => {
  const sum = new CompensatedSum();
  let naive = 0;
  for (let i = 0; i < 10_000_000; i++) {
    sum.add(0.1);
    naive += 0.1;
  }
  expect(sum.value).toBe(1_000_000);
  expect(naive).not.toBe(1_000_000);
});

it("is 0 for nothing", () => {
  expect(sumOf([])).toBe(0);
});

/** ln 2 in two parts, the first with trailing zero bits, so that k x ln 2 is exact for small k. */

export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

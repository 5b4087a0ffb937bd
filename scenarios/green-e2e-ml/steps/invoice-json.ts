/** Invoices as callers of the model API write them, checked field by field. */
import { CATEGORIES, COUNTRIES } from "./drift.ts";
import { emptyInvoices, type Invoices } from "./invoices.ts";

export const MAX_INVOICES = 10_000;
const MAX_AMOUNT = 1e9;
const MAX_PAYMENT_DAYS = 255;
/** Codes that no list has; the encoders know them from no training. */
const UNKNOWN_CODE = 255;
const MAX_VENDOR = 0xffffffff;

export type ParsedInvoices =
  | { readonly ok: true; readonly invoices: Invoices; readonly isList: boolean }
  | { readonly ok: false; readonly reason: string };

/** One invoice, or a list of them; the reason names the first field that is wrong. */
export function parseInvoices(text: string): ParsedInvoices {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, reason: "the body is not JSON" };
  }
  const isList = Array.isArray(body);
  const items: readonly unknown[] = isList ? (body as unknown[]) : [body];
  if (items.length === 0 || items.length > MAX_INVOICES) {
    return { ok: false, reason: `give 1 to ${MAX_INVOICES} invoices` };
  }
  const invoices = emptyInvoices(items.length);
  for (const [row, item] of items.entries()) {
    const wrong = readInvoice(item, row, invoices);
    if (wrong !== undefined) {
      return { ok: false, reason: isList ? `invoice ${row}: ${wrong}` : wrong };
    }
  }
  return { ok: true, invoices, isList };
}

function readInvoice(item: unknown, row: number, into: Invoices): string | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return "is not an object";
  const { amount, vendor, country, category, paymentDays } = item as Record<string, unknown>;
  if (!isNumberWithin(amount, MAX_AMOUNT)) return "amount is not a number of EUR from 0";
  const number = typeof vendor === "string" ? /^V(\d{1,10})$/.exec(vendor)?.[1] : undefined;
  if (number === undefined || Number(number) > MAX_VENDOR) return "vendor is not like V123";
  if (typeof country !== "string" || !/^[A-Z]{2}$/.test(country)) return "country is not like DE";
  if (typeof category !== "string" || category === "") return "category is not a text";
  if (!isNumberWithin(paymentDays, MAX_PAYMENT_DAYS) || !Number.isInteger(paymentDays)) {
    return `paymentDays is not a whole number from 0 to ${MAX_PAYMENT_DAYS}`;
  }
  into.amount[row] = amount;
  into.vendor[row] = Number(number);
  into.country[row] = codeOf(COUNTRIES, country);
  into.category[row] = codeOf(CATEGORIES, category);
  into.paymentDays[row] = paymentDays;
  return undefined;
}

function isNumberWithin(value: unknown, most: number): value is number {
  return typeof value === "number" && value >= 0 && value <= most;
}

function codeOf(names: readonly string[], name: string): number {
  const code = names.indexOf(name);
  return code < 0 ? UNKNOWN_CODE : code;
}

/** Trains and scores the invoice pipeline of green-e2e-ml: its program, asked for a year of weeks. */
import "../../green-e2e-ml/steps/quality.ts";

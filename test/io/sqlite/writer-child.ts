/** Saves comparisons until it is killed; started by kill.test.ts. */
import { unwrap } from "../../../engine/core/issue.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { sampleComparison } from "../../fakes/comparison.ts";

const [file = "", first = "0"] = process.argv.slice(2);
const store = unwrap(openStore(file));
process.stdout.write("open\n");
for (let number = Number(first); ; number++) {
  store.save(sampleComparison(number));
  process.stdout.write(`${number}\n`);
}

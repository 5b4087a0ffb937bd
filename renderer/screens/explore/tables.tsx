/** The picture as tables: the same window, hour by hour and run by run. */
import { useMemo } from "react";
import { DataTable } from "../../widgets/data-table.tsx";
import { pictureTables } from "./table-rows.ts";
import type { View } from "./view.ts";

export function Tables({ view }: { readonly view: View }) {
  const tables = useMemo(
    () => pictureTables(view.answer.world, view.picture, view.result.title),
    [view.answer.world, view.picture, view.result.title],
  );
  return tables.map((table) => <DataTable key={table.caption} {...table} />);
}

/** Start of the app: connects to the engine and draws. */
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.tsx";
import { Shell } from "./app/shell.tsx";
import { startTheme } from "./app/theme/theme.ts";
import { connect } from "./client/connect.ts";
import "./app/theme/base.css";

startTheme();
const connection = connect();
createRoot(document.getElementById("app") as HTMLElement).render(
  <Providers>
    <Shell connection={connection} />
  </Providers>,
);

import { flowOverHttp } from "./over-http.ts";
import { startNetwork } from "./running.ts";

flowOverHttp("SQLite", () => startNetwork({ inChildren: true }));

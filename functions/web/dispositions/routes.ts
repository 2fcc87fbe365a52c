import { toConfirm } from "../components/confirmation.ts";
import { get, having, late, post, type Route, readLate } from "../http/route.ts";
import { disposing } from "./answering.ts";
import { contributions } from "./contributions.ts";
import { contribution, dispose } from "./disposition.ts";

const correcting = () => import("./corrections.ts");

const writers = having("author", "coordinator");

/** What authors do of the remarks of a round: a disposition for each, corrections put in the draft. */
export const dispositionRoutes: Route[] = [
  get("contributions", writers, contributions),
  get("contribution", writers, contribution),
  post("contribution", writers, disposing, dispose),
  post(
    "corrections",
    writers,
    readLate(async () => toConfirm((await correcting()).applying)),
    late(correcting, "applyCorrections"),
  ),
];

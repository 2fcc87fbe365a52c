import { toConfirm } from "../components/confirmation.ts";
import { get, having, late, post, type Route, readLate } from "../http/route.ts";

const treating = () => import("./contributions.ts");
const answering = () => import("./disposition.ts");
const correcting = () => import("./corrections.ts");

const writers = having("author", "coordinator");

/** What authors do of the remarks of a round: a disposition for each, corrections put in the draft. */
export const dispositionRoutes: Route[] = [
  get("contributions", writers, late(treating, "contributions")),
  get("contribution", writers, late(answering, "contribution")),
  post(
    "contribution",
    writers,
    readLate(async () => (await answering()).disposing),
    late(answering, "dispose"),
  ),
  get("corrections", writers, late(correcting, "corrections")),
  post(
    "corrections",
    writers,
    readLate(async () => toConfirm((await correcting()).applying)),
    late(correcting, "applyCorrections"),
  ),
];

import { get, late, outboxReaders, type Route } from "../http/route.ts";

/** Every component in each of its states, where mails do not leave the machine: on a network that runs for good it is not there. */
export const styleguideRoutes: Route[] = [
  get(
    "styleguide",
    outboxReaders,
    late(() => import("./styleguide.ts"), "styleguide"),
  ),
];

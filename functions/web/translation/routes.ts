import { get, having, late, post, type Route } from "../http/route.ts";
import { pairing } from "./pairing.ts";

const pages = () => import("./twins.ts");
const acts = () => import("./pairing-act.ts");

const writers = having("author", "coordinator");
const readers = having("reviewer", "author", "coordinator", "invited");

/** A translation beside its source: how each passage stands, what somebody says of it, and where to start from. */
export const translationRoutes: Route[] = [
  get("translation", readers, late(pages, "twins")),
  post("translation", writers, pairing, late(acts, "pair")),
  get("translationSource", writers, late(pages, "sourceFile")),
];

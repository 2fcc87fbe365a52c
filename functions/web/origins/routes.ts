import { disposing } from "../dispositions/disposition.ts";
import { get, having, havingHad, late, post, type Route } from "../http/route.ts";
import { comparingOrigin } from "./entries.ts";

const writers = having("author", "coordinator");
const readers = havingHad("reviewer", "author", "coordinator", "invited");
const presentReaders = having("reviewer", "author", "coordinator", "invited");
const remarks = () => import("./carried.ts");
const redlines = () => import("./origin-redline.ts");

/** Where a document comes from: the remarks that came along, and what changed since the text that it began as. */
export const originRoutes: Route[] = [
  get("carried", writers, late(remarks, "carried")),
  get("carriedRemark", writers, late(remarks, "carriedRemark")),
  post("carriedRemark", writers, disposing, late(remarks, "answerCarried")),
  get("originRedline", readers, late(redlines, "originRedline")),
  post("originRedline", presentReaders, comparingOrigin, late(redlines, "compareOrigin")),
  get("originRedlineFile", readers, late(redlines, "originRedlineFile")),
];

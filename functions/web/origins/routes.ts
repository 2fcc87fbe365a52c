import { nothing, toConfirm } from "../components/confirmation.ts";
import { get, having, havingHad, late, post, type Route, readLate } from "../http/route.ts";
import { addingSource, comparingOrigin, placingSource } from "./entries.ts";

const writers = having("author", "coordinator");
const readers = havingHad("reviewer", "author", "coordinator", "invited");
const presentReaders = having("reviewer", "author", "coordinator", "invited");
const remarks = () => import("./carried.ts");
const baskets = () => import("./sources.ts");
const sectionForms = () => import("./sections.ts");
const redlines = () => import("./origin-redline.ts");

/** Where a document comes from: what it draws on, the remarks that came along, what changed since the text that it began as. */
export const originRoutes: Route[] = [
  get("sources", presentReaders, late(baskets, "sources")),
  post("sources", writers, addingSource, late(baskets, "addSource")),
  get("sourceArrived", writers, late(baskets, "sourceArrived")),
  get("sourceSections", writers, late(sectionForms, "sourceSections")),
  post("sourceSections", writers, placingSource, late(sectionForms, "placeSource")),
  post("sourceRemoval", writers, toConfirm(nothing), late(sectionForms, "removeSource")),
  get("sourceFile", presentReaders, late(sectionForms, "sourceFile")),
  get("carried", writers, late(remarks, "carried")),
  get("carriedRemark", writers, late(remarks, "carriedRemark")),
  post(
    "carriedRemark",
    writers,
    readLate(async () => (await remarks()).disposing),
    late(remarks, "answerCarried"),
  ),
  get("originRedline", readers, late(redlines, "originRedline")),
  post("originRedline", presentReaders, comparingOrigin, late(redlines, "compareOrigin")),
  get("originRedlineFile", readers, late(redlines, "originRedlineFile")),
];

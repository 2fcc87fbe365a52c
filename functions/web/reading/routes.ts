import { get, having, havingHad, late, post, type Route, readLate, visitors } from "../http/route.ts";
import { image } from "./images.ts";
import { reviews } from "./reviews.ts";

const readings = () => import("./reading.ts");
const remarks = () => import("./remark.ts");
const redlines = () => import("./redline.ts");

const readers = havingHad("reviewer", "author", "coordinator", "invited");
/** Who left has nothing worked out: they read what was. */
const presentReaders = having("reviewer", "author", "coordinator", "invited");

/** A version as it is read under review: the page with its remarks in the margin, its files, what changed. */
export const readingRoutes: Route[] = [
  get("reviews", visitors, reviews),
  get("reading", readers, late(readings, "reading")),
  get("reviewFile", readers, late(readings, "reviewFile")),
  get("reviewPicture", readers, late(readings, "reviewPicture")),
  get("image", havingHad("reviewer", "author", "coordinator", "invited", "funder"), image),
  post(
    "remarks",
    having("reviewer", "coordinator"),
    readLate(async () => (await remarks()).remarking),
    late(remarks, "keepRemark"),
  ),
  get("redline", readers, late(redlines, "redline")),
  post(
    "redline",
    presentReaders,
    readLate(async () => (await redlines()).comparing),
    late(redlines, "compare"),
  ),
  get("redlineFile", readers, late(redlines, "redlineFile")),
];

import { get, having, havingHad, late, post, type Route, readLate, visitors } from "../http/route.ts";
import { image } from "./images.ts";
import { reading, reviewFile } from "./reading.ts";
import { keepRemark, remarking } from "./remark.ts";
import { reviews } from "./reviews.ts";

const redlines = () => import("./redline.ts");

const readers = havingHad("reviewer", "author", "coordinator", "invited");
/** Who left has nothing worked out: they read what was. */
const presentReaders = having("reviewer", "author", "coordinator", "invited");

/** A version as it is read under review: the page with its remarks in the margin, its files, what changed. */
export const readingRoutes: Route[] = [
  get("reviews", visitors, reviews),
  get("reading", readers, reading),
  get("reviewFile", readers, reviewFile),
  get("image", havingHad("reviewer", "author", "coordinator", "invited", "funder"), image),
  post("remarks", having("reviewer", "coordinator"), remarking, keepRemark),
  get("redline", readers, late(redlines, "redline")),
  post(
    "redline",
    presentReaders,
    readLate(async () => (await redlines()).comparing),
    late(redlines, "compare"),
  ),
  get("redlineFile", readers, late(redlines, "redlineFile")),
];

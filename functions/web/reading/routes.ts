import { get, having, havingHad, post, type Route, visitors } from "../http/route.ts";
import { image } from "./images.ts";
import { reading, reviewFile } from "./reading.ts";
import { compare, comparing, redline, redlineFile } from "./redline.ts";
import { keepRemark, remarking } from "./remark.ts";
import { reviews } from "./reviews.ts";

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
  get("redline", readers, redline),
  post("redline", presentReaders, comparing, compare),
  get("redlineFile", readers, redlineFile),
];

import { nothing, toConfirm } from "../components/confirmation.ts";
import { get, having, havingHad, late, post, postAs, type Route, readLate, visitors } from "../http/route.ts";
import { draft } from "./draft.ts";
import { request, requestUpload } from "./new-upload.ts";
import { sendAllTheSame, upload, uploadSource } from "./upload.ts";

const lists = () => import("./drafts.ts");
const versions = () => import("./version.ts");
const continuing = () => import("./continued.ts");
const submissions = () => import("./submission.ts");

const writers = having("author", "coordinator");
const writersOnce = havingHad("author", "coordinator");

/** A draft as its authors send it: files, versions, submission to review. */
export const draftRoutes: Route[] = [
  get("drafts", visitors, late(lists, "drafts")),
  get("draft", writersOnce, draft),
  post("uploads", writers, request, requestUpload),
  get("upload", writers, upload),
  post("upload", writers, toConfirm(nothing), sendAllTheSame),
  get("uploadSource", writers, uploadSource),
  get("version", writersOnce, late(versions, "version")),
  get("versionFile", writers, late(versions, "versionFile")),
  postAs("versionFile", writers, late(versions, "askVersionFile")),
  get("continued", writers, late(continuing, "continued")),
  post(
    "continued",
    writers,
    readLate(async () => (await continuing()).asking),
    late(continuing, "askContinued"),
  ),
  get("continuedFile", writers, late(continuing, "continuedFile")),
  get("submission", writers, late(submissions, "submission")),
  post(
    "submission",
    writers,
    readLate(async () => toConfirm((await submissions()).submitting)),
    late(submissions, "submit"),
  ),
];

import { toConfirm } from "../components/confirmation.ts";
import { get, having, havingHad, late, post, postAs, type Route, readLate, visitors } from "../http/route.ts";
import { draft } from "./draft.ts";
import { drafts } from "./drafts.ts";
import { request, requestUpload } from "./new-upload.ts";
import { upload, uploadSource } from "./upload.ts";

const versions = () => import("./version.ts");
const submissions = () => import("./submission.ts");

const writers = having("author", "coordinator");
const writersOnce = havingHad("author", "coordinator");

/** A draft as its authors send it: files, versions, submission to review. */
export const draftRoutes: Route[] = [
  get("drafts", visitors, drafts),
  get("draft", writersOnce, draft),
  post("uploads", writers, request, requestUpload),
  get("upload", writers, upload),
  get("uploadSource", writers, uploadSource),
  get("version", writersOnce, late(versions, "version")),
  get("versionFile", writers, late(versions, "versionFile")),
  postAs("versionFile", writers, late(versions, "askVersionFile")),
  get("submission", writers, late(submissions, "submission")),
  post(
    "submission",
    writers,
    readLate(async () => toConfirm((await submissions()).submitting)),
    late(submissions, "submit"),
  ),
];

import { toConfirm } from "../components/confirmation.ts";
import { get, having, havingHad, post, postAs, type Route, visitors } from "../http/route.ts";
import { draft } from "./draft.ts";
import { drafts } from "./drafts.ts";
import { request, requestUpload } from "./new-upload.ts";
import { submission, submit, submitting } from "./submission.ts";
import { upload, uploadSource } from "./upload.ts";
import { askVersionFile, version, versionFile } from "./version.ts";

const writers = having("author", "coordinator");
const writersOnce = havingHad("author", "coordinator");

/** A draft as its authors send it: files, versions, submission to review. */
export const draftRoutes: Route[] = [
  get("drafts", visitors, drafts),
  get("draft", writersOnce, draft),
  post("uploads", writers, request, requestUpload),
  get("upload", writers, upload),
  get("uploadSource", writers, uploadSource),
  get("version", writersOnce, version),
  get("versionFile", writers, versionFile),
  postAs("versionFile", writers, askVersionFile),
  get("submission", writers, submission),
  post("submission", writers, toConfirm(submitting), submit),
];

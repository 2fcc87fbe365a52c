import { readDraft } from "../../shared/formats/read.ts";
import type { DraftFile } from "../../shared/formats/reading.ts";
import { limits } from "./drafts.ts";

/** Reads the files that it is sent, one after another, and says what each came to. */
process.on("message", async (file: DraftFile) => {
  const read = await readDraft(file, { language: "fr-FR", limits });
  process.send?.("refused" in read ? read.refused.code : "blocks");
});

import { Refusal } from "../../../shared/errors.ts";
import type { FileRef } from "../../../shared/values.ts";
import { keepAttachment } from "../components/attachment.ts";
import type { Web } from "../http/context.ts";

/** What a proof may be, by what its bytes are. */
const taken: readonly string[] = ["application/pdf", "image/jpeg", "image/png"];

/** Keeps the file that proves an entry. Throws `proof-type`, `upload-missing`, `file-too-large`. */
export async function keepProof(web: Web, upload: string, stem: string): Promise<FileRef> {
  return keepAttachment(web, upload, stem, ({ mediaType }) => {
    if (!taken.includes(mediaType)) throw new Refusal("proof-type");
  });
}

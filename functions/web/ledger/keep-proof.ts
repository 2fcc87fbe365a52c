import type { ImageType } from "../../../shared/document/tree.ts";
import { Refusal } from "../../../shared/errors.ts";
import { withoutMetadata } from "../../../shared/formats/image-metadata.ts";
import type { FileRef } from "../../../shared/values.ts";
import { keepAttachment } from "../components/attachment.ts";
import type { Web } from "../http/context.ts";

/** What a proof may be, by what its bytes are. */
const taken: readonly string[] = ["application/pdf", "image/jpeg", "image/png"];

/** Those that are pictures, of which a telephone writes where and when they were taken. */
const pictures: readonly string[] = ["image/jpeg", "image/png"] satisfies ImageType[];

/** Keeps the file that proves an entry, a picture without what stands beside it, since funders open it. Throws `proof-type`, `upload-missing`, `file-too-large`. */
export async function keepProof(web: Web, upload: string, stem: string): Promise<FileRef> {
  return keepAttachment(web, upload, stem, (bytes, mediaType) => {
    if (!taken.includes(mediaType)) throw new Refusal("proof-type");
    return pictures.includes(mediaType) ? withoutMetadata(bytes, mediaType as ImageType) : bytes;
  });
}

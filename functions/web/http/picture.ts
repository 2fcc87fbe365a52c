import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import type { PageContext, Web } from "./context.ts";

/** Nothing of it runs, and nothing is fetched for it, even where it is opened by itself. */
const policy = "default-src 'none'; img-src data:; sandbox";
/** Seconds: a page and its next one show the same picture. */
const maxAge = 300;

/** A picture of a page, by its key in the file store. Throws `not-found` where there is none. */
export async function answerPicture(c: PageContext, { ports }: Web, key: string | undefined): Promise<Response> {
  const bytes = key === undefined ? undefined : await ports.files.get(key);
  if (!bytes) throw new Refusal("not-found");
  return c.body(Uint8Array.from(bytes), 200, {
    "content-type": mediaTypes.svg,
    "content-security-policy": policy,
    "cache-control": `private, max-age=${maxAge}`,
  });
}

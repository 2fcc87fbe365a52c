import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";

/** Bytes of a form or of JSON: files go to the file store, not through here. */
export const maxFormBytes = 256 * 1024;
/** The same of a list of 2,000 people, of a programme, and of a logo. */
const maxList = 1024 * 1024;
const lists = new Set([href("peopleImport"), href("programmeImport"), href("entriesImport"), href("lookSettings")]);

/** Reads no body that is larger. Throws `request-too-large`. */
export const limitBody: MiddlewareHandler = (c, next) => (lists.has(c.req.path) ? ofLists : ofForms)(c, next);

const [ofForms, ofLists] = [limitedTo(maxFormBytes), limitedTo(maxList)];

function limitedTo(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal("request-too-large", { limit: maxSize / 1024 });
    },
  });
}

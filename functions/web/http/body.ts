import { bodyLimit } from "hono/body-limit";
import { Refusal } from "../../../shared/errors.ts";

/** Bytes of a form or of JSON: files go to the file store, not through here. */
const maxBytes = 256 * 1024;

/** Reads no body that is larger. Throws `request-too-large`. */
export const limitBody = bodyLimit({
  maxSize: maxBytes,
  onError: () => {
    throw new Refusal("request-too-large", { limit: maxBytes / 1024 });
  },
});

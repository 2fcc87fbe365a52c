import { hashOf } from "../chain/hash.ts";
import { Refusal } from "../errors.ts";
import type { Content } from "../ports.ts";
import { hashIn } from "./objects.ts";

/** The bytes of an object, if they are what its key names and what is `known` of it. Throws `object-damaged`. */
export function intact<B extends Uint8Array>(key: string, bytes: B, known: Content = {}): B {
  const { sha256 = hashIn(key), bytes: length = bytes.length } = known;
  if (bytes.length !== length || (sha256 !== undefined && hashOf(bytes) !== sha256))
    throw new Refusal("object-damaged", { key });
  return bytes;
}

import * as z from "zod";
import { hashOf } from "../../shared/chain/hash.ts";
import type { Image } from "../../shared/document/tree.ts";
import { Refusal } from "../../shared/errors.ts";
import { imageFacts } from "../../shared/formats/images.ts";

/** A theme that names the file of its logo, as it is written by hand. */
const named = z.looseObject({ logo: z.looseObject({ file: z.string() }) });

/** A theme with its logo's image by hash, and the image's bytes to keep under that hash. */
export type Themed = { bytes: Uint8Array; image?: Image; imageBytes?: Uint8Array };

/**
 * A theme.json whose `logo.file`, found by `beside`, has become `logo.image`; other bytes as they are. Throws
 * `theme-invalid` for a file that is not there or that is no PNG, JPEG or GIF.
 */
export function withLogo(bytes: Uint8Array, companion: (name: string) => Uint8Array | undefined): Themed {
  const theme = named.safeParse(jsonOf(bytes));
  if (!theme.success) return { bytes };
  const { file, ...logo } = theme.data.logo;
  const imageBytes = companion(file);
  if (!imageBytes) throw refused(file, "no such file beside the theme");
  const facts = imageFacts(imageBytes);
  if (facts?.type !== "image") throw refused(file, `${facts?.found ?? "not an image"}; wanted: PNG, JPEG or GIF`);
  const { type: _, ...shown } = facts;
  const image: Image = { hash: hashOf(imageBytes), ...shown };
  return { bytes: Buffer.from(JSON.stringify({ ...theme.data, logo: { ...logo, image } })), image, imageBytes };
}

/** Nothing for what is no JSON: whoever takes the theme refuses it. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function refused(file: string, problem: string): Refusal {
  return new Refusal("theme-invalid", { field: "logo.file", problem: `${file}: ${problem}` });
}

import * as z from "zod";
import { uploadKey } from "../../../shared/stored/objects.ts";
import type { Visitor, Web } from "../http/context.ts";
import { identifier } from "../http/input.ts";
import type { Entering } from "./entries.ts";

const text = z.string().max(1_000).default("");
const begun = z.object({
  person: z.string(),
  what: text,
  date: text,
  who: text,
  amount: text,
  cents: text,
  note: text,
});

/** What somebody had typed of an entry before they went to send its proof. */
export type BegunEntry = Omit<z.infer<typeof begun>, "person">;

/** Which of the two forms of a proof a file came by. */
const proofWays = ["photo", "file"] as const;
type ProofWay = (typeof proofWays)[number];

/**
 * Keeps a form that is half filled while its proof is sent, beside the uploads, which are swept: a note is for nobody's history of addresses, and
 * the file store leads back to an address without a query. The id names the uploads of its proof too.
 */
export async function keepBegun({ ports }: Web, { person }: Visitor, entry: Entering): Promise<string> {
  const id = ports.ids();
  const { what, date, who, amount, cents, note } = entry;
  const bytes = Buffer.from(JSON.stringify({ person: person.id, what, date, who, amount, cents, note }));
  await ports.files.put(uploadKey(id), bytes, "application/json");
  return id;
}

/** The same form again, for who filled it; undefined: there is none, or it is somebody else's. */
export async function begunEntry({ ports }: Web, { person }: Visitor, id = ""): Promise<BegunEntry | undefined> {
  if (!identifier.safeParse(id).success) return undefined;
  const bytes = await ports.files.get(uploadKey(id));
  const read = begun.safeParse(bytes && parsed(bytes));
  return read.success && read.data.person === person.id ? read.data : undefined;
}

/** The name that the proof of a form is sent under. */
export function proofUpload(id: string, way: ProofWay): string {
  return `${id}-${way}`;
}

/** The form that a proof is of, by its name. */
export function formOfProof(upload: string): string | undefined {
  const way = proofWays.find((each) => upload.endsWith(`-${each}`));
  return way && upload.slice(0, -way.length - 1);
}

/** Undefined for what is no JSON: somebody may name a file that is none of these. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}

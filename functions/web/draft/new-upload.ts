import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { draftFormats } from "../../../shared/formats/uploads.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { faultOf, megabytes, signedForm } from "../components/upload-form.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Input, InvalidRequest, identifier, line } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { draft } from "./draft.ts";

export const request = z.strictObject({
  /** Which part the file is, where there are several. */
  part: identifier.optional(),
  /** The file's name; a form without script says its format instead. */
  name: line("input.file", 255).optional(),
  format: z.enum(draftFormats, "input.format").optional(),
  /** Its size, so that one too large is refused before it is sent. */
  bytes: z.int().min(0).optional(),
  /** How its tracked changes are read. */
  changes: z.enum(["accepted", "rejected"]).default("accepted"),
});
type Asked = z.infer<typeof request>;

/** Asks where a file may be sent; what cannot be is refused on the draft's page. Throws `too-many-requests`. */
export async function requestUpload(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Asked>,
): Promise<Response> {
  if (!ok) return draft(c, web, opened, filled);
  const errors = lacking(say(c, web), opened, ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return draft(c, web, opened, { ...filled, errors });
  const fields = { "file-too-large": "file", "file-empty": "file" } as const;
  const result = await attempt(c, filled, fields, () => openUpload(c, web, opened, ok));
  return result instanceof Response ? result : draft(c, web, opened, result);
}

function lacking({ text }: Say, opened: Opened, { part, name, format }: Asked) {
  const { parts } = opened.state;
  return [
    ...((parts.length > 1 || part !== undefined) && !parts.some(({ id }) => id === part)
      ? [{ field: "part", message: text("input.part") }]
      : []),
    ...(name === undefined && format === undefined ? [{ field: "format", message: text("input.format") }] : []),
  ];
}

/** Writes the upload and its ingest job, and answers with the signed form that the file goes to. */
async function openUpload(c: PageContext, web: Web, { state, by, still }: Opened, asked: Asked): Promise<Response> {
  const { ports, settings } = web;
  const name = asked.name ?? `${say(c, web).text("upload.name")}.${asked.format}`;
  const fault = faultOf(name, asked.bytes, settings, draftFormats);
  if (fault) throw new Refusal(fault, { name, limit: megabytes(settings.limits.uploadBytes) });
  await within(web, "uploads", state.id);
  const upload = ports.ids();
  const part = asked.part ?? state.parts[0]?.id ?? "";
  await issue(
    deliverables,
    ports,
    state.id,
    { type: "requestUpload", by, upload, part, name, reading: { changes: asked.changes } },
    still,
  );
  const page = href("upload", { id: state.id, upload });
  return done(c, page, { upload, ...(await signedForm(web, state.id, upload)) }, 201);
}

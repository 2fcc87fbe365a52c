import { finished } from "node:stream/promises";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { megabytes } from "../../functions/web/components/upload-form.ts";
import { statuses } from "../../functions/web/http/statuses.ts";
import { attachment } from "../../shared/adapters/attachment.ts";
import {
  type UploadGrant,
  uploadPath,
  verifyDownload,
  verifyUpload,
} from "../../shared/adapters/embedded/addresses.ts";
import { href } from "../../shared/addresses.ts";
import { jobsAwaiting } from "../../shared/deliverable/jobs.ts";
import { Refusal } from "../../shared/errors.ts";
import { draftFormats, hasEnding } from "../../shared/formats/uploads.ts";
import { pageTexts } from "../../shared/i18n/pages.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { translate } from "../../shared/i18n/translate.ts";
import type { Settings } from "../../shared/settings.ts";
import { intact } from "../../shared/stored/content.ts";
import { wakeJob } from "../../shared/stored/job.ts";
import { uploadIn } from "../../shared/stored/objects.ts";
import { keepUploadName } from "../../shared/stored/upload-name.ts";
import { openForm } from "./form.ts";
import { logFault } from "./log.ts";
import type { Network } from "./network.ts";
import { takingTurns } from "./turns.ts";

/** Room for the form's own fields beside the file, bytes. */
const formBytes = 64 * 1024;
/** Files written at once; others wait on the wire, unread, but not for one whose sender is slow. */
const arrivals = { atOnce: 4, waiting: 60, seconds: 20, slow: { seconds: 3, atMost: 200 } };

/**
 * What S3 does on AWS: takes the file of a signed form, serves a signed address. The form's signature is checked before a
 * byte of its file is read, and the file goes to the disk as it comes; what is served is whole before a byte of it leaves. Arrivals wake the job that waits for them, which
 * `tick` finds where that fails. Refuses,
 * in words: `form-outdated`, `form-malformed`, `file-empty`, `file-too-large`, `server-busy`, `disk-full`.
 */
export function fileEndpoints({ ports, secret, settings }: Network): Hono<Refused> {
  const signer = { secret, clock: ports.clock };
  const inTurn = takingTurns(arrivals);
  const app = new Hono<Refused>();
  app.onError((error, c) => refuse(c, settings, error));

  app.post(uploadPath, async (c) => {
    const announced = Number(c.req.header("content-length") ?? 0);
    if (announced > settings.limits.uploadBytes + formBytes) throw tooLarge(settings.limits.uploadBytes);
    const { fields, file, name } = await openForm(c.req.raw);
    const grant = verifyUpload(signer, fields);
    if (!grant) throw new Refusal("form-outdated");
    c.set("back", grant.redirect);
    await inTurn(grant.key, async () => {
      await ports.files.putChunks(grant.key, within(grant, file), "application/octet-stream");
      // a file that came before is not read again, and yet its sender waits until it is sent
      await finished(file.resume());
    });
    const upload = uploadIn(grant.key) ?? "";
    // Words about the file: without them, it goes on under the name that was asked for.
    if (hasEnding(name, draftFormats))
      await keepUploadName(ports.files, upload, name).catch((error: unknown) => logFault("upload", error));
    for (const job of jobsAwaiting(upload))
      await wakeJob(ports, job).catch((error: unknown) => logFault("upload", error));
    return c.redirect(grant.redirect, 303);
  });

  app.get(`${uploadPath}/:signed`, async (c) => {
    const grant = verifyDownload(signer, c.req.param("signed"));
    if (!grant) return c.text("AccessDenied", 403);
    const { key, content } = grant;
    const bytes = await ports.files.get(key);
    if (!bytes) throw new Refusal("object-missing", { key });
    return c.body(new Uint8Array(intact(key, bytes, content)), 200, {
      "content-type": grant.mediaType,
      "content-disposition": attachment(grant.filename),
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });
  return app;
}

/** The pieces of a file, while it is within what its form allows. Throws `file-empty`, `file-too-large`. */
async function* within({ minBytes, maxBytes }: UploadGrant, file: AsyncIterable<Uint8Array>) {
  let bytes = 0;
  for await (const piece of file) {
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield piece;
  }
  if (bytes < minBytes) throw new Refusal("file-empty");
}

function tooLarge(limit: number): Refusal {
  return new Refusal("file-too-large", { limit: megabytes(limit) });
}

/** `back`: the page that a signed form leads to, where its sender may try again; not known before the form is read. */
type Refused = { Variables: { back?: string } };

/** In a sentence, on a page that leads back for who sent the form without a script; what is still on its way is not waited for. */
function refuse(
  c: Context<Refused>,
  { language, network, publicUrl }: Settings,
  error: Error,
): Response | Promise<Response> {
  const { code, details } = error instanceof Refusal ? error : new Refusal("unexpected");
  const status = statuses[code];
  if (status >= 500) logFault("upload", error);
  if (typeof details.seconds === "number") c.header("retry-after", String(details.seconds));
  const message = refusalMessage(language, { code, details });
  if (!c.req.header("accept")?.includes("text/html")) return c.text(message, status);
  const back = c.get("back") ?? `${publicUrl}${href("home")}`;
  const again = translate(language, pageTexts, "upload.again");
  return c.html(
    html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${message} – ${network}</title></head>
<body><main><h1>${network}</h1><p>${message}</p><p><a href="${back}">${again}</a></p></main></body>
</html>`,
    status,
  );
}

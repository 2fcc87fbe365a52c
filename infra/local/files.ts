import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { attachment } from "../../shared/adapters/attachment.ts";
import { uploadPath, verifyDownload, verifyUpload } from "../../shared/adapters/embedded/addresses.ts";
import type { RefusalCode } from "../../shared/errors.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { wakeJob } from "../../shared/line/rows/job.ts";
import { jobsAwaiting } from "../../shared/workflow/owed.ts";
import type { Network } from "./network.ts";

/** Room for the form's own fields beside the file, bytes. */
const formBytes = 64 * 1024;

/**
 * What S3 does on AWS: takes the file of a signed form, serves a signed address. Arrivals wake the job that waits for them. Answers
 * 403 to what is not signed or too old, 400 to a file outside the limits.
 */
export function fileEndpoints({ ports, secret, settings }: Network): Hono {
  const signer = { secret, clock: ports.clock };
  const app = new Hono();
  const say = (code: RefusalCode) =>
    refusalMessage(settings.language, { code, details: { limit: settings.limits.uploadBytes } });
  const limit = bodyLimit({
    maxSize: settings.limits.uploadBytes + formBytes,
    onError: (c) => c.text(say("file-too-large"), 413),
  });

  app.post(uploadPath, limit, async (c) => {
    const { file, ...fields } = await c.req.parseBody();
    const grant = verifyUpload(signer, strings(fields));
    if (!grant || !(file instanceof File)) return c.text("AccessDenied", 403);
    if (file.size < grant.minBytes) return c.text(say("file-empty"), 400);
    if (file.size > grant.maxBytes) return c.text(say("file-too-large"), 400);
    await ports.files.put(grant.key, new Uint8Array(await file.arrayBuffer()), "application/octet-stream");
    for (const job of jobsAwaiting(grant.key.replace(/^uploads\//, ""))) await wakeJob(ports, job);
    return c.redirect(grant.redirect, 303);
  });

  app.get(`${uploadPath}/:signed`, async (c) => {
    const grant = verifyDownload(signer, c.req.param("signed"));
    if (!grant) return c.text("AccessDenied", 403);
    const bytes = await ports.files.get(grant.key);
    if (!bytes) return c.text("NoSuchKey", 404);
    return c.body(new Uint8Array(bytes), 200, {
      "content-type": grant.mediaType,
      "content-disposition": attachment(grant.filename),
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });
  return app;
}

function strings(fields: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

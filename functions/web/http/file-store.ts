import { assetKey, uploadKey } from "../../../shared/stored/objects.ts";
import type { PageContext, Web } from "./context.ts";

/** Lets this page's forms, scripts and images reach the file store, wherever it is. */
export async function reachFiles(c: PageContext, { ports, settings }: Web): Promise<void> {
  const address = await ports.files.signDownload(assetKey("any"), {
    filename: "any",
    mediaType: "image/png",
    seconds: 1,
  });
  const limits = { minBytes: 1, maxBytes: 1, seconds: 1, redirect: settings.publicUrl };
  const { url } = await ports.files.signUpload(uploadKey("any"), limits);
  const origins = [address, url].map((each) => new URL(each, settings.publicUrl).origin);
  const own = new URL(settings.publicUrl).origin;
  c.set(
    "fileOrigins",
    [...new Set(origins)].filter((origin) => origin !== own),
  );
}

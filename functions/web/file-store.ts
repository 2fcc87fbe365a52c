import type { PageContext, Web } from "./context.ts";

/** Lets this page's forms, scripts and images reach the file store, wherever it is. */
export async function reachFiles(c: PageContext, { ports, settings }: Web): Promise<void> {
  const address = await ports.files.signDownload("assets/any", { filename: "any", mediaType: "image/png", seconds: 1 });
  const { origin } = new URL(address, settings.publicUrl);
  if (origin !== new URL(settings.publicUrl).origin) c.set("fileOrigins", [origin]);
}

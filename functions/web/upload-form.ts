import type { Web } from "./context.ts";

/** Seconds that the author has to send the file. */
const seconds = 3600;

/** Where an upload's file is posted, and the fields that go before it; the browser then comes back to the upload's page. */
export function signedForm(
  { ports, settings }: Web,
  id: string,
  upload: string,
): Promise<{ url: string; fields: Record<string, string> }> {
  const redirect = `${settings.publicUrl}/deliverables/${id}/uploads/${upload}`;
  return ports.files.signUpload(`uploads/${upload}`, {
    minBytes: 1,
    maxBytes: settings.limits.uploadBytes,
    seconds,
    redirect,
  });
}

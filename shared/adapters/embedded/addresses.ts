import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock, Content, UploadLimits } from "../../ports.ts";

/** The server's own endpoints for files; `infra/local` serves them. */
export const uploadPath = "/files";
const downloadPath = "/files/";

type Signer = { secret: Uint8Array; clock: Clock; base?: string };

/** What a signed form allows: one object under one key, its size in bytes, then a redirect (303). */
export type UploadGrant = { key: string; minBytes: number; maxBytes: number; redirect: string };
/** What a signed address serves: one object, as an attachment of this name; `content`: what it must be. */
export type DownloadGrant = { key: string; filename: string; mediaType: string; content?: Content };

/** As S3's presigned POST: fields that the form sends before `file`. */
export function signUpload(signer: Signer, key: string, { seconds, ...limits }: UploadLimits) {
  const policy = sign(signer, "upload", { key, ...limits }, seconds);
  return { url: `${signer.base ?? ""}${uploadPath}`, fields: { key, policy } };
}

/** What the fields of a form allow; undefined when they are not ours, were changed or are too old. */
export function verifyUpload(signer: Signer, fields: Record<string, string | undefined>): UploadGrant | undefined {
  const grant = verify<UploadGrant>(signer, "upload", fields.policy ?? "");
  return grant?.key === fields.key ? grant : undefined;
}

/** `/files/<what is served, signed>`. */
export function signDownload(
  signer: Signer,
  key: string,
  { seconds, ...as }: { filename: string; mediaType: string; seconds: number; content?: Content },
) {
  return `${signer.base ?? ""}${downloadPath}${sign(signer, "download", { key, ...as }, seconds)}`;
}

/** What the last segment of a download's path serves; undefined when it is not ours, was changed or is too old. */
export function verifyDownload(signer: Signer, token: string): DownloadGrant | undefined {
  return verify<DownloadGrant>(signer, "download", token);
}

function sign(signer: Signer, purpose: string, grant: object, seconds: number): string {
  const body = Buffer.from(JSON.stringify({ ...grant, ends: signer.clock() + seconds * 1000 })).toString("base64url");
  return `${body}.${macOf(signer.secret, purpose, body)}`;
}

function verify<Grant>({ secret, clock }: Signer, purpose: string, token: string): Grant | undefined {
  const [body = "", mac = "", ...rest] = token.split(".");
  const expected = Buffer.from(macOf(secret, purpose, body));
  const given = Buffer.from(mac);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { ends, ...grant } = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  return ends > clock() ? grant : undefined;
}

function macOf(secret: Uint8Array, purpose: string, body: string): string {
  return createHmac("sha256", secret).update(`livrable ${purpose}\n${body}`).digest("base64url");
}

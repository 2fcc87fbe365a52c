import { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { Refusal } from "../../shared/errors.ts";

/** A form with a file: its fields, the file's bytes as they come, and what it is called where it came from. */
export type FileForm = { fields: Readonly<Record<string, string>>; file: Readable; name: string };

/** Bytes that a form may take before its file: its fields, with what separates them. */
const headBytes = 64 * 1024;
const limits = { fields: 20, parts: 21, files: 1, fieldNameSize: 100, fieldSize: 16 * 1024, headerPairs: 20 };

/**
 * Reads a form (RFC 7578) as far as its file, and leaves that to be read. What ends early throws `form-malformed`, here or
 * where the file is read, as does what has no file or too much before it.
 */
export function openForm(request: Request): Promise<FileForm> {
  const parser = parserFor(request.headers.get("content-type") ?? "");
  const body = Readable.fromWeb(request.body ?? new ReadableStream({ start: (nothing) => nothing.close() }));
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let file: Readable | undefined;
    let heard = 0;
    const broken = () => {
      body.unpipe(parser);
      const error = new Refusal("form-malformed");
      if (file) file.destroy(error);
      else reject(error);
    };
    parser.on("field", (name, value) => {
      fields[name] = value;
    });
    parser.on("file", (_, sent, name) => {
      file = sent;
      sent.on("error", () => undefined);
      resolve({ fields, file: sent, name });
    });
    parser.on("error", broken);
    parser.on("finish", () => file ?? broken());
    body.on("error", broken);
    body.on("data", ({ length }: Uint8Array) => {
      heard += length;
      if (!file && heard > headBytes) broken();
    });
    body.pipe(parser);
  });
}

function parserFor(type: string): BusboyInstance {
  try {
    if (/^multipart\/form-data\b/i.test(type)) return new Busboy({ headers: { "content-type": type }, limits });
  } catch {
    // no boundary
  }
  throw new Refusal("form-malformed");
}

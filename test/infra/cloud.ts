import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * What the functions speak to besides DynamoDB, on loopback: S3 (path style, create on condition), Secrets Manager and
 * SES v2, as much of each as they use. No signature is checked.
 */
export type Cloud = {
  /** For the functions' environment. */
  environment: Record<string, string>;
  /** Objects by bucket and key: "documents/uploads/u1". */
  objects: Map<string, Buffer>;
  /** Mails sent, as MIME. */
  mails: string[];
  stop(): Promise<void>;
};

export async function startCloud(secret: object): Promise<Cloud> {
  const objects = new Map<string, Buffer>();
  const mails: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const target = request.headers["x-amz-target"];
    if (target === "secretsmanager.GetSecretValue") return json(response, { SecretString: JSON.stringify(secret) });
    if (request.url === "/v2/email/outbound-emails") {
      mails.push(Buffer.from(JSON.parse(body.toString()).Content.Raw.Data, "base64").toString("utf8"));
      return json(response, { MessageId: `ses-${mails.length}` });
    }
    return object(objects, request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
    AWS_ENDPOINT_URL_SESV2: endpoint,
  };
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { environment, objects, mails, stop };
}

function object(
  objects: Cloud["objects"],
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const key = decodeURIComponent(new URL(url!, "http://s3").pathname.slice(1));
  const found = objects.get(key);
  if (method === "PUT" && found && headers["if-none-match"] === "*") refuse(response, 412, "PreconditionFailed");
  else if (method === "PUT") {
    objects.set(key, plain(body, headers));
    response.end();
  } else if (!found) refuse(response, 404, "NoSuchKey");
  else {
    response.setHeader("content-length", found.length);
    response.end(method === "HEAD" ? undefined : found);
  }
}

/** A body without its framing where it was sent in chunks with a trailing checksum ("aws-chunked"). */
function plain(body: Buffer, headers: IncomingMessage["headers"]): Buffer {
  if (!String(headers["content-encoding"] ?? "").includes("aws-chunked")) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, end), 16);
    if (!(size > 0)) break;
    chunks.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, value: object): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

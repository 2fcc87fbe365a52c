import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Allows } from "./iam.ts";

/**
 * What the functions speak to, on loopback: S3 (path style; objects created on condition, posted by forms), Secrets
 * Manager, SES v2, and before DynamoDB a gate. A caller is known by its access key, which is its name; no signature is
 * checked, but what a caller may do is, by the stack's own policies.
 */
export type Cloud = {
  /** For the environment of the function called so. */
  environment(caller: string): Record<string, string>;
  /** Objects of the bucket, by key. */
  objects: Map<string, Buffer>;
  /** What was asked for without the right to it: "ingest s3:GetObject …". */
  denied: string[];
  stop(): Promise<void>;
};

export type CloudOptions = {
  allows: Allows;
  /** The DynamoDB API behind the gate. */
  dynamo: string;
  secret: object;
  /** Where mails are put, one `.eml` each. */
  outbox: string;
  /** Told each key that a form or a put created. */
  created?: (key: string) => void;
};

type Call = {
  caller: string;
  request: IncomingMessage;
  response: ServerResponse;
  body: Buffer;
  query: URLSearchParams;
  path: string;
};

export const bucket = "documents";

export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const objects = new Map<string, Buffer>();
  const denied: string[] = [];
  const may = (caller: string, action: string, resource: string, partition?: string): boolean => {
    const allowed = options.allows(caller, action, resource, partition);
    if (!allowed) denied.push([caller, action, resource, partition].filter(Boolean).join(" "));
    return allowed;
  };
  const context: Context = { ...options, objects, may };
  const server = createServer((request, response) => {
    answer(context, request, response).catch((error: unknown) => refuse(response, 500, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = (caller: string) => ({
    AWS_REGION: "eu-west-3",
    AWS_ACCESS_KEY_ID: caller,
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: endpoint,
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { environment, objects, denied, stop };
}

type Context = CloudOptions & Pick<Cloud, "objects"> & { may: Allows };

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const { pathname, searchParams: query } = new URL(request.url!, "http://cloud");
  const credential =
    query.get("X-Amz-Credential") ?? /Credential=([^,]+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const call: Call = {
    caller: credential.split("/")[0]!,
    request,
    response,
    body,
    query,
    path: decodeURIComponent(pathname),
  };
  const target = String(request.headers["x-amz-target"] ?? "");
  if (target.startsWith("DynamoDB_")) return rows(context, call, target);
  if (target === "secretsmanager.GetSecretValue") return secret(context, call);
  if (target === "secretsmanager.PutSecretValue") return keepSecret(context, call);
  if (pathname === "/v2/email/outbound-emails") return mail(context, call);
  if (request.method === "POST") return form(context, call);
  return object(context, call);
}

type Keyed = { Key?: { pk: { S: string } }; Item?: { pk: { S: string } } };

/** Passes a request on to DynamoDB when the caller may do each of its actions on each of its partitions. */
async function rows(
  { may, dynamo }: Context,
  { caller, request, response, body }: Call,
  target: string,
): Promise<void> {
  const operation = target.split(".")[1]!;
  const input = JSON.parse(body.toString());
  const asked: [string, string][] =
    operation === "TransactWriteItems"
      ? input.TransactItems.flatMap((item: Record<string, Keyed>) =>
          Object.entries(item).map(([verb, keyed]) => [
            verb === "ConditionCheck" ? "ConditionCheckItem" : `${verb}Item`,
            partitionOf(keyed),
          ]),
        )
      : [[operation, input.ExpressionAttributeValues?.[":pk"]?.S ?? partitionOf(input)]];
  if (!asked.every(([action, partition]) => may(caller, `dynamodb:${action}`, "<Table.Arn>", partition)))
    return problem(response, "AccessDeniedException");
  const { "content-type": type, "x-amz-date": date, authorization } = request.headers;
  const headers = {
    "content-type": String(type),
    "x-amz-target": target,
    "x-amz-date": String(date),
    authorization: String(authorization),
  };
  const passed = await fetch(dynamo, { method: "POST", headers, body: new Uint8Array(body) });
  response.writeHead(passed.status, { "content-type": "application/x-amz-json-1.0" });
  response.end(Buffer.from(await passed.arrayBuffer()));
}

function partitionOf({ Key, Item }: Keyed): string {
  return (Key ?? Item)?.pk.S ?? "";
}

/** The same keys sign links and dossiers here: each has its own right. */
function secret({ may, secret: value }: Context, { caller, response, body }: Call): void {
  const wanted = JSON.parse(body.toString()).SecretId === "dossiers" ? "<DossierKeys>" : "<LinkKeys>";
  if (!may(caller, "secretsmanager:GetSecretValue", wanted)) problem(response, "AccessDeniedException");
  else json(response, { SecretString: JSON.stringify(value) });
}

/** The secret as it is from now on. */
function keepSecret(context: Context, { caller, response, body }: Call): void {
  if (!context.may(caller, "secretsmanager:PutSecretValue", "<LinkKeys>")) {
    problem(response, "AccessDeniedException");
    return;
  }
  context.secret = JSON.parse(JSON.parse(body.toString()).SecretString);
  json(response, { VersionId: "next" });
}

async function mail({ may, outbox }: Context, { caller, response, body }: Call): Promise<void> {
  const identity = "arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/<Sender>";
  if (!["SendEmail", "SendRawEmail"].every((action) => may(caller, `ses:${action}`, identity)))
    return problem(response, "AccessDeniedException");
  const mime = Buffer.from(JSON.parse(body.toString()).Content.Raw.Data, "base64");
  await mkdir(outbox, { recursive: true });
  await writeFile(join(outbox, `${crypto.randomUUID()}.eml`), mime);
  json(response, { MessageId: "ses" });
}

/** A form posted by a browser, signed by who made it: its policy holds the key and the range of sizes. */
async function form({ may, objects, created }: Context, { request, response, body }: Call): Promise<void> {
  const type = String(request.headers["content-type"]);
  const fields = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const field = (name: string) => String(fields.get(name) ?? "");
  const policy = JSON.parse(Buffer.from(field("Policy"), "base64").toString());
  const [, least, most] = policy.conditions.find(
    (condition: unknown) => Array.isArray(condition) && condition[0] === "content-length-range",
  );
  const bytes = Buffer.from(await (fields.get("file") as File).arrayBuffer());
  const key = field("key");
  if (!policy.conditions.some((condition: { key?: string }) => condition.key === key))
    return refuse(response, 403, "AccessDenied");
  if (bytes.length < least || bytes.length > most) return refuse(response, 400, "EntityTooLarge");
  if (!may(field("X-Amz-Credential").split("/")[0]!, "s3:PutObject", `<Bucket.Arn>/${key}`))
    return refuse(response, 403, "AccessDenied");
  objects.set(key, bytes);
  created?.(key);
  response.writeHead(303, { location: field("success_action_redirect") }).end();
}

function object(context: Context, call: Call): void {
  if (call.query.get("list-type") === "2") {
    list(context, call);
    return;
  }
  const key = call.path.slice(`/${bucket}/`.length);
  const action = call.request.method === "PUT" ? "s3:PutObject" : "s3:GetObject";
  if (!context.may(call.caller, action, `<Bucket.Arn>/${key}`)) refuse(call.response, 403, "AccessDenied");
  else if (action === "s3:PutObject") put(context, call, key);
  else get(context, call, key);
}

function put({ objects, created }: Context, { request, response, body }: Call, key: string): void {
  if (objects.has(key) && request.headers["if-none-match"] === "*") {
    refuse(response, 412, "PreconditionFailed");
    return;
  }
  objects.set(key, plain(body, request.headers));
  created?.(key);
  response.end();
}

/** All keys of a prefix in one page. */
function list({ objects, may }: Context, { caller, response, query }: Call): void {
  if (!may(caller, "s3:ListBucket", "<Bucket.Arn>")) {
    refuse(response, 403, "AccessDenied");
    return;
  }
  const keys = [...objects.keys()].filter((key) => key.startsWith(query.get("prefix") ?? "")).toSorted();
  const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`);
  response.writeHead(200, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join("")}</ListBucketResult>`,
  );
}

/** Of an object that is not there, S3 says so only to who may list. */
function get({ objects, may }: Context, { caller, request, response, query }: Call, key: string): void {
  const found = objects.get(key);
  if (found) {
    const disposition = query.get("response-content-disposition");
    response.writeHead(200, {
      "content-length": found.length,
      ...(disposition && { "content-disposition": disposition }),
    });
    response.end(request.method === "HEAD" ? undefined : found);
  } else if (may(caller, "s3:ListBucket", "<Bucket.Arn>")) refuse(response, 404, "NoSuchKey");
  else refuse(response, 403, "AccessDenied");
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

function json(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, type: string): void {
  json(response, { __type: type, message: type }, 400);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

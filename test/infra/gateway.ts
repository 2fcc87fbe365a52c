import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Lambda } from "./lambda.ts";

export type Answer = {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

/** A request as an HTTP API tells it (payload 2.0). */
export function requestEvent(
  method: string,
  address: URL,
  headers: Record<string, string>,
  body = Buffer.alloc(0),
): object {
  const { cookie, ...others } = headers;
  const isText = /^(text\/|application\/(json|x-www-form-urlencoded))/.test(headers["content-type"] ?? "");
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: address.pathname,
    rawQueryString: address.search.slice(1),
    headers: others,
    ...(cookie && { cookies: cookie.split("; ") }),
    requestContext: {
      http: { method, path: address.pathname, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      domainName: address.host,
      stage: "$default",
      requestId: "test",
    },
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** The HTTP API before the function `web`, on a free port; requests wait for one another, as in one instance. */
export async function startGateway(): Promise<{ url: string; serve(web: Lambda): void; stop(): Promise<void> }> {
  let web: Lambda | undefined;
  const server = createServer(async (request, response) => {
    const address = new URL(request.url!, `http://${request.headers.host}`);
    const event = requestEvent(request.method!, address, headersOf(request), await buffer(request));
    const { statusCode, headers, cookies = [], body = "", isBase64Encoded } = (await web!.invoke(event)) as Answer;
    response.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { "set-cookie": cookies }) });
    response.end(Buffer.from(body, isBase64Encoded ? "base64" : "utf8"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (lambda) => {
      web = lambda;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]));
}

import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkPort } from "../../../../infra/cli/doctor/port.ts";
import { openNetwork } from "../../../../infra/local/network.ts";
import { startServer } from "../../../../infra/local/server.ts";
import { freePort } from "../../../flow/running.ts";
import { check, network, openSound } from "./examined.ts";

beforeAll(openSound);

describe("the port is tried, and whoever listens there asked", () => {
  /** Something that listens and answers as `type`; gone when the test is. */
  async function listener(type: string): Promise<number> {
    const server = createHttpServer((_, response) => response.setHeader("content-type", type).end("{}"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }
  const at = (port: number) => ({ host: "127.0.0.1", port });
  check("nobody", async () => checkPort(at(await freePort()), false), true, "doctor.port.free");
  check("the server", async () => checkPort(at(await listener("application/json")), true), true, "doctor.port.fine");
  check("another program", async () => checkPort(at(await listener("text/html")), true), false, "doctor.port.taken");
  check(
    "another Livrable, while none is at work on the folder",
    async () => checkPort(at(await listener("application/json")), false),
    false,
    "doctor.port.taken",
  );
  check(
    "nobody, while a server is at work",
    async () => checkPort(at(await freePort()), true),
    false,
    "doctor.port.other",
  );
  check("no address of the machine", () => checkPort({ host: "192.0.2.1", port: 8080 }, false), false, "doctor.host");

  test("a start there is refused in a sentence too", async () => {
    const opened = await openNetwork({ folder: network(), publicUrl: "http://127.0.0.1" }, { alone: true });
    onTestFinished(() => opened.close());
    await expect(startServer(opened, { host: "192.0.2.1", port: 8080 })).rejects.toMatchObject({
      code: "variable-invalid",
      details: { problem: expect.stringContaining("HOST=192.0.2.1") },
    });
  });
});

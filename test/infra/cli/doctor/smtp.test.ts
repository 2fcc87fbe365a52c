import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Check } from "../../../../infra/cli/doctor/finding.ts";
import { checkSmtp } from "../../../../infra/cli/doctor/smtp.ts";
import { type Fault, type SmtpServer, startSmtp } from "../../../contract/smtp.ts";
import { check } from "./examined.ts";

describe("the mail server", () => {
  const waits = { connectionTimeout: 2_000, greetingTimeout: 300, socketTimeout: 300 };
  let server: SmtpServer | undefined;
  afterEach(() => server?.stop());
  const at = (fault: Fault | undefined, url = (smtp: string) => smtp): Check => {
    return async () => {
      server = await startSmtp(() => fault);
      return checkSmtp(url(server.url), waits);
    };
  };
  check("none: mails stay", () => checkSmtp(undefined), true, "doctor.smtp.none");
  check("one that answers", at(undefined), true, "doctor.smtp.fine");
  check("one that is too busy", at({ at: "hello", answer: "421 try later" }), false, "doctor.smtp.refused");
  check("one that says nothing", at({ at: "hello", answer: "silence" }), false, "doctor.smtp.silent");
  check("one that hangs up", at({ at: "hello", answer: "cut" }), false, "doctor.smtp.silent");
  check(
    "one without TLS where it was asked for",
    at(undefined, (url) => url.replace("smtp:", "smtps:")),
    false,
    "doctor.smtp.tls",
  );
  test("one that takes another password", async () => {
    const locked = createServer((socket) => {
      socket.write("220 test\r\n");
      socket.on("data", (said) => {
        socket.write(/^EHLO/.test(`${said}`) ? "250-test\r\n250 AUTH PLAIN\r\n" : "535 5.7.8 not this one\r\n");
      });
      socket.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => locked.listen(0, "127.0.0.1", resolve));
    const { port } = locked.address() as AddressInfo;
    const found = await checkSmtp(`smtp://reci:faux@127.0.0.1:${port}`, waits);
    locked.close();
    expect(found).toMatchObject({
      ok: false,
      key: "doctor.smtp.auth",
      values: { said: expect.stringContaining("535") },
    });
  });
  check("a port where nothing listens", () => checkSmtp("smtp://127.0.0.1:9", waits), false, "doctor.smtp.silent");
});

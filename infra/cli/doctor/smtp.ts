import { createTransport } from "nodemailer";
import { serverWords } from "../../../shared/links/redact.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/** Milliseconds that a server may be silent. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };

/** Speaks to the mail server as far as its consent to take mail: connection, greeting, TLS, password. Sends nothing. */
export async function checkSmtp(url: string | undefined, waits = patience): Promise<Finding> {
  if (!url) return fine("doctor.smtp.none");
  const { host } = new URL(url);
  const transport = createTransport({ url, ...waits });
  try {
    await transport.verify();
    return fine("doctor.smtp.fine", { host });
  } catch (error) {
    return problemOf(error as SmtpError, host);
  } finally {
    transport.close();
  }
}

/** What nodemailer throws: its code, the system's below it, and where the server answered, its reply. */
type SmtpError = Error & { code?: string; errno?: number; response?: string };

function problemOf({ code = "", response, message }: SmtpError, host: string): Finding {
  const said = serverWords(response ?? message);
  if (code === "EDNS" || /ENOTFOUND|EAI_AGAIN/.test(message)) return toMend("doctor.smtp.host", { host });
  if (code === "EAUTH") return toMend("doctor.smtp.auth", { host, said });
  if (code === "ETLS" || /certificate|SSL|TLS/i.test(message)) return toMend("doctor.smtp.tls", { host, said });
  if (response !== undefined) return toMend("doctor.smtp.refused", { host, said });
  return toMend("doctor.smtp.silent", { host, said });
}

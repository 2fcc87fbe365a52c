import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "vitest";
import { openFiles } from "../../shared/adapters/embedded/files.ts";
import { openOutbox, openSmtp } from "../../shared/adapters/embedded/mail.ts";
import { openStore } from "../../shared/adapters/embedded/store.ts";
import { filesInMemory } from "../files-in-memory.ts";
import { temporaryFolder } from "../temporary.ts";
import { filesContract } from "./files.ts";
import { keptContract } from "./kept.ts";
import { kindsContract } from "./kinds.ts";
import { ledgerContract } from "./ledgers.ts";
import { mailContract } from "./mail.ts";
import { type SmtpServer, startSmtp } from "./smtp.ts";
import { storeContract } from "./store.ts";

const clock = () => Date.parse("2008-05-12T12:00:00.000Z");

storeContract("SQLite", async (now) => openStore(join(temporaryFolder(), "store.sqlite"), now));
filesContract("A folder", async () => openFiles(temporaryFolder(), { secret: new Uint8Array(32), clock }));
filesContract("Memory, for tests", async () => filesInMemory({ secret: new Uint8Array(32), clock }));
keptContract("SQLite and a folder", async (now) => ({
  store: openStore(join(temporaryFolder(), "store.sqlite"), now),
  files: openFiles(temporaryFolder(), { secret: new Uint8Array(32), clock }),
}));
ledgerContract("SQLite", async (now) => ({ store: openStore(join(temporaryFolder(), "store.sqlite"), now) }));
kindsContract("SQLite and a folder", async (now) => ({
  store: openStore(join(temporaryFolder(), "store.sqlite"), now),
  files: openFiles(temporaryFolder(), { secret: new Uint8Array(32), clock }),
}));
mailContract(
  "An outbox",
  async () => {
    const outbox = temporaryFolder();
    return {
      mail: openOutbox(outbox, clock),
      sent: async () =>
        readdirSync(outbox, { encoding: "utf8" })
          .filter((name) => name.endsWith(".eml"))
          .map((name) => readFileSync(join(outbox, name))),
    };
  },
  false,
);

let server: SmtpServer | undefined;
afterEach(() => server?.stop());
mailContract(
  "A mail server",
  async () => {
    const started = await startSmtp();
    server = started;
    return { mail: openSmtp(started.url), sent: async () => started.messages };
  },
  true,
);

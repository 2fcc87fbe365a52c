import { beforeAll, describe, expect, test } from "vitest";
import { examine } from "../../../../infra/cli/doctor/examine.ts";
import { fine, toMend } from "../../../../infra/cli/doctor/finding.ts";
import { localChecks } from "../../../../infra/cli/doctor/local.ts";
import { checkAddress, checkExposure, checkNode } from "../../../../infra/cli/doctor/program.ts";
import { wrongVariables } from "../../../../infra/local/environment.ts";
import { locationFrom } from "../../../../infra/local/network.ts";
import { commandTexts } from "../../../../shared/i18n/commands.ts";
import { translate } from "../../../../shared/i18n/translate.ts";
import { freePort } from "../../../flow/running.ts";
import { livrableAt, sentences } from "../livrable.ts";
import { check, network, openSound } from "./examined.ts";

beforeAll(openSound);

describe("the machine", () => {
  check("Node 24 is what it takes", () => checkNode("24.21.0"), true, "doctor.node.fine");
  check("Node 22 is too old", () => checkNode("22.12.0"), false, "doctor.node");
});

describe("a variable that cannot be read is told as it was typed", () => {
  const wrong = (variables: NodeJS.ProcessEnv) => () => {
    const [found] = wrongVariables(variables).values();
    return found ? toMend(found.key, found.values) : fine("doctor.ok");
  };
  check("a port is a number", wrong({ PORT: "http" }), false, "doctor.port");
  check("that a computer has", wrong({ PORT: "80800" }), false, "doctor.port");
  check("and a whole one", wrong({ PORT: "1e3" }), false, "doctor.port");
  check("8080 is a port", wrong({ PORT: "8080" }), true, "doctor.ok");
  check("proxies are counted", wrong({ PROXIES: "nginx" }), false, "doctor.proxies");
  check("a mail server has a URL", wrong({ SMTP_URL: "mail.reci.fr" }), false, "doctor.smtp.url");
  check("an address has its scheme", wrong({ PUBLIC_URL: "livrable.reci.fr" }), false, "doctor.address.none");
  check("even where a port follows", wrong({ PUBLIC_URL: "livrable.reci.fr:8080" }), false, "doctor.address.none");
  check("what is empty is not set", wrong({ PORT: "", PUBLIC_URL: "", SMTP_URL: "" }), true, "doctor.ok");

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ["the port", { PORT: "abc" }, "PORT=abc n’est pas un port"],
    ["the address", { PUBLIC_URL: "livrable.reci.fr" }, "PUBLIC_URL=livrable.reci.fr n’est pas l’adresse d’un site"],
    ["the mail server, without its password", { SMTP_URL: "reci:secret@mail.reci.fr" }, "SMTP_URL n’est pas"],
  ])("%s stops a start and a command in a sentence, and the doctor tells it once", async (_, variables, words) => {
    expect(() => locationFrom(variables)).toThrow(expect.objectContaining({ code: "variable-invalid" }));
    const data = { LIVRABLE_DATA: network(), ...variables };
    const { code, stdout, stderr } = await livrableAt(data, "status");
    expect({ code, stdout, said: sentences(stderr) }).toEqual({
      code: 2,
      stdout: "",
      said: [expect.stringContaining(words)],
    });
    // whatever else listens on this machine
    const findings = await examine(localChecks({ PORT: String(await freePort()), ...data }, undefined), data);
    const said = findings.filter(({ ok }) => !ok).map(({ key, values }) => translate("fr", commandTexts, key, values));
    expect(said).toEqual([expect.stringContaining(words)]);
  });
});

describe("the address that mails carry", () => {
  check("this machine’s own", () => checkAddress("http://127.0.0.1:8080"), true, "doctor.address.own");
  check("one over TLS", () => checkAddress("https://livrable.reci.fr"), true, "doctor.address.fine");
  check(
    "one that browsers keep no session for",
    () => checkAddress("http://livrable.reci.fr"),
    false,
    "doctor.address.plain",
  );
  check("one with a path", () => checkAddress("https://reci.fr/livrable"), false, "doctor.address.path");
  check("one without its scheme", () => checkAddress("livrable.reci.fr"), false, "doctor.address.none");
  const location = (more: NodeJS.ProcessEnv) => locationFrom({ PUBLIC_URL: "https://livrable.reci.fr", ...more });
  check("public without mail", () => checkExposure(location({})), false, "doctor.exposure");
  check(
    "public with mail",
    () => checkExposure(location({ SMTP_URL: "smtp://reci.fr" })),
    true,
    "doctor.exposure.fine",
  );
  check(
    "public with an outbox for coordinators alone",
    () => checkExposure(location({ LIVRABLE_OUTBOX: "coordinator" })),
    true,
    "doctor.exposure.guarded",
  );
});

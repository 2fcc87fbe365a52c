import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";

/** All that printable ASCII has and hexadecimal has not. */
const notHexadecimal = "ghijklmnopqrstuvwxyz";

/** The keys that sign links: all verify, until the links that they signed expire. */
export function makeLinkKeys(scope: Construct): Secret {
  return makeKeys(
    scope,
    "LinkKeys",
    "Livrable: the keys that sign links, by id; `current` signs, all verify",
    "A rotation keeps the old key beside the new one until the links it signed expire: `npx livrable keys rotate` does it.",
  );
}

/** The seeds of the keys that sign proof archives (Ed25519), which are checked without them. */
export function makeSigningKeys(scope: Construct): Secret {
  return makeKeys(
    scope,
    "DossierKeys",
    "Livrable: the seeds of the keys that sign dossiers, by id; `current` signs",
    "A new key is a change that people who check dossiers have to be told: done by hand, as the README says.",
  );
}

/** A keyring: `{"current": "1", "1": "<32 bytes in hexadecimal>"}`, the first key made here; `byHand`: why it stays. */
function makeKeys(scope: Construct, id: string, description: string, byHand: string): Secret {
  const secret = new Secret(scope, id, {
    description,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ current: "1" }),
      generateStringKey: "1",
      passwordLength: 64,
      excludeUppercase: true,
      excludePunctuation: true,
      excludeCharacters: notHexadecimal,
      requireEachIncludedType: false,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(secret).acknowledge({ id: "AwsSolutions-SMG4", reason: byHand });
  return secret;
}

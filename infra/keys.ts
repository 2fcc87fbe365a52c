import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";

/** All that printable ASCII has and hexadecimal has not. */
const notHexadecimal = "ghijklmnopqrstuvwxyz";

/** The keyring that signs links: `{"current": "1", "1": "<32 bytes in hexadecimal>"}`, the first key made here. */
export function makeLinkKeys(scope: Construct): Secret {
  const secret = new Secret(scope, "LinkKeys", {
    description: "Livrable: the keys that sign links, by id; `current` signs, all verify",
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
  Validations.of(secret).acknowledge({
    id: "AwsSolutions-SMG4",
    reason:
      "A rotation keeps the old key beside the new one until the links it signed expire: done by hand, as the README says.",
  });
  return secret;
}

/** Functions of sprig that need the network, the machine or cryptographic keys: an error that says so. */
import { type Callable, ExpressionError } from "../value.ts";

const NETWORK = ["getHostByName"];
const CRYPTOGRAPHY = [
  "bcrypt",
  "buildCustomCert",
  "decryptAES",
  "derivePassword",
  "encryptAES",
  "genCA",
  "genCAWithKey",
  "genPrivateKey",
  "genSelfSignedCert",
  "genSelfSignedCertWithKey",
  "genSignedCert",
  "genSignedCertWithKey",
  "htpasswd",
];

export const REFUSED: readonly Callable[] = [
  ...NETWORK.map((name) => refused(name, "asks the network")),
  ...CRYPTOGRAPHY.map((name) => refused(name, "makes keys, passwords or ciphers")),
];

function refused(name: string, reason: string): Callable {
  return {
    kind: "function",
    name: `sprig.${name}`,
    call: () => {
      throw new ExpressionError(`sprig.${name} ${reason}, which a replay cannot do`);
    },
  };
}

// Stands in the Worker (wrangler.toml) for what @simplewebauthn/server brings along to check an authenticator's
// certificates: `@peculiar/x509`, `reflect-metadata`, which that one needs, and `@peculiar/asn1-android`. We take no
// passkey that has a certificate (register-passkey.ts).

class Certificates {
  constructor() {
    throw new Error('no certificate is read here')
  }
}

export {
  Certificates as AuthorityKeyIdentifierExtension,
  Certificates as CRLDistributionPointsExtension,
  Certificates as KeyDescription,
  Certificates as SubjectKeyIdentifierExtension,
  Certificates as X509Certificate,
  Certificates as X509ChainBuilder,
  Certificates as X509Crl,
}

/** Of `@peculiar/asn1-android`: an extension that no certificate is searched for. */
export const id_ce_keyDescription = ''

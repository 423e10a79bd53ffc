// Stands for `@peculiar/x509` in the Worker (wrangler.toml): @simplewebauthn/server brings it along to check an
// authenticator's certificates, and we take no passkey that has any (register-passkey.ts).

class Certificates {
  constructor() {
    throw new Error('no certificate is read here')
  }
}

export {
  Certificates as AuthorityKeyIdentifierExtension,
  Certificates as CRLDistributionPointsExtension,
  Certificates as SubjectKeyIdentifierExtension,
  Certificates as X509Certificate,
  Certificates as X509ChainBuilder,
  Certificates as X509Crl,
}

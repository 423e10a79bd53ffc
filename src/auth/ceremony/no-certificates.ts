// Stands in the Worker (wrangler.toml) for what @simplewebauthn/server brings along to check an authenticator's
// certificates: `@peculiar/x509`, `reflect-metadata`, which that one needs, and what ASN.1 makes of certificates,
// `@peculiar/asn1-{android,rsa,x509,x509-post-quantum}`. We take no passkey that has a certificate
// (register-passkey.ts). How signatures are read: ec-signature.ts.

class Certificates {
  constructor() {
    throw new Error('no certificate is read here')
  }
}

export {
  Certificates as AuthorityKeyIdentifierExtension,
  Certificates as BasicConstraints,
  Certificates as Certificate,
  Certificates as CRLDistributionPointsExtension,
  Certificates as ExtendedKeyUsage,
  Certificates as KeyDescription,
  Certificates as RSAPublicKey,
  Certificates as SubjectAlternativeName,
  Certificates as SubjectKeyIdentifierExtension,
  Certificates as X509Certificate,
  Certificates as X509ChainBuilder,
  Certificates as X509Crl,
}

// Extensions and algorithms that no certificate is searched for.
export const id_ce_basicConstraints = ''
export const id_ce_extKeyUsage = ''
export const id_ce_keyDescription = ''
export const id_ce_subjectAltName = ''
export const id_ml_dsa_44 = ''
export const id_ml_dsa_65 = ''
export const id_ml_dsa_87 = ''
export const id_rsaEncryption = ''
export const id_sha1WithRSAEncryption = ''
export const id_sha256WithRSAEncryption = ''
export const id_sha384WithRSAEncryption = ''
export const id_sha512WithRSAEncryption = ''

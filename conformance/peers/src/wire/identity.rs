//! A throw-away certificate authority: ECDSA P-256 keys, made at start, valid for a year, kept in memory only.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio_rustls::TlsAcceptor;

use super::WireError;

/// The names under which a server on this machine is reached.
pub const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// A certificate authority that nobody else trusts.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
}

/// A certificate of an [`Authority`] and its private key.
#[derive(Debug)]
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivatePkcs8KeyDer<'static>,
    chain_pem: String,
    key_pem: String,
}

impl Authority {
    /// Makes a new key and certifies it by itself.
    pub fn new() -> Result<Self, WireError> {
        let params = Self::params()?;
        let key = KeyPair::generate().map_err(unusable)?;
        let certificate = params.self_signed(&key).map_err(unusable)?;
        let (pem, der) = (certificate.pem(), certificate.der().clone());
        Ok(Self { issuer: Issuer::new(params, key), certificate: der, pem })
    }

    /// The authority that was made before, whose certificate and key these are.
    pub fn from_pem(certificate: &str, key: &str) -> Result<Self, WireError> {
        let der = CertificateDer::from_pem_slice(certificate.as_bytes()).map_err(unusable)?;
        let key = KeyPair::from_pem(key).map_err(unusable)?;
        let issuer = Issuer::new(Self::params()?, key);
        Ok(Self { issuer, certificate: der, pem: certificate.to_owned() })
    }

    fn params() -> Result<CertificateParams, WireError> {
        let mut params = params("mpnspec test authority", &[])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Ok(params)
    }

    /// The key of the authority, with which anybody can speak in its name.
    pub fn key_pem(&self) -> String {
        self.issuer.key().serialize_pem()
    }

    /// The certificate of the authority, for whoever is to trust it.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A server certificate for exactly `names`, host names and IP addresses; [`LOOPBACK`] for a server of ours.
    pub fn server(&self, names: &[&str]) -> Result<Identity, WireError> {
        let common_name = names.first().copied().unwrap_or("mpnspec test server");
        self.issue(common_name, names, ExtendedKeyUsagePurpose::ServerAuth)
    }

    /// A client certificate with the subject common name `common_name`.
    pub fn client(&self, common_name: &str) -> Result<Identity, WireError> {
        self.issue(common_name, &[], ExtendedKeyUsagePurpose::ClientAuth)
    }

    /// The TLS side of a server that shows `identity` and asks for a client certificate of this authority.
    ///
    /// A client may show none; one of another authority fails the handshake. TLS 1.2 and 1.3.
    pub fn acceptor(&self, identity: &Identity) -> Result<TlsAcceptor, WireError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).map_err(unusable)?;
        let clients =
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
                .allow_unauthenticated()
                .build()
                .map_err(unusable)?;
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .with_client_cert_verifier(clients)
            .with_single_cert(
                identity.chain.clone(),
                PrivateKeyDer::Pkcs8(identity.key.clone_key()),
            )
            .map_err(unusable)?;
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    fn issue(
        &self,
        common_name: &str,
        names: &[&str],
        usage: ExtendedKeyUsagePurpose,
    ) -> Result<Identity, WireError> {
        let mut params = params(common_name, names)?;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![usage];
        let key = KeyPair::generate().map_err(unusable)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(unusable)?;
        Ok(Identity {
            chain: vec![certificate.der().clone(), self.certificate.clone()],
            key: PrivatePkcs8KeyDer::from(key.serialize_der()),
            chain_pem: certificate.pem() + &self.pem,
            key_pem: key.serialize_pem(),
        })
    }
}

impl Identity {
    /// The chain, leaf first, and the PKCS#8 key in one text.
    pub fn pem(&self) -> String {
        format!("{}{}", self.chain_pem, self.key_pem)
    }

    /// The chain alone, leaf first.
    pub fn chain_pem(&self) -> &str {
        &self.chain_pem
    }

    /// The PKCS#8 key alone.
    pub fn key_pem(&self) -> &str {
        &self.key_pem
    }
}

/// The subject common name of a certificate, if it has one that is text.
pub(crate) fn common_name(certificate: &CertificateDer<'_>) -> Option<String> {
    let (_, certificate) = x509_parser::parse_x509_certificate(certificate).ok()?;
    let name = certificate.subject().iter_common_name().next()?;
    name.as_str().ok().map(str::to_owned)
}

fn params(common_name: &str, names: &[&str]) -> Result<CertificateParams, WireError> {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).map_err(unusable)?;
    params.distinguished_name.remove(DnType::CommonName);
    params.distinguished_name.push(DnType::CommonName, common_name);
    let now = SystemTime::now();
    params.not_before = (now - DAY).into();
    params.not_after = (now + 365 * DAY).into();
    Ok(params)
}

fn unusable(error: impl ToString) -> WireError {
    WireError::Unusable { expected: "a usable certificate and key", found: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_that_was_kept_vouches_as_before() {
        let made = Authority::new().unwrap();
        let kept = Authority::from_pem(made.pem(), &made.key_pem()).unwrap();
        let identity = kept.server(&LOOPBACK).unwrap();
        assert_eq!(kept.pem(), made.pem());
        let mut roots = RootCertStore::empty();
        roots.add(made.certificate.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier =
            rustls::client::WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
                .build()
                .unwrap();
        use rustls::client::danger::ServerCertVerifier as _;
        let name = "localhost".try_into().unwrap();
        let now = rustls::pki_types::UnixTime::now();
        verifier.verify_server_cert(&identity.chain[0], &[], &name, &[], now).unwrap();
    }

    #[test]
    fn a_client_certificate_carries_its_common_name() {
        let authority = Authority::new().unwrap();
        let identity = authority.client("contoso.example").unwrap();
        assert_eq!(common_name(&identity.chain[0]).as_deref(), Some("contoso.example"));
        assert!(reqwest::Identity::from_pem(identity.pem().as_bytes()).is_ok());
    }
}

//! The two clients, set up to find servers on this machine under the names of exchanges.

use super::server::trusted;
use keyleash::client;
use std::{net::SocketAddr, sync::Arc};
use ureq::{
    Agent,
    config::{Config, ConfigBuilder},
    http::Uri,
    tls::{Certificate, RootCerts, TlsConfig},
    typestate::AgentScope,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

/// Which names stand for which servers.
pub(super) type Names<'a> = &'a [(&'static str, SocketAddr)];

/// A client of reqwest as this builder makes it.
pub(super) fn reqwest(builder: reqwest::ClientBuilder, names: Names<'_>) -> reqwest::Client {
    let certificate = reqwest::Certificate::from_der(trusted()).unwrap();
    let mut builder = builder.tls_certs_only([certificate]).no_proxy();
    for (name, address) in names {
        builder = builder.resolve(name, *address);
    }
    builder.build().unwrap()
}

/// The one that the crate makes.
pub(super) fn our_reqwest(names: Names<'_>) -> reqwest::Client {
    reqwest(client::reqwest::builder(), names)
}

/// An agent of ureq as this configuration makes it.
pub(super) fn ureq(config: ConfigBuilder<AgentScope>, names: Names<'_>) -> Agent {
    let certificate = Certificate::from_der(trusted()).to_owned();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(vec![certificate])))
        .build();
    let config = config.tls_config(tls).proxy(None).build();
    let hosts = Hosts(names.to_vec());
    Agent::with_parts(config, DefaultConnector::default(), hosts)
}

/// The one that the crate makes.
pub(super) fn our_ureq(names: Names<'_>) -> Agent {
    ureq(client::ureq::config(), names)
}

#[derive(Debug)]
struct Hosts(Vec<(&'static str, SocketAddr)>);

impl Resolver for Hosts {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.iter().find(|(name, _)| Some(*name) == uri.host());
        let (_, address) = found.ok_or(ureq::Error::HostNotFound)?;
        let mut all = self.empty();
        all.push(*address);
        Ok(all)
    }
}

/// Runs on this thread.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

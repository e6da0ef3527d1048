//! A store of `keyring-core` whose entries do what the test says.

use keyleash::Keyring;
use keyring_core::{
    CredentialStore, Entry, Error,
    api::{Credential, CredentialApi, CredentialStoreApi},
};
use std::{
    any::Any,
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, Once},
};

pub(crate) const SERVICE: &str = "my-bot";

type Answer = dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync;

/// What each entry answers: its user is its place in the list. The store is one for the whole
/// process, and so for all tests that run in it.
static ENTRIES: Mutex<Vec<Arc<Answer>>> = Mutex::new(Vec::new());

/// An entry that answers so.
pub(crate) fn entry(
    answer: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'static,
) -> Keyring {
    Keyring::new(SERVICE, user(answer))
}

/// The user of [`SERVICE`] whose entry answers so.
pub(crate) fn user(answer: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'static) -> String {
    static SET: Once = Once::new();
    SET.call_once(|| {
        let store: Arc<CredentialStore> = Arc::new(Drawer);
        keyring_core::set_default_store(store);
    });
    let mut entries = ENTRIES.lock().unwrap();
    entries.push(Arc::new(answer));
    (entries.len() - 1).to_string()
}

/// An entry with this text.
pub(crate) fn holding(text: impl Into<Vec<u8>>) -> Keyring {
    let text = text.into();
    entry(move || Ok(text.clone()))
}

/// What the store hands out for more than one match.
pub(crate) fn other(shown: &'static str) -> Entry {
    Entry::new_with_credential(Arc::new(Slot(Arc::new(|| Err(Error::NoEntry)), shown)))
}

#[derive(Debug)]
struct Drawer;

impl CredentialStoreApi for Drawer {
    fn vendor(&self) -> String {
        "tests".to_owned()
    }

    fn id(&self) -> String {
        "tests".to_owned()
    }

    fn build(&self, _: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry, Error> {
        let place = user.parse::<usize>();
        let place = place.map_err(|_| Error::Invalid("NEEDLE".to_owned(), "NEEDLE".to_owned()))?;
        let answer = ENTRIES.lock().unwrap()[place].clone();
        Ok(Entry::new_with_credential(Arc::new(Slot(answer, "a slot"))))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct Slot(Arc<Answer>, &'static str);

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.1)
    }
}

impl CredentialApi for Slot {
    fn set_secret(&self, _: &[u8]) -> Result<(), Error> {
        unreachable!("nothing is written")
    }

    fn get_password(&self) -> Result<String, Error> {
        unreachable!("a password is a `String`, and its error holds the bytes")
    }

    fn get_secret(&self) -> Result<Vec<u8>, Error> {
        (self.0)()
    }

    fn delete_credential(&self) -> Result<(), Error> {
        unreachable!("nothing is deleted")
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>, Error> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

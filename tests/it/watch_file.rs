//! The file of a watch: the old one or the new one, private, and never silently a new one.

use crate::{support::at, watch_tag::tag};
use keyleash::{
    TradeWatch,
    event::{Event, Fill, Order},
    venue::{self, Evidence, Orders, Spec},
    watch::{Found, Verdict, WatchError},
};
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, sync::Arc, time::Duration};

fn bybit() -> &'static Spec {
    venue::find("bybit").unwrap()
}

/// A watch with an own order, a foreign one, one that waits, and a gap.
fn watch() -> TradeWatch {
    let tag = Arc::new(tag());
    let mut watch = TradeWatch::new(tag.clone()).slack(Duration::ZERO);
    let shape = bybit().orders().find_map(Orders::client_id).unwrap();
    let mut own = Order::new("1", "BTCUSDT");
    own.client_id = Some(tag.client_id(&shape, at(0)).unwrap().to_string());
    let mut foreign = Order::new("2", "BTCUSDT");
    foreign.client_id = Some("web".to_owned());
    let mut fill = Fill::new("f", "BTCUSDT");
    fill.order_id = Some("3".to_owned());
    watch.watches(bybit(), &[Evidence::Fills, Evidence::Orders], at(0));
    watch.resumed(bybit(), &[Evidence::Orders], at(0));
    let events = [Event::Order(own), Event::Order(foreign), Event::Fill(fill)];
    assert_eq!(watch.see_all(bybit(), &events, at(1)).len(), 1);
    watch
}

fn read(path: &Path) -> Result<TradeWatch, WatchError> {
    Ok(TradeWatch::at(path, Arc::new(tag()))?.slack(Duration::ZERO))
}

#[test]
fn a_watch_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("watch");
    watch().save(&path, at(10)).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let mut again = read(&path).unwrap();
    let verdict = |watch: &TradeWatch, id| watch.verdict(bybit(), id, "BTCUSDT").unwrap();
    assert_eq!(verdict(&again, "1"), Verdict::Own);
    assert_eq!(verdict(&again, "2"), Verdict::Foreign);
    assert_eq!(verdict(&again, "3"), Verdict::Pending);
    // What was asked for is asked for again; the stream is not taken to have gone on.
    again.watches(bybit(), &[Evidence::Fills, Evidence::Orders], at(500));
    let gaps = again.gaps(at(600));
    let gap = |evidence| gaps.iter().find(|gap| gap.evidence == evidence).unwrap();
    assert_eq!(gap(Evidence::Fills).from, at(0));
    // What happened in the last two seconds may have been on its way.
    assert_eq!(gap(Evidence::Orders).from, at(8));
    let kinds: Vec<_> = again
        .settle(at(600))
        .iter()
        .map(keyleash::Finding::kind)
        .collect();
    assert_eq!(kinds, [Found::UnknownOrder, Found::Gap, Found::Gap]);
    // Written again, with what it had never been asked for: nothing is lost.
    read(&path).unwrap().save(&path, at(700)).unwrap();
    let mut third = read(&path).unwrap();
    // Also where the bot does not ask for it any more.
    let gaps = third.gaps(at(1000));
    assert_eq!((gaps.len(), gaps[0].from, gaps[1].from), (2, at(0), at(8)));
    third.watches(bybit(), &[Evidence::Orders], at(900));
    assert_eq!(third.gaps(at(1000)), gaps);
}

#[test]
fn what_cannot_be_made_out_is_an_error_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("watch");
    assert!(read(&path).is_ok(), "there is none yet");
    watch().save(&path, at(10)).unwrap();
    let good = fs::read(&path).unwrap();
    for length in 0..good.len() {
        fs::write(&path, &good[..length]).unwrap();
        assert_eq!(read(&path).unwrap_err(), WatchError::Unreadable, "{length}");
    }
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 0x40;
        fs::write(&path, bad).unwrap();
        assert_eq!(read(&path).unwrap_err(), WatchError::Unreadable, "{place}");
    }
    fs::write(&path, &good).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(read(&path).unwrap_err(), WatchError::NotPrivate);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(read(&path).is_ok());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(read(&link).unwrap_err(), WatchError::NotPrivate);
    assert_eq!(read(folder.path()).unwrap_err(), WatchError::NotPrivate);
    let nowhere = folder.path().join("none/watch");
    assert!(matches!(read(&nowhere), Err(WatchError::Failed(_))));
    assert!(matches!(
        watch().save(&nowhere, at(0)),
        Err(WatchError::Unwritten(_))
    ));
    let error = WatchError::Unreadable;
    assert_eq!(format!("{error:?}"), error.to_string());
}

/// A process that is killed while it writes leaves a file that is read, whatever else lies there.
#[test]
fn a_half_written_file_beside_it_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("watch");
    watch().save(&path, at(10)).unwrap();
    fs::write(folder.path().join("watch.new"), "half").unwrap();
    assert!(read(&path).is_ok());
    watch().save(&path, at(20)).unwrap();
    assert!(read(&path).is_ok());
    assert!(!folder.path().join("watch.new").exists());
}

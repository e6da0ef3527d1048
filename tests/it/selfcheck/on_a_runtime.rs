//! The check on a runtime of others: tokio's.

use super::*;

async fn send_async(request: http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>> {
    tokio::task::spawn_blocking(|| send(request)).await.unwrap()
}

#[tokio::test]
async fn every_key_gives_a_signer_by_its_name() {
    let (one, two) = (Server::good(), Server::good());
    let check = SelfCheck::new()
        .key("maker", plan(&one))
        .key("hedger", plan(&two));
    let deadline = tokio::time::sleep(Duration::from_secs(10));
    let signers = check.run_async(send_async, deadline).await.unwrap();
    assert!(signers.typed::<Binance, Trader>("maker").is_ok());
    assert_eq!((one.asked(), two.asked()), (2, 2));
}

/// A bot may check its keys in a task of its own, and closures will do.
#[tokio::test]
async fn a_check_can_be_spawned() {
    let server = Server::good();
    let check = SelfCheck::new().key("maker", plan(&server));
    let task = tokio::spawn(async move {
        let deadline = tokio::time::sleep(Duration::from_secs(10));
        check
            .run_async(async |request| send_async(request).await, deadline)
            .await
    });
    assert_eq!(task.await.unwrap().unwrap().keys().len(), 1);
}

#[tokio::test]
async fn who_hangs_does_not_hang_the_caller() {
    let good = Server::good();
    let (release, held) = mpsc::channel();
    let check = SelfCheck::new()
        .key("good", plan(&good))
        .key("hanging", plan_of(Hanging(Mutex::new(held)), &good))
        .key(
            "silent",
            plan_of(
                Fixed {
                    key: "silent-key",
                    ..ANY_KEY
                },
                &good,
            ),
        );
    let begun = Instant::now();
    let send = async |request: http::Request<Vec<u8>>| {
        if request
            .headers()
            .values()
            .any(|value| value == "silent-key")
        {
            std::future::pending::<()>().await;
        }
        send_async(request).await
    };
    let failed = failed(
        check
            .run_async(send, tokio::time::sleep(Duration::from_millis(500)))
            .await,
    );
    assert!(begun.elapsed() < Duration::from_secs(2));
    let outcomes: Vec<_> = failed
        .keys()
        .iter()
        .map(keyleash::selfcheck::CheckedKey::outcome)
        .collect();
    assert_eq!(outcomes, ["accepted", "no_answer", "no_answer"]);
    assert_eq!((failed.exit_code(), good.asked()), (69, 2));
    drop(release);
}

/// The only thread of the runtime goes on while a source blocks.
#[tokio::test]
async fn a_source_does_not_block_the_runtime() {
    struct Slow;
    impl Source for Slow {
        fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
            thread::sleep(Duration::from_millis(400));
            ANY_KEY.read(wanted)
        }
    }
    let server = Server::good();
    let ticks = AtomicUsize::new(0);
    let ticking = async {
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            ticks.fetch_add(1, Ordering::Relaxed);
        }
    };
    let check = SelfCheck::new().key("maker", plan_of(Slow, &server));
    let deadline = tokio::time::sleep(Duration::from_secs(10));
    tokio::select! {
        signers = check.run_async(send_async, deadline) => drop(signers.unwrap()),
        () = ticking => {}
    }
    assert!(ticks.load(Ordering::Relaxed) >= 8, "{ticks:?}");
}

#[tokio::test]
async fn what_can_help_is_asked_again_and_a_panic_is_one_keys() {
    let flaky = Server::open(|path, number| if number == 0 { Reply::Cut } else { good(path) });
    let check = SelfCheck::new().key("flaky", plan(&flaky));
    let deadline = tokio::time::sleep(Duration::from_secs(10));
    drop(check.run_async(send_async, deadline).await.unwrap());
    assert_eq!(flaky.asked(), 3);
    let check = SelfCheck::new()
        .key("good", plan(&flaky))
        .key("loads", plan(&flaky).with(|_| panic!("in the bot")));
    let deadline = tokio::time::sleep(Duration::from_secs(10));
    let failed = failed(check.run_async(send_async, deadline).await);
    assert!(matches!(failed.keys()[1].fault(), Some(KeyFault::Panicked)));
    assert_eq!(failed.keys()[0].outcome(), "accepted");
}

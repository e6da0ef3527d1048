//! What no bot may do, as the venues' own documentation lists it, and requests that hold several
//! orders: written from the documentation, not from the tables.

use crate::support::{ask, at, good_signer};
use keyleash::{
    Method, PermissionSet, SignError,
    permission::{Futures, Margin, Read, Spot},
};

/// What moves value out, or changes addresses, keys or accounts, by the venues' own documentation.
/// `{"` begins a body in place of a path, where one path serves all.
const NEVER: &[(&str, Method, &[&str])] = &[
    (
        "upbit",
        Method::Post,
        &[
            "/v1/withdraws/coin",
            "/v1/withdraws/krw",
            "/v1/withdraws/new",
            "/v1/api_keys",
        ],
    ),
    (
        "upbit",
        Method::Delete,
        &["/v1/withdraws/coin", "/v1/api_keys"],
    ),
    (
        "bitvavo",
        Method::Post,
        &[
            "/v2/withdrawal",
            "/v2/crypto/withdrawal",
            "/v2/subaccounts",
            "/v2/subaccounts/transfers",
        ],
    ),
    (
        "deribit",
        Method::Get,
        &[
            "/api/v2/private/withdraw",
            "/api/v2/private/submit_transfer_to_user",
            "/api/v2/private/cancel_withdrawal",
            "/api/v2/private/add_to_address_book",
            "/api/v2/private/update_in_address_book",
            "/api/v2/private/remove_from_address_book",
            "/api/v2/private/save_address_beneficiary",
            "/api/v2/private/delete_address_beneficiary",
            "/api/v2/private/set_clearance_originator",
            "/api/v2/private/create_deposit_address",
            "/api/v2/private/create_api_key",
            "/api/v2/private/edit_api_key",
            "/api/v2/private/change_api_key_name",
            "/api/v2/private/change_scope_in_api_key",
            "/api/v2/private/enable_api_key",
            "/api/v2/private/disable_api_key",
            "/api/v2/private/reset_api_key",
            "/api/v2/private/remove_api_key",
            "/api/v2/private/create_subaccount",
            "/api/v2/private/remove_subaccount",
            "/api/v2/private/change_subaccount_name",
            "/api/v2/private/set_email_for_subaccount",
            "/api/v2/private/toggle_subaccount_login",
            "/api/v2/private/toggle_notifications_from_subaccount",
            "/api/v2/private/change_margin_model",
            "/api/v2/private/set_disabled_trading_products",
            "/api/v2/private/set_self_trading_config",
            "/api/v2/public/auth",
            "/api/v2/public/exchange_token",
            "/api/v2/public/fork_token",
        ],
    ),
    (
        "crypto_com",
        Method::Post,
        &[
            "/exchange/v1/private/create-withdrawal",
            "/exchange/v1/private/fiat/fiat-create-withdraw",
            "/exchange/v1/private/fiat/fiat-create-bank-account",
            "/exchange/v1/private/fiat/fiat-get-plaid-token",
            "/exchange/v1/private/otc/request-quote",
            "/exchange/v1/private/otc/request-deal",
        ],
    ),
    (
        "bitstamp",
        Method::Post,
        &[
            "/api/v2/btc_withdrawal/",
            "/api/v2/eth_withdrawal/",
            "/api/v2/ripple_withdrawal/",
            "/api/v2/any-new_coin_withdrawal/",
            "/api/v2/withdrawal/open/",
            "/api/v2/withdrawal/cancel/",
            "/api/v2/btc_address/",
            "/api/v2/liquidation_address/new/",
            "/api/v2/travel_rule/contacts/",
            "/api/v2/travel_rule/utxo/xpub_registrations/",
            "/api/v2/crypto-transactions/deposits/1/reject/",
            "/api/v2/revoke_all_api_keys/",
        ],
    ),
    (
        "gate",
        Method::Post,
        &[
            "/api/v4/crossex/transfers",
            "/api/v4/tradfi/transactions",
            "/api/v4/custody/transfers",
        ],
    ),
    ("gate", Method::Delete, &["/api/v4/custody/accounts/1"]),
    (
        "hyperliquid",
        Method::Post,
        &[
            r#"{"type":"withdraw3"}"#,
            r#"{"type":"usdSend"}"#,
            r#"{"type":"spotSend"}"#,
            r#"{"type":"sendAsset"}"#,
            r#"{"type":"sendToEvmWithData"}"#,
            r#"{"type":"vaultTransfer"}"#,
            r#"{"type":"cWithdraw"}"#,
            r#"{"type":"tokenDelegate"}"#,
            r#"{"type":"approveBuilderFee"}"#,
            r#"{"type":"approveAgent"}"#,
            r#"{"type":"convertToMultiSigUser"}"#,
            r#"{"type":"createSubAccount"}"#,
            r#"{"type":"subAccountTransfer"}"#,
            r#"{"type":"subAccountSpotTransfer"}"#,
        ],
    ),
];

#[test]
fn what_no_bot_may_do_is_not_signed() {
    for (venue, method, targets) in NEVER {
        let Some(signer) = good_signer(venue) else {
            continue;
        };
        for target in *targets {
            let (path, body) = if target.starts_with('{') {
                ("/exchange", *target)
            } else {
                (*target, "")
            };
            let error = signer
                .sign_at(&ask(*method, path).body(body), at(1))
                .unwrap_err();
            assert!(
                matches!(error, SignError::Never { .. }),
                "{venue} {target}: {error}"
            );
        }
    }
}

/// Where one request can hold several orders, the least careful of them decides.
#[test]
fn a_list_needs_what_any_order_in_it_could_use() {
    let signer = good_signer("crypto_com").unwrap();
    let sign = |path: &str, body: &str| {
        let target = format!("/exchange/v1/private/{path}");
        let request = ask(Method::Post, &target).body(body);
        signer.sign_at(&request, at(1)).map(drop)
    };
    let spot = r#"{"instrument_name":"BTC_USDT","spot_margin":"SPOT"}"#;
    sign("create-order", spot).unwrap();
    sign("advanced/create-order", spot).unwrap();
    // The second order could borrow.
    let list = r#"{"order_list":[
        {"instrument_name":"BTC_USDT","spot_margin":"SPOT"},
        {"instrument_name":"BTC_USDT"}
    ]}"#;
    for path in [
        "create-order-list",
        "advanced/create-order-list",
        "advanced/create-oco",
        "advanced/create-oto",
        "advanced/create-otoco",
    ] {
        assert!(
            matches!(sign(path, list), Err(SignError::OutOfScope { needs, .. })
                if needs == PermissionSet::of::<Margin>()),
            "{path}"
        );
    }
    // A market that is no name is no pair.
    for market in [r#""""#, "1.5", r#"{"name":"BTCUSD-PERP"}"#] {
        let body = format!(r#"{{"instrument_name":{market},"spot_margin":"SPOT"}}"#);
        assert_eq!(
            sign("create-order", &body).unwrap_err(),
            SignError::Undecided,
            "{market}"
        );
    }
}

/// An order in a list that leaves out what the others state is for spot, or could be.
#[test]
fn a_list_of_margin_orders_needs_spot_too() {
    let margin = PermissionSet::of::<Margin>();
    for (venue, path, list) in [
        (
            "kucoin",
            "/api/v1/orders/multi",
            r#"{"orderList":[{"symbol":"BTC-USDT","tradeType":"MARGIN_TRADE"},{"symbol":"BTC-USDT"}]}"#,
        ),
        (
            "kucoin",
            "/api/ua/v1/unified/order/place-batch",
            r#"{"orderList":[{"symbol":"BTC-USDT","tradeType":"MARGIN"},{"symbol":"BTC-USDT"}]}"#,
        ),
        (
            "okx",
            "/api/v5/trade/batch-orders",
            r#"[{"instId":"BTC-USDT","tdMode":"cross"},{"instId":"BTC-USDT"}]"#,
        ),
        (
            "gate",
            "/api/v4/spot/batch_orders",
            r#"[{"currency_pair":"BTC_USDT","account":"margin"},{"currency_pair":"BTC_USDT"}]"#,
        ),
        (
            "htx",
            "/v1/order/batch-orders",
            r#"[{"symbol":"btcusdt","source":"margin-api"},{"symbol":"btcusdt"}]"#,
        ),
        (
            "kraken",
            "/0/private/AddOrderBatch",
            "pair=XBTUSD&orders[0][leverage]=2&orders[1][volume]=1",
        ),
        (
            "bybit",
            "/v5/order/create-batch",
            r#"{"category":"spot","request":[{"symbol":"BTCUSDT","isLeverage":1},{"symbol":"BTCUSDT"}]}"#,
        ),
    ] {
        let signer = good_signer(venue).unwrap();
        let needs = |signer: &keyleash::AnySigner| {
            let error = signer
                .sign_at(&ask(Method::Post, path).body(list), at(1))
                .unwrap_err();
            match error {
                SignError::OutOfScope { needs, .. } => needs,
                other => panic!("{venue} {path}: {other}"),
            }
        };
        assert_eq!(needs(&signer), margin, "{venue} {path}");
        let reader = signer.narrow(PermissionSet::of::<Read>()).unwrap();
        assert_eq!(needs(&reader), margin.with::<Spot>(), "{venue} {path}");
    }
}

#[test]
fn a_bot_for_one_product_of_hyperliquid_cancels_that_one_alone() {
    let Some(signer) = good_signer("hyperliquid") else {
        return;
    };
    let sign = |body| {
        signer
            .sign_at(&ask(Method::Post, "/exchange").body(body), at(1))
            .map(drop)
    };
    sign(r#"{"type":"cancel","cancels":[{"a":10107,"o":1}]}"#).unwrap();
    sign(r#"{"type":"twapCancel","a":10107,"t":1}"#).unwrap();
    sign(r#"{"type":"cancelByCloid","cancels":[{"asset":10107,"cloid":"0x1"}]}"#).unwrap();
    for body in [
        r#"{"type":"cancel","cancels":[{"a":1,"o":1}]}"#,
        r#"{"type":"cancel","cancels":[{"a":10107,"o":1},{"a":1,"o":1}]}"#,
        r#"{"type":"cancel","cancels":[{"a":110000,"o":1}]}"#,
        r#"{"type":"cancel","cancels":[]}"#,
        r#"{"type":"cancelByCloid","cancels":[{"asset":1,"cloid":"0x1"}]}"#,
        r#"{"type":"twapCancel","a":1,"t":1}"#,
    ] {
        assert!(
            matches!(sign(body), Err(SignError::OutOfScope { needs, .. })
                if needs == PermissionSet::of::<Futures>()),
            "{body}"
        );
    }
}

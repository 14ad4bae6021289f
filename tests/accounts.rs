//! Accounts followed through payment files: what is planted is found, what is not planted is not.

#![allow(clippy::unwrap_used)] // helpers of tests, outside of test functions

use tamis::Screener;
use tamis::batch::{self, Event, Plan};
use tamis::flags::Flag;
use tamis::flags::accounts::AccountThresholds;
use tamis::transactions::{self, ReadOptions};

fn flags(name: &str, text: &str, thresholds: AccountThresholds) -> Vec<Flag> {
    let bytes = std::io::Cursor::new(text.as_bytes().to_vec());
    let reader = transactions::from_reader(bytes, name, &ReadOptions::default()).unwrap();
    let plan = Plan::default().accounts(thresholds);
    let mut flags = Vec::new();
    batch::screen_reader(&Screener::builtin(), reader, &plan, |event| {
        if let Event::Flag(flag) = event {
            flags.push(*flag);
        }
        Ok(())
    })
    .unwrap();
    flags
}

/// Rule, subject and rows of each flag.
fn told(text: &str) -> Vec<(String, String, Vec<u64>)> {
    flags("payments.csv", text, AccountThresholds::default())
        .into_iter()
        .map(|flag| {
            let rows = flag.rows.iter().map(|row| row.row).collect();
            (flag.rule.code().to_owned(), flag.subject, rows)
        })
        .collect()
}

fn told_none(text: &str) -> bool {
    told(text).is_empty()
}

#[test]
fn one_account_of_many_payees() {
    let file = "beneficiary name,beneficiary account\n\
                Ann Example,6222 0212 3456 7890 123\n\
                Example Ann,6222021234567890123\n\
                ANN EXÁMPLE,6222021234567890123\n\
                Bogdan Sample,6222021234567890123\n\
                Chiara Beispiel,6222021234567890123\n\
                Dora Muster,6222021234567890999\n";
    // Another order of words and an accent are the same payee.
    let expected =
        [("account-with-many-names".into(), "6222021234567890123".into(), vec![2, 5, 6])];
    assert_eq!(told(file), expected);
    let mut two = AccountThresholds::default();
    two.names = 4;
    assert!(flags("payments.csv", file, two).is_empty());
}

#[test]
fn one_payee_with_many_accounts_and_one_payer() {
    let file = "originator name,originator account,beneficiary name,beneficiary account\n\
                Firm Ltd,10000001,Ann Example,7000000101\n\
                Firm Ltd,20000002,Ann Example,8000000202\n\
                Firm Ltd,30000003,Example Ann,9000000303\n\
                Firm Ltd,40000004,Ann Example,7000000101\n";
    let expected = [("payee-with-many-accounts".into(), "Ann Example".into(), vec![2, 3, 4])];
    assert_eq!(told(file), expected);
}

#[test]
fn virtual_accounts_of_one_client() {
    let file = "payee,account\n\
                Alpha Trading,955988100200300001\n\
                Beta Logistics,955988100200300002\n\
                Gamma Textiles,955988100200300013\n\
                Delta Wigs,955988100200309999\n";
    let expected = [(
        "account-family".into(),
        "accounts 955988100200300001 to 955988100200300013".into(),
        vec![2, 3, 4],
    )];
    assert_eq!(told(file), expected);
    // One payee with accounts in a row has them in his own name.
    let own = "payee,account\nA Firm,955988100200300001\nA Firm,955988100200300002\n";
    assert!(told(own).is_empty());
}

#[test]
fn shared_contacts_and_documents() {
    let file = "name,phone,email,address,passport\n\
                Ann Example,+86 415 123 4567,a@example.org,\"12 River Road, Dandong\",P1234567\n\
                Bogdan Sample,0086-415-1234567,b@example.org,Dandong,P7654321\n\
                Chiara Beispiel,+86 (415) 1234567,c@example.org,Dandong,p 1234567\n";
    let found = told(file);
    let rules: Vec<&str> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert_eq!(rules, ["shared-contact", "shared-document"]);
    assert_eq!((found[0].2.as_slice(), found[1].2.as_slice()), (&[2, 3, 4][..], &[2, 4][..]));
}

#[test]
fn what_is_a_reason_by_itself() {
    let file = "name,iban,bic\n\
                Ann Example,KP21123456789012345678,DCBKKPPY\n\
                Bogdan Sample,GB82WEST12345698765432,NWBKGB2L\n\
                Chiara Beispiel,GB82WEST12345698765433,\n";
    let found = told(file);
    let rules: Vec<(&str, &[u64])> =
        found.iter().map(|(rule, _, rows)| (rule.as_str(), rows.as_slice())).collect();
    assert_eq!(
        rules,
        [("impossible-iban", &[2][..]), ("dprk-bic", &[2][..]), ("impossible-iban", &[4][..])]
    );
}

#[test]
fn an_account_in_another_name() {
    let message = |name: &str| {
        format!(
            "<Document><FIToFICstmrCdtTrf><CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId>\
             <Cdtr><Nm>Ann Example</Nm></Cdtr><CdtrAcct><Id><Othr><Id>700000010123</Id></Othr></Id>\
             <Nm>{name}</Nm></CdtrAcct></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>"
        )
    };
    let of = |name: &str| flags("pay.xml", &message(name), AccountThresholds::default());
    let other = of("Bogdan Sample");
    assert_eq!(other.len(), 1);
    assert_eq!(other[0].rule.code(), "account-of-another");
    assert!(other[0].reason.contains("Bogdan Sample") && other[0].reason.contains("Ann Example"));
    for same in ["Ann Example", "EXAMPLE, ANN", "Ann Exámple"] {
        assert!(of(same).is_empty(), "{same}");
    }
}

#[test]
fn a_hidden_part_is_no_account_but_may_fit_one() {
    let file = "payee,account\n\
                Ann Example,6222021234565702\n\
                Bogdan Sample,622202****5702\n\
                Example Ann,622202****5702\n\
                Chiara Beispiel,622202****5703\n\
                Dora Muster,****5702\n";
    let found = flags("wages.csv", file, AccountThresholds::default());
    let told: Vec<_> = found.iter().map(|f| (f.rule.code(), f.subject.as_str())).collect();
    assert_eq!(told, [("masked-account", "622202*5702")]);
    let flag = &found[0];
    assert_eq!(flag.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 3]);
    for part in ["Bogdan Sample", "Ann Example", "10 characters agree", "1000000 numbers"] {
        assert!(flag.reason.contains(part), "{}", flag.reason);
    }
    // What three parties show of their accounts is not one account.
    let hidden = "payee,account\nAnn Example,622202****5702\nBogdan Sample,622202****5702\n\
                  Chiara Beispiel,622202****5702\n";
    assert!(told_none(hidden));
    let phones = "name,phone\nAnn Example,138****5702\nBogdan Sample,138****5702\n\
                  Chiara Beispiel,138****5702\n";
    assert!(told_none(phones));
}

#[test]
fn thresholds_are_checked() {
    let mut wrong = AccountThresholds::default();
    wrong.names = 1;
    assert!(wrong.checked().unwrap_err().is_argument());
    wrong = AccountThresholds::default();
    wrong.same_name = 1.5;
    assert!(wrong.checked().unwrap_err().is_argument());
    wrong = AccountThresholds::default();
    wrong.chance = -0.1;
    assert!(wrong.checked().unwrap_err().is_argument());
}

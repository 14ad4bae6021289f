//! What the elements of ISO 20022 payment messages mean for screening.
//!
//! Source: the message definitions of pacs.008.001.01–.13 and pain.001.001.02–.12, and of their
//! neighbours where they use the same element names (<https://www.iso20022.org>, message
//! catalogue). Names are local names: a version changes the namespace, not these.

/// The part a party or agent element plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    /// In plain words: `ultimate debtor`.
    pub(super) words: &'static str,
    /// Whether the schema makes it a bank or other agent, never a person.
    pub(super) agent: bool,
}

/// An account, and the element whose party holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    /// The holder's element, next to the account or, for an `Acct`, inside it.
    pub(super) owner: Option<&'static str>,
    /// The role of the account if no holder is named.
    pub(super) words: &'static str,
}

/// What an element opens: a unit that subjects are gathered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// One transaction.
    Transaction,
    /// A batch, statement or entry around transactions.
    Batch,
}

/// The role of an element that holds a party or an agent.
pub(super) fn role(element: &str, parent: &str) -> Option<Role> {
    let party = |words| Some(Role { words, agent: false });
    let agent = |words| Some(Role { words, agent: true });
    match element {
        "Dbtr" => party("debtor"),
        "Cdtr" => party("creditor"),
        "UltmtDbtr" => party("ultimate debtor"),
        "UltmtCdtr" => party("ultimate creditor"),
        "InitgPty" => party("initiating party"),
        "OrgnlDbtr" => party("original debtor"),
        "OrgnlCdtr" => party("original creditor"),
        "CdtrSchmeId" => party("creditor scheme"),
        "OrgnlCdtrSchmeId" => party("original creditor scheme"),
        "Invcr" => party("invoicer"),
        "Invcee" => party("invoicee"),
        "Grnshee" => party("garnishee"),
        "GrnshmtAdmstr" => party("garnishment administrator"),
        "TradgPty" => party("trading party"),
        "MsgRcpt" => party("message recipient"),
        "Orgtr" => party("originator"),
        "Assgnr" => party("assigner"),
        "Assgne" => party("assignee"),
        "Cretr" => party("case creator"),
        "ChqFr" => party("cheque from"),
        "DlvrTo" => party("cheque delivery"),
        "RmtLctnDtls" | "RmtLctnData" | "RmtLctnPstlAdr" => party("remittance location"),
        "Ownr" if parent.ends_with("Acct") => party("account owner"),
        "Pty" if parent == "Prtry" => party("other party"),
        "Authrty" if parent == "RgltryRptg" => agent("regulatory authority"),
        "Svcr" if parent.ends_with("Acct") => agent("account servicer"),
        "Agt" | "Pty" if matches!(parent, "ChrgsInf" | "Chrgs" | "Rcrd") => agent("charges agent"),
        "Agt" if parent == "Prtry" => agent("other agent"),
        "DbtrAgt" => agent("debtor agent"),
        "CdtrAgt" => agent("creditor agent"),
        "OrgnlDbtrAgt" => agent("original debtor agent"),
        "OrgnlCdtrAgt" => agent("original creditor agent"),
        "IntrmyAgt" => agent("intermediary agent"),
        "IntrmyAgt1" => agent("intermediary agent 1"),
        "IntrmyAgt2" => agent("intermediary agent 2"),
        "IntrmyAgt3" => agent("intermediary agent 3"),
        "PrvsInstgAgt" => agent("previous instructing agent"),
        "PrvsInstgAgt1" => agent("previous instructing agent 1"),
        "PrvsInstgAgt2" => agent("previous instructing agent 2"),
        "PrvsInstgAgt3" => agent("previous instructing agent 3"),
        "InstgAgt" => agent("instructing agent"),
        "InstdAgt" => agent("instructed agent"),
        "FwdgAgt" => agent("forwarding agent"),
        "InstgRmbrsmntAgt" => agent("instructing reimbursement agent"),
        "InstdRmbrsmntAgt" => agent("instructed reimbursement agent"),
        "ThrdRmbrsmntAgt" => agent("third reimbursement agent"),
        "ChrgsAcctAgt" => agent("charges account agent"),
        "DlvrgAgt" => agent("delivering agent"),
        "RcvgAgt" => agent("receiving agent"),
        "IssgAgt" => agent("issuing agent"),
        _ => None,
    }
}

/// The account an element is.
pub(super) fn account(element: &str) -> Option<Account> {
    let of = |owner: &'static str| {
        role(owner, "Acct").map(|role| Account { owner: Some(owner), words: role.words })
    };
    match element {
        "DbtrAcct" | "ChrgsAcct" => of("Dbtr"),
        "CdtrAcct" => of("Cdtr"),
        "OrgnlDbtrAcct" => of("OrgnlDbtr"),
        "OrgnlCdtrAcct" => of("OrgnlCdtr"),
        "DbtrAgtAcct" => of("DbtrAgt"),
        "CdtrAgtAcct" => of("CdtrAgt"),
        "OrgnlDbtrAgtAcct" => of("OrgnlDbtrAgt"),
        "OrgnlCdtrAgtAcct" => of("OrgnlCdtrAgt"),
        "IntrmyAgtAcct" => of("IntrmyAgt"),
        "IntrmyAgt1Acct" => of("IntrmyAgt1"),
        "IntrmyAgt2Acct" => of("IntrmyAgt2"),
        "IntrmyAgt3Acct" => of("IntrmyAgt3"),
        "PrvsInstgAgtAcct" => of("PrvsInstgAgt"),
        "PrvsInstgAgt1Acct" => of("PrvsInstgAgt1"),
        "PrvsInstgAgt2Acct" => of("PrvsInstgAgt2"),
        "PrvsInstgAgt3Acct" => of("PrvsInstgAgt3"),
        "InstgRmbrsmntAgtAcct" => of("InstgRmbrsmntAgt"),
        "InstdRmbrsmntAgtAcct" => of("InstdRmbrsmntAgt"),
        "ThrdRmbrsmntAgtAcct" => of("ThrdRmbrsmntAgt"),
        "Acct" | "RltdAcct" => Some(Account { owner: Some("Ownr"), words: "account owner" }),
        "SttlmAcct" => Some(Account { owner: None, words: "settlement account" }),
        _ => None,
    }
}

/// What stands before the role of every party inside an element: the customer payment a cover
/// payment is for, the transaction a return is about, and so on.
pub(super) fn context(element: &str) -> Option<&'static str> {
    match element {
        "UndrlygCstmrCdtTrf" => Some("underlying"),
        "OrgnlTxRef" => Some("original"),
        "RtrChain" => Some("return"),
        "Tax" | "TaxRmt" => Some("tax"),
        _ => None,
    }
}

/// The role of the free text an element holds, given the element it stands in.
pub(super) fn text_role(element: &str, parent: &str) -> Option<&'static str> {
    Some(match (parent, element) {
        (_, "Ustrd" | "AddtlRmtInf") => "remittance information",
        ("CdtrRefInf" | "CdtrRef", "Ref" | "CdtrRef") => "creditor reference",
        ("RfrdDocInf", "Nb" | "RfrdDocNb") => "referred document",
        ("LineDtls", "Desc") => "referred document line",
        ("InstrForCdtrAgt", "InstrInf") => "instruction for creditor agent",
        ("InstrForNxtAgt", "InstrInf") => "instruction for next agent",
        ("InstrForDbtrAgt", "InstrInf") | (_, "InstrForDbtrAgt") => "instruction for debtor agent",
        ("Purp", "Prtry") => "purpose",
        ("CtgyPurp", "Prtry") => "category purpose",
        ("Dtls" | "RgltryDtls" | "RgltryRptg", "Inf") => "regulatory reporting",
        ("ChqInstr", "MemoFld") => "cheque memo",
        ("RtrRsnInf", "AddtlInf") => "return reason",
        (_, "AddtlTxInf") => "additional transaction information",
        (_, "AddtlNtryInf") => "additional entry information",
        (_, "AddtlStmtInf") => "additional statement information",
        (_, "AddtlRptInf") => "additional report information",
        (_, "AddtlNtfctnInf") => "additional notification information",
        _ => return None,
    })
}

/// The unit an element opens.
pub(super) fn unit(element: &str) -> Option<Unit> {
    match element {
        "CdtTrfTxInf" | "DrctDbtTxInf" | "TxInf" | "TxInfAndSts" | "TxDtls" | "PmtTx" => {
            Some(Unit::Transaction)
        }
        "PmtInf" | "OrgnlPmtInfAndSts" | "CdtInstr" | "Stmt" | "Rpt" | "Ntfctn" | "Ntry" => {
            Some(Unit::Batch)
        }
        _ => None,
    }
}

/// How well an element names the transaction or batch it stands in; lower is better.
///
/// An end-to-end id is the debtor's own reference and stays the same from bank to bank.
pub(super) fn reference_rank(element: &str, parent: &str, unit: Unit) -> Option<u8> {
    let direct = parent == "PmtId" || parent == "Refs" || self::unit(parent).is_some();
    match (unit, element) {
        _ if !direct => None,
        (Unit::Transaction, "EndToEndId") => Some(0),
        (Unit::Transaction, "OrgnlEndToEndId") => Some(1),
        (Unit::Transaction, "InstrId") => Some(2),
        (Unit::Transaction, "TxId") => Some(3),
        (Unit::Transaction, "UETR") => Some(4),
        (Unit::Transaction, "RtrId" | "RvslId" | "CxlId") => Some(5),
        (Unit::Transaction, "OrgnlInstrId") => Some(6),
        (Unit::Transaction, "OrgnlTxId") => Some(7),
        (Unit::Transaction, "OrgnlUETR") => Some(8),
        (Unit::Batch, "PmtInfId" | "OrgnlPmtInfId" | "CdtId" | "Id" | "NtryRef") => Some(0),
        (Unit::Batch, "AcctSvcrRef") => Some(1),
        _ => None,
    }
}

/// Elements that may stand more than once next to each other: their paths carry a number.
pub(super) fn repeats(element: &str) -> bool {
    unit(element).is_some()
        || matches!(
            element,
            "NtryDtls"
                | "Btch"
                | "Undrlyg"
                | "ChrgsInf"
                | "Chrgs"
                | "Rcrd"
                | "RltdRmtInf"
                | "RmtLctnDtls"
                | "RmtLctnData"
                | "Ustrd"
                | "Strd"
                | "RfrdDocInf"
                | "LineDtls"
                | "AddtlRmtInf"
                | "InstrForCdtrAgt"
                | "InstrForNxtAgt"
                | "RgltryRptg"
                | "Dtls"
                | "RgltryDtls"
                | "Inf"
                | "RtrRsnInf"
                | "AddtlInf"
                | "MemoFld"
        )
}

/// Elements a message begins with, under `Document` or an envelope's own element.
pub(super) fn is_message(element: &str) -> bool {
    carries_transactions(element)
        || matches!(
            element,
            "CstmrPmtStsRpt"
                | "FIToFIPmtStsRpt"
                | "FIToFIPmtStsReq"
                | "BkToCstmrAcctRpt"
                | "BkToCstmrStmt"
                | "BkToCstmrDbtCdtNtfctn"
                | "CstmrPmtCxlReq"
                | "FIToFIPmtCxlReq"
                | "RsltnOfInvstgtn"
                | "CdtrPmtActvtnReq"
        )
}

/// Messages that are nothing without a transaction.
pub(super) fn carries_transactions(element: &str) -> bool {
    matches!(
        element,
        "CstmrCdtTrfInitn"
            | "CstmrDrctDbtInitn"
            | "FIToFICstmrCdtTrf"
            | "FIToFICstmrDrctDbt"
            | "FICdtTrf"
            | "FinInstnCdtTrf"
            | "FIDrctDbt"
            | "PmtRtr"
    ) || element.starts_with("pacs.008.001.")
        || element.starts_with("pain.001.001.")
}

/// The message identifier inside a namespace: `pain.001.001.03` from
/// `http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd`.
///
/// Only the business areas payments, cash management and remittance advice are taken.
pub(super) fn message_in(namespace: &str) -> Option<&str> {
    const LENGTH: usize = "pacs.008.001.08".len();
    ["pacs.", "pain.", "camt.", "remt."].iter().find_map(|area| {
        let from = namespace.find(area)?;
        let id = namespace.get(from..from + LENGTH)?;
        let shape = id.bytes().enumerate().skip(4).all(|(at, byte)| match at {
            4 | 8 | 12 => byte == b'.',
            _ => byte.is_ascii_digit(),
        });
        shape.then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_identifiers_are_found_in_namespaces() {
        let found = [
            ("urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08", Some("pacs.008.001.08")),
            ("http://six/de/pain.001.001.03.ch.02.xsd", Some("pain.001.001.03")),
            ("urn:swift:xsd:camt.003.001.04", Some("camt.003.001.04")),
            ("urn:iso:std:iso:20022:tech:xsd:head.001.001.01", None),
            ("urn:iso:std:iso:20022:tech:xsd:pacs.008", None),
            ("http://www.w3.org/2001/XMLSchema-instance", None),
        ];
        for (namespace, message) in found {
            assert_eq!(message_in(namespace), message, "{namespace}");
        }
    }

    #[test]
    fn every_account_belongs_to_a_known_role() {
        for owner in ["Dbtr", "Cdtr", "DbtrAgt", "CdtrAgt", "IntrmyAgt2", "ThrdRmbrsmntAgt"] {
            let account = account(&format!("{owner}Acct")).unwrap();
            assert_eq!(account.owner, Some(owner));
            assert_eq!(Some(account.words), role(owner, "").map(|role| role.words));
        }
    }
}

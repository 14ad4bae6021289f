//! The files of `tests/data`, subject by subject: `record | role | path | name or text | ids`.
//! Every line was checked against its file by eye; a reader that reads less or otherwise fails here.

/// `pacs008-dprk.xml`.
pub const PACS008: &str = "\
NDB-20260302-0017 | instructing agent | GrpHdr/InstgAgt/FinInstnId/Nm | Nordhavn Bank A/S | bic:NDBKDKK0XXX
NDB-20260302-0017 | instructed agent | GrpHdr/InstdAgt/FinInstnId/BICFI |  | bic:ALPBCHZ0XXX
HT-2026-0412 | debtor | CdtTrfTxInf[1]/Dbtr/Nm | Hansen Trading ApS | lei:549300HTAPS000000114 iban:DK6999990001234567
HT-2026-0412 | debtor agent | CdtTrfTxInf[1]/DbtrAgt/FinInstnId/BICFI |  | bic:NDBKDKK0XXX
HT-2026-0412 | creditor agent | CdtTrfTxInf[1]/CdtrAgt/FinInstnId/BICFI |  | bic:ALPBCHZ0XXX
HT-2026-0412 | creditor | CdtTrfTxInf[1]/Cdtr/Nm | Maria Schneider | iban:CH8599999000012345678
HT-2026-0412 | remittance information | CdtTrfTxInf[1]/RmtInf/Ustrd[1] | Invoice 2026-118, translation work February |
HT-2026-0413 | debtor | CdtTrfTxInf[2]/Dbtr/Nm | Hansen Trading ApS | iban:DK6999990001234567
HT-2026-0413 | debtor agent | CdtTrfTxInf[2]/DbtrAgt/FinInstnId/BICFI |  | bic:NDBKDKK0XXX
HT-2026-0413 | creditor agent | CdtTrfTxInf[2]/CdtrAgt/FinInstnId/BICFI |  | bic:ALPBCHZ0XXX
HT-2026-0413 | creditor | CdtTrfTxInf[2]/Cdtr/Nm | 김정은 | account:0012-778-4410
WM-77120 | debtor | CdtTrfTxInf[3]/Dbtr/Nm | Weber Maschinenbau GmbH | iban:DE37999999990123456789
WM-77120 | debtor agent | CdtTrfTxInf[3]/DbtrAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
WM-77120 | creditor agent | CdtTrfTxInf[3]/CdtrAgt/FinInstnId/BICFI |  | bic:DCBKKPPY
WM-77120 | creditor | CdtTrfTxInf[3]/Cdtr/Nm | Nampo Roller Works |
WM-77120 | remittance information | CdtTrfTxInf[3]/RmtInf/Ustrd[1] | Order 5521 roller bearings |
OCL-3390 | charges agent | CdtTrfTxInf[4]/ChrgsInf[1]/Agt/FinInstnId/BICFI |  | bic:NDBKDKK0XXX
OCL-3390 | intermediary agent 1 | CdtTrfTxInf[4]/IntrmyAgt1/FinInstnId/Nm | Corres National Bank | bic:CRRSUS30XXX
OCL-3390 | debtor | CdtTrfTxInf[4]/Dbtr/Nm | Oceanic Chartering Ltd | iban:GB98TEST99999912345678
OCL-3390 | debtor agent | CdtTrfTxInf[4]/DbtrAgt/FinInstnId/BICFI |  | bic:TESTGB20XXX
OCL-3390 | creditor agent | CdtTrfTxInf[4]/CdtrAgt/FinInstnId/BICFI |  | bic:FJRDNOK0XXX
OCL-3390 | creditor | CdtTrfTxInf[4]/Cdtr/Nm | Fjordlink Shipping AS | iban:NO8399990123456
OCL-3390 | remittance information | CdtTrfTxInf[4]/RmtInf/Ustrd[1] | Freight MV GOLDEN BREEZE IMO 9562233 voyage 14 Nampo to Dalian |
BX-00091 | debtor | CdtTrfTxInf[5]/Dbtr/Nm | Jonas Lindqvist |
BX-00091 | debtor agent | CdtTrfTxInf[5]/DbtrAgt/FinInstnId/BICFI |  | bic:NDBKDKK0XXX
BX-00091 | creditor agent | CdtTrfTxInf[5]/CdtrAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
BX-00091 | creditor | CdtTrfTxInf[5]/Cdtr/Nm | BlockPort Exchange UG |
BX-00091 | remittance information | CdtTrfTxInf[5]/RmtInf/Ustrd[1] | Deposit |
BX-00091 | remittance information | CdtTrfTxInf[5]/RmtInf/Ustrd[2] | to 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 |
SL-2026-31 | ultimate debtor | CdtTrfTxInf[6]/UltmtDbtr/Nm | Karen Østergaard |
SL-2026-31 | debtor | CdtTrfTxInf[6]/Dbtr/Nm | Hansen Trading ApS |
SL-2026-31 | debtor agent | CdtTrfTxInf[6]/DbtrAgt/FinInstnId/BICFI |  | bic:NDBKDKK0XXX
SL-2026-31 | creditor agent | CdtTrfTxInf[6]/CdtrAgt/FinInstnId/BICFI |  | bic:TESTGB20XXX
SL-2026-31 | creditor | CdtTrfTxInf[6]/Cdtr/Nm | Linden & Marsh Stationers Ltd |
SL-2026-31 | instruction for creditor agent | CdtTrfTxInf[6]/InstrForCdtrAgt[1]/InstrInf | Advise by telephone |
SL-2026-31 | purpose | CdtTrfTxInf[6]/Purp/Prtry | Office supplies |
SL-2026-31 | remittance information | CdtTrfTxInf[6]/RmtInf/Ustrd[1] | Order <31> & delivery |
WM-77121 | debtor | CdtTrfTxInf[7]/Dbtr/Nm | Weber Maschinenbau GmbH | iban:DE37999999990123456789
WM-77121 | debtor agent | CdtTrfTxInf[7]/DbtrAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
WM-77121 | creditor agent | CdtTrfTxInf[7]/CdtrAgt/FinInstnId/BICFI |  | bic:WISLPLP0XXX
WM-77121 | creditor | CdtTrfTxInf[7]/Cdtr/Nm | Łukasz Wiśniewski | passport:EK0000017 iban:PL57999999990000000012345678
WM-77121 | creditor account | CdtTrfTxInf[7]/CdtrAcct/Nm | M. Wisniewski i syn |
WM-77121 | ultimate creditor | CdtTrfTxInf[7]/UltmtCdtr/Nm | Anna Wiśniewska |
T-0008 | debtor | CdtTrfTxInf[8]/Dbtr/Nm | Oceanic Chartering Ltd |
T-0008 | debtor agent | CdtTrfTxInf[8]/DbtrAgt/FinInstnId/BICFI |  | bic:TESTGB20XXX
T-0008 | creditor agent | CdtTrfTxInf[8]/CdtrAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
T-0008 | creditor | CdtTrfTxInf[8]/Cdtr/Nm | Hafenapotheke Krüger e.K. |
T-0008 | referred document | CdtTrfTxInf[8]/RmtInf/Strd[1]/RfrdDocInf[1]/Nb | 2026/0077 |
T-0008 | invoicer | CdtTrfTxInf[8]/RmtInf/Strd[1]/Invcr/Nm | Krüger Verwaltung GmbH |
T-0008 | remittance information | CdtTrfTxInf[8]/RmtInf/Strd[1]/AddtlRmtInf[1] | First-aid stores |";

/// `pain001-suppliers.xml`.
pub const PAIN001: &str = "\
WM-RUN-0309 | initiating party | GrpHdr/InitgPty/Nm | Weber Treasury Services GmbH | bic:WBTSDEF0 tax-id:DE999999999
WM-RUN-0309 | initiating party contact | GrpHdr/InitgPty/CtctDtls/Nm | Petra Vogel | email:petra.vogel@weber.example
WM-RUN-0309 | forwarding agent | GrpHdr/FwdgAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
WM-A | debtor | PmtInf[1]/Dbtr/Nm | Weber Maschinenbau GmbH | iban:DE37999999990123456789
WM-A | debtor agent | PmtInf[1]/DbtrAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
WM-A | ultimate debtor | PmtInf[1]/UltmtDbtr/Nm | Weber Anlagen AG |
WM-A-1 | creditor agent | PmtInf[1]/CdtTrfTxInf[1]/CdtrAgt/FinInstnId/Nm | Liaohe River Bank = Harbour branch | other:999000000017 account:440012
WM-A-1 | creditor | PmtInf[1]/CdtTrfTxInf[1]/Cdtr/Nm | 辽东轴承有限公司 | account:6222000011112222 email:sales@ldbearing.example
WM-A-1 | instruction for debtor agent | PmtInf[1]/CdtTrfTxInf[1]/InstrForDbtrAgt | Confirm before release |
WM-A-1 | regulatory reporting | PmtInf[1]/CdtTrfTxInf[1]/RgltryRptg[1]/Dtls[1]/Inf[1] | Import of bearings, customs 8482 |
WM-A-1 | remittance information | PmtInf[1]/CdtTrfTxInf[1]/RmtInf/Ustrd[1] | PO 8812 |
WM-A-2 | creditor | PmtInf[1]/CdtTrfTxInf[2]/Cdtr/Nm | Atelier Dubois SARL | iban:FR0999999999990000000000195
WM-A-2 | creditor reference | PmtInf[1]/CdtTrfTxInf[2]/RmtInf/Strd[1]/CdtrRefInf/Ref | RF18539007547034 |
WM-A-2 | tax debtor | PmtInf[1]/CdtTrfTxInf[2]/RmtInf/Strd[1]/TaxRmt/Dbtr/TaxId |  | tax-id:DE888888888
WM-B | debtor | PmtInf[2]/Dbtr/Nm | Weber Maschinenbau GmbH |
WM-B | debtor agent | PmtInf[2]/DbtrAgt/FinInstnId/BICFI |  | bic:RHNBDEF0XXX
#3 | cheque delivery | PmtInf[2]/CdtTrfTxInf[1]/ChqInstr/DlvrTo/Nm | Otto Brandt |
#3 | cheque memo | PmtInf[2]/CdtTrfTxInf[1]/ChqInstr/MemoFld[1] | Deposit returned |
#3 | creditor | PmtInf[2]/CdtTrfTxInf[1]/Cdtr/Nm | Greta Brandt |";

/// `payments-semicolon.csv`.
pub const PAYMENTS: &str = "\
P-1 | originator | Originator Name | Weber Maschinenbau GmbH | iban:DE37999999990123456789
P-1 | beneficiary | Beneficiary Name | Atelier Dubois SARL | account:0012 778 4410
P-1 | beneficiary bank | Beneficiary BIC |  | bic:ATDBFRP0
P-1 | remittance information | Payment Details | Invoice 118, paid in full |
P-2 | originator | Originator Name | Weber Maschinenbau GmbH | iban:DE37999999990123456789
P-2 | beneficiary | Beneficiary Name | Korea Daesong Trading | account:77-10-3
P-2 | beneficiary bank | Beneficiary BIC |  | bic:DCBKKPPY
P-2 | remittance information | Payment Details | Spare parts |
P-3 | originator | Originator Name | Oceanic Chartering Ltd |
P-3 | beneficiary | Beneficiary Name | Fjordlink; Shipping AS | iban:NO8399990123456
P-3 | beneficiary bank | Beneficiary BIC |  | bic:FJRDNOK0
P-3 | remittance information | Payment Details | Freight MV GOLDEN BREEZE IMO 9562233 |
P-4 | originator | Originator Name | Jonas Lindqvist |
P-4 | beneficiary | Beneficiary Name | BlockPort Exchange UG |";

/// `vessels.csv`.
pub const VESSELS: &str = "\
#1 | vessel | vessel_name | GOLDEN BREEZE | imo:9562233
#1 | owner | owner | Harbour Mist Shipping Ltd |
#2 | vessel | vessel_name | NORDLYS STAR | imo:9900007 mmsi:219999001 call-sign:OXQX2
#2 | owner | owner | Hansen Rederi A/S |
#3 | vessel | imo |  | imo:9900019";

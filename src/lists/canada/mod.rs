//! Global Affairs Canada.

pub(super) mod sema_xml;

//! Python bindings: conversions and nothing else.

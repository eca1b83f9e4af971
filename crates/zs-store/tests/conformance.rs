//! What the store promises, tried on every engine: the same cases, instantiated twice.
mod cases;
mod support;

//! Reports hold to the published schemas of their formats.
mod sarif;

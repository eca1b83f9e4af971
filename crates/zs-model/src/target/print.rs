//! Printing a target in its canonical form.

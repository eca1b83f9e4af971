//! The model's tests from outside, through its public door.
mod golden;
mod target;
mod target_properties;

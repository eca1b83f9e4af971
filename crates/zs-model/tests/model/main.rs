//! The model's tests from outside, through its public door.
mod code;
mod compare;
mod golden;
mod money;
mod target;
mod target_properties;

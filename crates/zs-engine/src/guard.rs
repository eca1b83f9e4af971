//! A mistake of ours in one document must not stop the others: panics become errors.
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work`; a panic gives its message. Nothing is shared with `work` that it could leave half done.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_an_error_with_its_message() {
        let nothing: Vec<u8> = Vec::new();
        let at = nothing.len();
        assert_eq!(guarded(|| 1), Ok(1));
        assert!(guarded(|| nothing[at]).unwrap_err().contains("out of bounds"));
    }
}

//! Many files on all cores, results in order, only a few of them in memory at a time.
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Files in work at once per core: enough that one slow file does not leave the other cores idle.
const PER_CORE: usize = 4;

/// Does `work` on every item on all cores and gives the results to `take` in the order of the items.
/// `work` loads what it needs by itself, so no more inputs are in memory than there are cores, and no
/// more results than four per core. `take` may stop the rest.
pub fn in_order<I: Sync, T: Send>(
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(&I, T) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for some in items.chunks(PER_CORE * rayon::current_num_threads()) {
        let results: Vec<T> = some.par_iter().with_max_len(1).map(&work).collect();
        for (item, result) in some.iter().zip(results) {
            take(item, result)?;
        }
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_few_at_a_time() {
        let items: Vec<usize> = (0..1000).collect();
        let waiting = AtomicUsize::new(0);
        let most = AtomicUsize::new(0);
        let mut seen = Vec::new();
        let work = |item: &usize| {
            most.fetch_max(waiting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            item * 2
        };
        let flow = in_order(&items, work, |item, result| {
            waiting.fetch_sub(1, Ordering::SeqCst);
            assert_eq!(result, item * 2);
            seen.push(*item);
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        assert_eq!(seen, items);
        assert!(most.into_inner() <= super::PER_CORE * rayon::current_num_threads());
    }

    #[test]
    fn the_taker_may_stop() {
        let done = AtomicUsize::new(0);
        let items = [(); 10_000];
        let work = |(): &()| done.fetch_add(1, Ordering::SeqCst);
        assert!(in_order(&items, work, |(), _| ControlFlow::Break(())).is_break());
        assert!(done.into_inner() < items.len());
    }
}

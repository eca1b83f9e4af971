//! What a page leaves unsure: lines joined to texts, texts over borders, borders that are drawn in part.
use super::join::slack;
use super::lines::Line;
use super::matrix::Length;
use super::sheet::Drawn;
use crate::forms::prose::number_at;
use zs_model::Reason;

/// What is unsure about a cell.
pub fn of_cell(drawn: &Drawn, at: usize) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let (Some(cell), Some(lines)) = (drawn.table.cells.get(at), drawn.lines.get(at)) else {
        return reasons;
    };
    // Of cells that no lines told, nothing is sure anyway.
    if drawn.table.loose || lines.is_empty() {
        return reasons;
    }
    if drawn.guessed.get(at) == Some(&true) {
        reasons.push(Reason::SpanGuessed);
    }
    let (left, right) = drawn.bounds(cell);
    let (from, to) = (left - drawn.padding, right + drawn.padding);
    let over = |line: &Line| line.left < from - line.size / 4 || line.right > to + line.size / 4;
    if lines.iter().any(over) {
        reasons.push(Reason::OverBorder);
    }
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    if lines.len() > 1 {
        // Lines run down a page: where one stands higher than the one before, it is on the next page.
        let paged = pairs().any(|(line, next)| next.base < line.base);
        reasons.push(if paged { Reason::PageJoin } else { Reason::LinesJoined });
    }
    if pairs().any(|(line, next)| slack(line, next, left, right) <= 0 && begins_item(next)) {
        reasons.push(Reason::JoinUnsure);
    }
    reasons
}

/// Whether it cannot be told if a line goes on with the one before: the next word nearly fits, or it is the
/// number of an item.
pub fn is_unsure(line: &Line, next: &Line, left: Length, right: Length) -> bool {
    let slack = slack(line, next, left, right);
    slack.abs() < line.size / 4 || slack <= 0 && begins_item(next)
}

fn begins_item(line: &Line) -> bool {
    number_at(&line.text()).is_some()
}

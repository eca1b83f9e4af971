//! What a scored self-evaluation proposes for next year, from its score, money, lights and what is still open.
use crate::evaluation::scored::Scored;
use crate::evaluation::whole::lines;
use crate::machine::Word;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::rectifications::Stage;
use zs_engine::Action;
use zs_engine::scoring::{Funds, Light, Outcome, Proposal, propose};
use zs_store::{NewProposal, Page, Reader, RectificationFilter, ResultAction, SheetFilter, Writer};

/// The states of a rectification that is not verified yet.
pub(crate) fn open_stages() -> Vec<String> {
    let open = Stage::ALL.iter().filter(|stage| **stage != Stage::Verified);
    open.map(|stage| stage.word().to_owned()).collect()
}

/// What is proposed now.
async fn proposed(
    reader: &mut Reader,
    undertaking: i64,
    funds: Funds,
    scored: &Scored,
) -> Answer<Proposal> {
    let of = SheetFilter { undertaking: Some(undertaking), ..SheetFilter::default() };
    let sheets = reader.monitoring_sheets(&of, &Page::first(12)).await?.items;
    let last = sheets.into_iter().max_by_key(|sheet| sheet.month);
    let open = RectificationFilter {
        undertaking: Some(undertaking),
        states: open_stages(),
        ..RectificationFilter::default()
    };
    let open = reader.count_rectifications(&open).await?;
    let outcome = Outcome {
        sheet: scored.last(),
        funds,
        light: last.map(|sheet| light(sheet.signs.light)),
        open_rectifications: u32::try_from(open).unwrap_or(u32::MAX),
    };
    Ok(propose(&outcome, &scored.profile.results))
}

/// Keeps what is proposed now with a self-evaluation that was scored again or closed.
pub(crate) async fn keep(
    writer: &mut Writer,
    evaluation: i64,
    undertaking: i64,
    funds: Funds,
    scored: &Scored,
    now: i64,
) -> Answer<()> {
    let proposal = proposed(writer, undertaking, funds, scored).await?;
    let reasons = serde_json::to_string(&lines(&proposal.reasons));
    let reasons = reasons.map_err(|_| Problem::new(ProblemKind::Internal))?;
    let new = NewProposal {
        evaluation,
        action: proposal.action.map(kept),
        rectify: proposal.rectify,
        reasons: &reasons,
        now,
    };
    writer.keep_proposal(&new).await?;
    Ok(())
}

/// A light of the record as the rules know it.
pub(super) const fn light(light: zs_store::Light) -> Light {
    match light {
        zs_store::Light::Red => Light::Red,
        zs_store::Light::Yellow => Light::Yellow,
        zs_store::Light::Green => Light::Green,
        zs_store::Light::Blue => Light::Blue,
        zs_store::Light::Grey => Light::Grey,
    }
}

const fn kept(action: Action) -> ResultAction {
    match action {
        Action::First => ResultAction::First,
        Action::Keep => ResultAction::Keep,
        Action::Cut => ResultAction::Cut,
        Action::Cancel => ResultAction::Cancel,
    }
}

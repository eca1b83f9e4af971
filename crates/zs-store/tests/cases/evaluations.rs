//! The year's end: self-evaluations of undertakings and departments, all scores kept, proposals decided.
use super::monitoring::{approved, step};
use super::on_both;
use crate::support::{AREA, NOW, TestStore};
use zs_store::{
    EvaluationFilter, EvaluationKept, EvaluationScores, NewProposal, NewSelfEvaluation, NewStep,
    Page, ProposalFilter, ResultAction, Score, StoreError, Subject, Writer,
};

on_both!(
    an_undertaking_and_a_department_have_one_each,
    every_score_is_kept_and_the_whole_is_frozen,
    a_proposal_is_decided,
);

fn of(filter: EvaluationFilter) -> EvaluationFilter {
    EvaluationFilter { year: Some(2025), ..filter }
}

async fn made(test: &TestStore, writer: &mut Writer, undertakings: &[i64]) -> Vec<i64> {
    let new = |undertaking| NewSelfEvaluation { node: test.units[0], undertaking, year: 2025 };
    let mut all: Vec<_> = undertakings.iter().map(|one| new(Some(*one))).collect();
    all.push(NewSelfEvaluation { node: test.department, ..new(None) });
    writer.create_self_evaluations("draft", &all, (test.clerk, NOW)).await.unwrap();
    let found =
        writer.self_evaluations(&EvaluationFilter::default(), &Page::first(9)).await.unwrap();
    found.items.iter().map(|one| one.id).collect()
}

fn score(total: &str, grade: &str) -> Score {
    Score { total: Some(total.to_owned()), grade: Some(grade.to_owned()) }
}

async fn an_undertaking_and_a_department_have_one_each(test: TestStore) {
    let (mut writer, _, undertakings) = approved(&test).await;
    let made = made(&test, &mut writer, &undertakings).await;
    assert_eq!(made.len(), 2);
    let one = writer.self_evaluation(made[0]).await.unwrap();
    assert_eq!((one.name.as_deref(), one.code.as_deref()), (Some("办公楼维修"), Some("P1")));
    assert_eq!(one.score(), &Score::default());
    let departments = of(EvaluationFilter { departments: true, ..EvaluationFilter::default() });
    let found = writer.self_evaluations(&departments, &Page::first(9)).await.unwrap().items;
    assert_eq!((found.len(), found[0].name.as_deref()), (1, Some("机关事务局")));
    assert_eq!((found[0].node, found[0].code.as_deref()), (test.department, Some("430")));
    let elsewhere = writer.node(test.units[1]).await.unwrap().path;
    let filter = of(EvaluationFilter { branches: vec![elsewhere], ..EvaluationFilter::default() });
    assert_eq!(writer.count_self_evaluations(&filter).await.unwrap(), 0);
    let filter = of(EvaluationFilter {
        branches: vec![one.path],
        states: vec!["draft".to_owned()],
        undertaking: Some(undertakings[1]),
        node: Some(test.units[0]),
        ..EvaluationFilter::default()
    });
    assert_eq!(writer.count_self_evaluations(&filter).await.unwrap(), 1);
    writer.commit().await.unwrap();
    for undertaking in [Some(undertakings[0]), None] {
        let mut writer = test.store.write(AREA).await.unwrap();
        let again = NewSelfEvaluation { node: test.department, undertaking, year: 2025 };
        let refused = writer.create_self_evaluations("draft", &[again], (test.clerk, NOW)).await;
        assert_eq!(refused.unwrap_err().kind(), "duplicate");
    }
}

async fn every_score_is_kept_and_the_whole_is_frozen(test: TestStore) {
    let (mut writer, _, undertakings) = approved(&test).await;
    let id = made(&test, &mut writer, &undertakings).await[0];
    let mut kept = EvaluationKept {
        scheme: Some("national-2020".to_owned()),
        content: Some("{\"texts\":1}".to_owned()),
        ..EvaluationKept::default()
    };
    let mut scores = EvaluationScores { own: score("92.50", "优"), ..EvaluationScores::default() };
    let write = step(&test, "draft", "draft", "write");
    writer.keep_self_evaluation(id, &kept, &scores, None, &write).await.unwrap();
    let wrong = step(&test, "finance_review", "reviewed", "pass");
    let refused = writer.keep_self_evaluation(id, &kept, &scores, None, &wrong).await.unwrap_err();
    assert_eq!(refused, StoreError::WrongState { current: "draft".to_owned() });
    let submit = step(&test, "draft", "finance_review", "submit");
    kept.basis = Some("{\"facts\":1}".to_owned());
    kept.finance = Some("{\"rows\":[]}".to_owned());
    scores.finance = score("79.00", "中");
    writer.keep_self_evaluation(id, &kept, &scores, None, &submit).await.unwrap();
    let close = NewStep { actor: test.reviewer, ..wrong };
    writer.keep_self_evaluation(id, &kept, &scores, Some(b"{}"), &close).await.unwrap();
    let one = writer.self_evaluation(id).await.unwrap();
    assert_eq!((one.revision, one.closed_by), (4, Some(test.reviewer)));
    assert_eq!((one.score(), &one.scores.own), (&score("79.00", "中"), &score("92.50", "优")));
    assert_eq!(writer.evaluation_kept(id).await.unwrap(), (kept, Some(b"{}".to_vec())));
    let events = writer.step_events(Subject::SelfEvaluation, id).await.unwrap();
    assert_eq!(events.len(), 3);
    writer.commit().await.unwrap();
    test.raw("UPDATE self_evaluation SET hash = 'other' WHERE state = 'reviewed'").await;
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.evaluation_kept(id).await.unwrap_err().kind(), "corrupt");
}

async fn a_proposal_is_decided(test: TestStore) {
    let (mut writer, _, undertakings) = approved(&test).await;
    let evaluations = made(&test, &mut writer, &undertakings).await;
    let cut = NewProposal {
        evaluation: evaluations[0],
        action: Some(ResultAction::Cut),
        rectify: true,
        reasons: "[]",
        now: NOW,
    };
    let id = writer.keep_proposal(&cut).await.unwrap();
    let none = NewProposal { evaluation: evaluations[1], action: None, rectify: false, ..cut };
    writer.keep_proposal(&none).await.unwrap();
    let open = ProposalFilter {
        year: Some(2025),
        action: Some(ResultAction::Cut),
        decided: Some(false),
        ..ProposalFilter::default()
    };
    let found = writer.proposals(&open, &Page::first(9)).await.unwrap().items;
    assert_eq!((found.len(), found[0].rectify, found[0].id), (1, true, id));
    assert_eq!(found[0].evaluation.undertaking, Some(undertakings[0]));
    let etag = found[0].etag();
    let by = (test.reviewer, NOW);
    writer.decide_proposal(id, ResultAction::Keep, Some("已整改"), by).await.unwrap();
    let one = writer.proposal(id).await.unwrap();
    assert_eq!((one.decision, one.decided_by), (Some(ResultAction::Keep), Some(test.reviewer)));
    assert_ne!(one.etag(), etag);
    assert!(writer.proposals(&open, &Page::first(9)).await.unwrap().items.is_empty());
    let decided = ProposalFilter {
        undertaking: Some(undertakings[0]),
        branches: vec![one.evaluation.path.clone()],
        decided: Some(true),
        ..ProposalFilter::default()
    };
    assert_eq!(writer.proposals(&decided, &Page::first(9)).await.unwrap().items.len(), 1);
    // Scored again, it is the same proposal with what is proposed now; what was decided stays.
    let first = NewProposal { action: Some(ResultAction::First), reasons: "[1]", ..cut };
    assert_eq!(writer.keep_proposal(&first).await.unwrap(), id);
    let again = writer.proposal(id).await.unwrap();
    assert_eq!((again.action, again.decision), (Some(ResultAction::First), one.decision));
    assert!(again.reasons == "[1]" && again.etag() != one.etag());
    writer.remove_proposal(evaluations[0]).await.unwrap();
    assert_eq!(writer.proposal(id).await.unwrap_err().kind(), "not-found");
    let lost = NewProposal { evaluation: 999_999, ..cut };
    assert_eq!(writer.keep_proposal(&lost).await.unwrap_err().kind(), "reference");
}

//! Forms of an invented county: full ones, with sixty rows, and with nothing filled.
use zs_export::forms::evaluation::{EvaluatedFund, EvaluatedGoal, EvaluatedRow, Points, Subject};
use zs_export::forms::monitoring::{FundRow, MonitoringRow};
use zs_export::forms::report::{Part, ReportTable};
use zs_export::forms::rescoring::{RescoredItem, RescoredStage};
use zs_export::forms::review::{IndicatorOpinion, Kind, ReviewItem, Stage};
use zs_export::forms::summary::SummaryLine;
use zs_export::forms::{
    Evaluation, Explained, Monitoring, Report, Rescoring, Review, Signature, Stamp, Summary,
};
use zs_model::Decimal;

pub fn stamp() -> Stamp {
    Stamp { year: Some(2025), digest: "3f2a91bc77d0".repeat(5) + "ffff", state: None }
}

pub fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn signed(role: &str, name: &str) -> Signature {
    Signature { role: role.to_owned(), name: text(name), day: text("2025-08-05") }
}

fn points(weight: i64, score: Option<i64>) -> Points {
    let two = |hundredths| Decimal::new(hundredths, 2);
    Points { weight: Some(Decimal::from(weight)), score: score.map(two), reviewed: None }
}

/// Output and benefit rows; of every third nothing is known.
const LEVELS: [[&str; 2]; 6] = [
    ["产出指标", "数量指标"],
    ["产出指标", "数量指标"],
    ["产出指标", "质量指标"],
    ["产出指标", "时效指标"],
    ["效益指标", "社会效益指标"],
    ["满意度指标", "服务对象满意度指标"],
];

pub fn monitoring(count: usize, long: &str) -> Monitoring {
    let row = |at: usize| {
        let [level1, level2] = LEVELS[at * LEVELS.len() / count.max(1)];
        let missing = at % 3 == 2;
        MonitoringRow {
            level1: text(level1),
            level2: text(level2),
            level3: Some(format!("第{}项改造灯具数量{long}", at + 1)),
            target: text("≥40套"),
            actual: (!missing).then(|| "15套".to_owned()),
            expected: text("40套"),
            causes: [false, true, missing, false, false],
            reason: missing.then(|| format!("施工队伍进场晚{long}")),
            likelihood: (!missing).then_some(1),
            note: None,
        }
    };
    let fund = |label: &str, initial, adjusted, paid, rate: Option<i64>, expected| FundRow {
        label: label.to_owned(),
        initial,
        adjusted,
        paid,
        rate: rate.map(|rate| Decimal::new(rate, 2)),
        expected,
    };
    Monitoring {
        stamp: stamp(),
        month: 7,
        code: text("13070025P00012310001X"),
        name: text("办公楼照明改造"),
        department: text("青禾县机关事务服务中心（430）"),
        unit: text("青禾县机关事务服务中心本级"),
        funds: vec![
            fund(
                "年度资金总额",
                Some(28_000_000),
                Some(30_000_000),
                Some(5_612_345),
                Some(1871),
                Some(29_000_000),
            ),
            fund(
                "其中：本年一般公共预算拨款",
                Some(26_000_000),
                Some(28_000_000),
                Some(5_612_345),
                None,
                None,
            ),
            fund("上年结转资金", Some(2_000_000), Some(2_000_000), Some(0), None, None),
            fund("其他资金", None, None, None, None, None),
        ],
        goals: vec!["改造楼道灯具40套".to_owned(), "节电率达到5%以上".to_owned()],
        rows: (0..count).map(row).collect(),
        whole: vec![
            ("绩效目标执行总体情况".to_owned(), format!("总体进度偏慢。{long}")),
            ("完成目标可能性".to_owned(), "有可能".to_owned()),
            ("整改措施".to_owned(), "与施工单位约定每周进度。".to_owned()),
        ],
        signatures: vec![
            signed("填报人", "林小满"),
            signed("单位审核", "周有光"),
            Signature::blank("主管部门审核"),
            Signature::blank("财政部门审核"),
        ],
    }
}

pub fn evaluation(subject: Subject, count: usize, reviewed: bool, long: &str) -> Evaluation {
    let each = Decimal::from(90) / Decimal::from(count.max(1));
    let row = |at: usize| {
        let [level1, level2] = LEVELS[at * LEVELS.len() / count.max(1)];
        let missing = at % 3 == 2;
        EvaluatedRow {
            level1: Some(format!("{level1}\n（{}分）", if level1 == "产出指标" { 50 } else { 20 })),
            level2: text(level2),
            level3: Some(format!("第{}项改造灯具数量{long}", at + 1)),
            target: text("≥40套"),
            actual: (!missing).then(|| "38套".to_owned()),
            points: Points {
                weight: Some(each),
                score: (!missing).then_some(each),
                reviewed: (!missing).then_some(each - Decimal::new(5, 1)),
            },
            reason: missing.then(|| format!("灯具到货晚，已改签供货合同{long}")),
        }
    };
    let fund = |label: &str, initial: i64, change: i64, paid: i64, points| EvaluatedFund {
        label: label.to_owned(),
        initial: Some(initial),
        change: Some(change),
        adjusted: Some(initial + change),
        paid: Some(paid),
        rate: Some(Decimal::new(9333, 2)),
        points,
    };
    let total = (count > 0 && count < 3).then(|| Decimal::new(9933, 2));
    Evaluation {
        stamp: stamp(),
        subject,
        code: text("13070025P00012310001X"),
        name: text("办公楼照明改造"),
        department: text("青禾县机关事务服务中心"),
        unit: text("青禾县机关事务服务中心本级"),
        funds: vec![
            fund("年度资金总额", 28_000_000, 2_000_000, 28_000_000, Some(points(10, Some(933)))),
            fund("其中：当年财政拨款", 26_000_000, 2_000_000, 26_000_000, None),
            fund("上年结转资金", 2_000_000, 0, 2_000_000, None),
            EvaluatedFund { label: "其他资金".to_owned(), ..EvaluatedFund::default() },
        ],
        goals: vec![EvaluatedGoal {
            expected: "改造楼道灯具40套，节电率达到5%以上。".to_owned(),
            actual: text("改造38套，节电率6.2%。"),
            reason: text("两套灯具延至次年一月。"),
        }],
        rows: (0..count).map(row).collect(),
        points: Points { weight: Some(Decimal::from(100)), score: total, reviewed: None },
        off: None,
        reviewed_off: None,
        grade: total.map(|_| "优".to_owned()),
        reviewed,
        reviewed_grade: None,
        whole: vec![("存在的问题".to_owned(), format!("采购启动偏晚。{long}"))],
        explained: vec![Explained {
            item: "预算执行率".to_owned(),
            weight: Some(Decimal::from(10)),
            score: Some(Decimal::new(933, 2)),
            lines: vec!["执行率93.33%，得9.33分。".to_owned()],
        }],
        signatures: vec![
            signed("填报人", "林小满"),
            signed("负责人", "周有光"),
            Signature::blank("联系电话"),
        ],
    }
}

pub fn review(kind: Kind, long: &str) -> Review {
    let item = |criterion: &str, point: &str, weight: i64| ReviewItem {
        criterion: criterion.to_owned(),
        point: point.to_owned(),
        opinion: (weight == 10).then(|| format!("目标写明了数量，未写明效果{long}")),
        grade: (weight == 10).then(|| "良".to_owned()),
        weight: Some(Decimal::from(weight)),
        score: (weight == 10).then(|| Decimal::from(8)),
    };
    Review {
        stamp: stamp(),
        kind,
        code: text("13070025P00012310001X"),
        name: text("办公楼照明改造"),
        department: text("青禾县机关事务服务中心"),
        unit: text("青禾县机关事务服务中心本级"),
        budget: Some(28_000_000),
        items: vec![
            item("完整性", "规范完整性：格式规范，内容完整", 10),
            item("完整性", "明确清晰性：目标明确，能看出产出和效果", 10),
            item("相关性", "目标相关性：与职责、规划相符", 15),
        ],
        indicators: vec![IndicatorOpinion {
            indicator: "数量指标：灯具数量".to_owned(),
            target: text("≥40套"),
            action: text("修改指标值"),
            opinion: text("与预算测算表的42套不一致"),
        }],
        weight: Some(Decimal::from(35)),
        total: None,
        stages: vec![
            Stage {
                name: "主管部门初审".to_owned(),
                grade: text("良"),
                opinion: text("修改后上报。"),
                returned: text("指标值与测算不一致，请于2025-09-10前修改"),
            },
            Stage { name: "财政部门复审".to_owned(), ..Stage::default() },
        ],
        signatures: vec![signed("审核人", "韩秋实")],
    }
}

/// The department took five points off each row; finance is still to come.
pub fn rescoring(count: usize, long: &str) -> Rescoring {
    let each = Decimal::from(90) / Decimal::from(count.max(1));
    let less = Decimal::from(10) / Decimal::from(count.max(1));
    let execution = Some(Decimal::new(933, 2));
    let mut items = vec![RescoredItem {
        group: "预算执行".to_owned(),
        item: "预算执行率".to_owned(),
        target: None,
        actual: text("93.33%"),
        weight: Some(Decimal::from(10)),
        points: vec![execution, execution, None],
        opinion: None,
    }];
    items.extend((0..count).map(|at| RescoredItem {
        group: LEVELS[at * LEVELS.len() / count.max(1)][0].to_owned(),
        item: format!("第{}项改造灯具数量{long}", at + 1),
        target: text("≥40套"),
        actual: text("38套"),
        weight: Some(each),
        points: vec![Some(each), Some(each - less), None],
        opinion: Some(format!("部门复核：验收资料缺两套。{long}")),
    }));
    let stage = |name: &str, total: Option<i64>, grade: Option<&str>| RescoredStage {
        name: name.to_owned(),
        done: total.is_some(),
        total: total.map(|total| Decimal::new(total, 2)),
        grade: grade.map(str::to_owned),
        off: None,
        told: total.map(|_| "合计得分。".to_owned()),
    };
    Rescoring {
        stamp: stamp(),
        subject: Subject::Project,
        code: text("13070025P00012310001X"),
        name: text("办公楼照明改造"),
        department: text("青禾县机关事务服务中心"),
        unit: text("青禾县机关事务服务中心本级"),
        items,
        weight: Some(Decimal::from(100)),
        stages: vec![
            stage("单位自评", Some(9933), Some("优")),
            stage("部门复核", Some(8933), Some("良")),
            stage("财政复核", None, None),
        ],
        signatures: vec![signed("主管部门审核", "周有光"), Signature::blank("财政部门审核")],
    }
}

pub fn report(long: &str) -> Report {
    let heading = |text: &str| Part::Heading(text.to_owned());
    let row = |one: &str, two: &str| vec![one.to_owned(), two.to_owned(), "93.33%".to_owned()];
    Report {
        stamp: stamp(),
        title: "青禾县机关事务服务中心2025年度项目支出绩效自评报告".to_owned(),
        parts: vec![
            heading("一、基本情况"),
            Part::Text(format!(
                "（一）项目概况。改造办公楼楼道照明。{long}\n（二）绩效目标。全年改造40套。"
            )),
            heading("二、绩效目标完成情况"),
            Part::Table(ReportTable {
                caption: text("金额单位：万元"),
                columns: vec![
                    ("项目".to_owned(), 4),
                    ("全年预算数".to_owned(), 2),
                    ("执行率".to_owned(), 1),
                ],
                rows: vec![row("办公楼照明改造", "30.00"), row("会议设备维护", "")],
            }),
        ],
        signatures: vec![Signature::blank("填报单位（盖章）"), signed("填报人", "林小满")],
    }
}

pub fn summary(count: usize, long: &str) -> Summary {
    let line = |at: usize| {
        let score = (at % 4 != 3).then(|| Decimal::new(9933, 2));
        SummaryLine {
            name: Some(format!("第{}个项目{long}", at + 1)),
            unit: text("青禾县机关事务服务中心本级"),
            initial: Some(28_000_000),
            adjusted: Some(30_000_000),
            paid: Some(28_000_000),
            rate: Some(Decimal::new(9333, 2)),
            grade: score.map(|_| "优".to_owned()),
            score,
            money_light: text("绿灯"),
            goal_light: text("黄灯"),
            note: (at == 1).then(|| "建议保留".to_owned()),
        }
    };
    let count64 = i64::try_from(count).unwrap();
    Summary {
        stamp: stamp(),
        department: text("青禾县机关事务服务中心"),
        until: text("2025-12-31"),
        total: SummaryLine {
            initial: Some(28_000_000 * count64),
            adjusted: Some(30_000_000 * count64),
            paid: Some(28_000_000 * count64),
            rate: Some(Decimal::new(9333, 2)),
            score: Some(Decimal::new(9933, 2)),
            ..SummaryLine::default()
        },
        rows: (0..count).map(line).collect(),
        notes: vec!["优 45 个；未计分 15 个。".to_owned()],
        signatures: vec![signed("填报人", "林小满"), Signature::blank("负责人")],
    }
}

//! The questions of 项目支出绩效目标审核表 (财预〔2015〕88号), and which rules of the check speak to each.

/// One question of the form.
pub(super) struct Question {
    pub criterion: &'static str,
    /// Its name, with what is asked.
    pub point: &'static str,
    /// Of an important project: out of 100 together. How each criterion's points are split is a default.
    pub points: i64,
    /// The codes of the rules that speak to it; none where the record knows nothing of it.
    pub rules: &'static [&'static str],
}

pub(super) const QUESTIONS: [Question; 8] = [
    Question {
        criterion: "完整性",
        point: "规范完整性：填报格式是否规范，内容是否完整、准确，有无缺项、错项",
        points: 10,
        rules: &[
            "JX105", "JX106", "JX107", "JX108", "JX110", "JX111", "JX112", "JX113", "JX114",
            "JX115", "JX116", "JX117", "JX118", "JX141", "JX142", "JX143", "JX144", "JX201",
            "JX202", "JX206", "JX210", "JX232", "JX233", "JX301", "JX302", "JX306", "JX307",
            "JX310", "JX311", "JX420", "JX421", "JX501", "JX502", "JX503", "JX505",
        ],
    },
    Question {
        criterion: "完整性",
        point: "明确清晰性：绩效目标是否明确、清晰，能否看出预期的产出和效果",
        points: 10,
        rules: &[
            "JX216", "JX308", "JX309", "JX312", "JX314", "JX315", "JX413", "JX415", "JX416",
            "JX417",
        ],
    },
    Question {
        criterion: "相关性",
        point: "目标相关性：总体目标是否符合法律法规、发展规划和部门职责",
        points: 15,
        rules: &["JX303", "JX305", "JX402", "JX412", "JX414", "JX418", "JX504"],
    },
    Question {
        criterion: "相关性",
        point: "指标科学性：指标是否全面、细化、量化，是否选取了关键指标并明确指标值",
        points: 15,
        rules: &[
            "JX203", "JX204", "JX205", "JX207", "JX208", "JX209", "JX211", "JX215", "JX231",
            "JX234", "JX235", "JX236", "JX237", "JX304", "JX313", "JX316", "JX403", "JX404",
            "JX406", "JX408", "JX409", "JX410", "JX411",
        ],
    },
    Question {
        criterion: "适当性",
        point: "绩效合理性：预期绩效是否显著，是否符合行业正常水平",
        points: 15,
        rules: &["JX102", "JX214", "JX217", "JX401", "JX405"],
    },
    Question {
        criterion: "适当性",
        point: "资金匹配性：绩效目标与资金量、资金用途是否匹配，是否过高或过低",
        points: 15,
        rules: &["JX101", "JX103", "JX104", "JX109", "JX119", "JX120", "JX419"],
    },
    Question {
        criterion: "可行性",
        point: "实现可能性：绩效目标是否经过论证和测算，能否如期实现",
        points: 10,
        rules: &["JX131", "JX132", "JX133", "JX134", "JX135", "JX136", "JX212", "JX213", "JX407"],
    },
    Question {
        criterion: "可行性",
        point: "条件充分性：实施方案是否合理，组织实施能力和内部控制是否有保障",
        points: 10,
        rules: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::QUESTIONS;
    use zs_engine::RULES;

    #[test]
    fn every_rule_speaks_to_one_question() {
        let asked: Vec<&str> =
            QUESTIONS.iter().flat_map(|question| question.rules).copied().collect();
        for rule in RULES.iter().filter(|rule| rule.name != "internal-rule-failure") {
            let times = asked.iter().filter(|code| **code == rule.code).count();
            assert_eq!(times, 1, "{} {}", rule.code, rule.name);
        }
        assert!(asked.iter().all(|code| RULES.iter().any(|rule| rule.code == *code)));
        assert_eq!(QUESTIONS.iter().map(|question| question.points).sum::<i64>(), 100);
    }
}

//! Every sentence of an explanation, in Chinese and English, with its stable key.

/// One sentence; `{name}` stands for an argument, both languages use the same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Stable; never used again for another sentence.
    pub key: &'static str,
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

macro_rules! messages {
    ($($name:ident $key:literal $zh:literal $en:literal;)+) => {
        /// Which sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Say { $(#[doc = $en] $name),+ }

        /// Every sentence, in the order of [`Say`].
        pub const MESSAGES: &[Message] = &[$(Message { key: $key, zh: $zh, en: $en }),+];

        impl Say {
            /// Its key and texts.
            #[must_use]
            pub const fn message(self) -> &'static Message {
                &MESSAGES[self as usize]
            }
        }
    };
}

messages! {
    ExecutionRate "execution-rate"
        "预算执行率＝{paid}元÷{budget}元＝{rate}；得分＝{weight}×{paid}÷{budget}＝{score}分。"
        "Execution rate = {paid} ÷ {budget} yuan = {rate}; points = {weight} × {paid} ÷ {budget} = {score}.";
    ExecutionFull "execution-full"
        "预算执行率＝{paid}元÷{budget}元＝{rate}，得满分{score}分。"
        "Execution rate = {paid} ÷ {budget} yuan = {rate}: full {score} points.";
    ExecutionStep "execution-step"
        "预算执行率＝{paid}元÷{budget}元＝{rate}，按档计{score}分（满分{weight}分）。"
        "Execution rate = {paid} ÷ {budget} yuan = {rate}: by steps {score} of {weight} points.";
    ExecutionNoBudget "execution-no-budget"
        "全年预算数为0，无法计算执行率，{weight}分按0.00分计。"
        "There is no budget, so no rate: 0.00 of {weight} points.";
    ExecutionUndecided "execution-undecided"
        "全年预算数为0，无法计算执行率，{weight}分待人工确定。"
        "There is no budget, so no rate: {weight} points wait for a decision.";
    NoBudget "no-budget"
        "没有预算却支付了{paid}元，请核对全年预算数。"
        "{paid} yuan were paid without a budget: check the adjusted budget.";
    PaidAboveBudget "paid-above-budget"
        "执行数超过全年预算数{over}元，请核对支付和调整记录。"
        "Payments exceed the adjusted budget by {over} yuan: check payments and adjustments.";
    ExecutionReason "execution-reason"
        "预算执行率{rate}低于{below}，须填写原因。"
        "The execution rate {rate} is below {below}: write down the reason.";
    Missing "missing"
        "实际完成值未填，暂不计分（不按0分）。"
        "The actual value is missing: no score yet (not zero).";
    NeedsFigure "needs-figure"
        "指标值“{target}”是数值，实际完成值须填同单位的数，暂不计分。"
        "The target \"{target}\" is a figure: give a figure in its unit; no score yet.";
    NeedsDay "needs-day"
        "指标值“{target}”是时限，实际完成值须填完成日期，暂不计分。"
        "The target \"{target}\" is a deadline: give the day of completion; no score yet.";
    NeedsState "needs-state"
        "指标值“{target}”是定性表述，实际完成值须选达成情况，暂不计分。"
        "The target \"{target}\" is in words: choose one of the three states; no score yet.";
    Met "met"
        "实际{actual}，达到指标值“{target}”，得满分{score}分。"
        "{actual} meets the target \"{target}\": full {score} points.";
    Short "short"
        "实际{actual}，未达到指标值“{target}”，按比例计：{weight}×{actual}÷{edge}＝{score}分。"
        "{actual} falls short of \"{target}\": {weight} × {actual} ÷ {edge} = {score} points.";
    Excess "excess"
        "实际{actual}，偏离指标值“{target}”，按偏离比例扣减：{weight}×（1－|{actual}－{edge}|÷|{edge}|）＝{score}分。"
        "{actual} misses \"{target}\": {weight} × (1 − |{actual} − {edge}| ÷ |{edge}|) = {score} points.";
    ExcessInverse "excess-inverse"
        "实际{actual}，超过指标值“{target}”，按反比计：{weight}×{edge}÷{actual}＝{score}分。"
        "{actual} exceeds \"{target}\": {weight} × {edge} ÷ {actual} = {score} points.";
    Nothing "nothing"
        "实际{actual}，与指标值“{target}”的偏离达到全部，{weight}分得{score}分。"
        "{actual} misses \"{target}\" by the whole of it: {score} of {weight} points.";
    AllOrNothing "all-or-nothing"
        "实际{actual}，未达到指标值“{target}”，此类指标不按比例计，{weight}分得{score}分。"
        "{actual} does not meet \"{target}\", and here it is all or nothing: {score} of {weight} points.";
    State "state"
        "达成情况“{state}”（{from}至{to}），取{share}：{weight}×{share}＝{score}分。"
        "State \"{state}\" ({from} to {to}), {share} taken: {weight} × {share} = {score} points.";
    StateClamped "state-clamped"
        "达成情况“{state}”只能取{from}至{to}，改按{share}计：{weight}×{share}＝{score}分。"
        "State \"{state}\" allows {from} to {to} only, so {share} is taken: {weight} × {share} = {score} points.";
    Done "done"
        "已完成，直接赋分{score}分。"
        "Done: {score} points.";
    NotDone "not-done"
        "未完成，{weight}分得{score}分。"
        "Not done: {score} of {weight} points.";
    SatisfactionStep "satisfaction-step"
        "满意度{actual}（指标值“{target}”），达到{from}档，按{share}计：{weight}×{share}＝{score}分。"
        "Satisfaction {actual} (target \"{target}\") reaches the step from {from}, {share}: {weight} × {share} = {score} points.";
    InTime "in-time"
        "{actual}完成，未超过时限“{target}”，得满分{score}分。"
        "Completed {actual}, within \"{target}\": full {score} points.";
    Late "late"
        "{actual}完成，超过时限“{target}”，{weight}分得{score}分。"
        "Completed {actual}, after \"{target}\": {score} of {weight} points.";
    LateByMonths "late-by-months"
        "{actual}完成，超过时限“{target}”{late}个月，{months}个月扣完：{weight}×（{months}－{late}）÷{months}＝{score}分。"
        "Completed {actual}, {late} months after \"{target}\"; nothing is left after {months}: {weight} × ({months} − {late}) ÷ {months} = {score} points.";
    OverDeducted "over-deducted"
        "实际为指标值的{percent}，超过{limit}的部分{excess}从{weight}分中扣{off}分，得{score}分。"
        "That is {percent} of the target, {excess} above {limit}: {off} of {weight} points are taken off, {score} left.";
    OverReason "over-reason"
        "实际{actual}为指标值的{percent}，达到或超过{limit}，须说明原因（指标值是否偏低）。"
        "{actual} is {percent} of the target, {limit} or more: write down why (was the target set low?).";
    OverZeroReason "over-zero-reason"
        "指标值为0而实际为{actual}，须说明原因。"
        "The target is 0 and the actual value {actual}: write down why.";
    ReasonDue "reason-due"
        "未达到指标值，须填写偏差原因及改进措施。"
        "The target is not met: write down the reason and the remedy.";
    WeightMended "weight-mended"
        "分值{given}不能使用，按{weight}分计。"
        "The weight {given} cannot be used; {weight} is taken.";
    WeightsSum "weights-sum"
        "各项分值之和为{sum}分，应为{due}分。"
        "The weights sum to {sum} points, {due} are due.";
    LevelSum "level-sum"
        "{level}分值之和为{sum}分，应为{due}分。"
        "The weights of {level} sum to {sum} points, {due} are due.";
    Total "total"
        "总分＝预算执行{execution}＋指标{indicators}＝{total}分（满分{weight}分）。"
        "Total = execution {execution} + indicators {indicators} = {total} of {weight} points.";
    TotalCapped "total-capped"
        "总分＝预算执行{execution}＋指标{indicators}－封顶扣减{off}＝{total}分（满分{weight}分）。"
        "Total = execution {execution} + indicators {indicators} − cap {off} = {total} of {weight} points.";
    TotalOpen "total-open"
        "还有{missing}项没有得分（共{open}分），已得{known}分，暂无总分。"
        "{missing} items have no score yet ({open} points); {known} points so far, no total yet.";
    Cap "cap"
        "预算执行率低于{below}，总分最高{most}分，扣减{off}分。"
        "The execution rate is below {below}: at most {most} points, {off} taken off.";
    Grade "grade"
        "总分{total}分，{from}分及以上为“{grade}”。"
        "{total} points; from {from} on the grade is \"{grade}\".";
    RateAt "rate-at"
        "截至{month}月底：{paid}元÷{budget}元＝{rate}，应达{due}，支出进度偏差{deviation}个百分点。"
        "At the end of month {month}: {paid} ÷ {budget} yuan = {rate}, {due} due, {deviation} percentage points apart.";
    LightPace "light-pace"
        "执行率为应达进度的{percent}（低于{red}%为红，低于{yellow}%为黄），亮{light}灯。"
        "That is {percent} of what is due (red below {red}%, yellow below {yellow}%): {light}.";
    LightPoint "light-point"
        "{month}月底执行率不应低于{yellow}%，现为{rate}，亮{light}灯。"
        "At the end of month {month} at least {yellow}% is due; the rate is {rate}: {light}.";
    LightNothingDue "light-nothing-due"
        "按支出计划此时还没有应达进度，亮绿灯。"
        "By the plan nothing is due yet: green.";
    LightNoBudget "light-no-budget"
        "全年预算数为0，无法判断执行进度。"
        "There is no budget, so execution cannot be judged.";
    ForecastLinear "forecast-linear"
        "按时间进度推算，全年预计执行{paid}元，执行率{rate}{note}。"
        "In a straight line {paid} yuan will be paid by the end of the year, {rate}{note}.";
    ForecastLastYear "forecast-last-year"
        "按上年同期节奏推算，全年预计执行{paid}元，执行率{rate}{note}。"
        "With last year's shape {paid} yuan will be paid by the end of the year, {rate}{note}.";
    Gap "gap"
        "目标进度与执行率相差{gap}个百分点，超过{most}个百分点，须预警。"
        "Goals and money are {gap} percentage points apart, more than {most}: a warning.";
    GoalPace "goal-pace"
        "实际{actual}，指标值“{target}”，此时应达{due}，为应达的{percent}，亮{light}灯。"
        "{actual} of \"{target}\", {due} due by now, {percent} of it: {light}.";
    GoalWithin "goal-within"
        "实际{actual}，未超出指标值“{target}”，亮{light}灯。"
        "{actual} stays within \"{target}\": {light}.";
    GoalBroken "goal-broken"
        "实际{actual}，已超出指标值“{target}”，亮{light}灯。"
        "{actual} is beyond \"{target}\": {light}.";
    GoalInTime "goal-in-time"
        "已在时限“{target}”内完成，亮{light}灯。"
        "Completed within \"{target}\": {light}.";
    GoalLate "goal-late"
        "完成时间晚于时限“{target}”，亮{light}灯。"
        "Completed after \"{target}\": {light}.";
    GoalOverdue "goal-overdue"
        "时限“{target}”已到，尚无完成记录，亮{light}灯。"
        "\"{target}\" has come and nothing is recorded: {light}.";
    GoalNotDue "goal-not-due"
        "时限“{target}”未到，亮{light}灯。"
        "\"{target}\" has not come yet: {light}.";
    GoalState "goal-state"
        "指标值“{target}”，按填报的完成情况亮{light}灯。"
        "\"{target}\", by the state reported: {light}.";
    GoalMissing "goal-missing"
        "指标值“{target}”尚无实际完成值（不按0计）。"
        "\"{target}\" has no actual value yet (not zero).";
    GoalUnfit "goal-unfit"
        "填报的完成情况与指标值“{target}”不是同一种值，无法判断。"
        "What was reported is of another kind than \"{target}\" and cannot be judged.";
    Rescored "rescored"
        "复核：由{before}改为{score}分。理由：{reason}。"
        "Reviewed: {before} becomes {score} points. Reason: {reason}.";
    ReasonGrade "reason-grade"
        "自评总分{total}分，等级“{grade}”。"
        "The total is {total}, the grade \"{grade}\".";
    ReasonLowExecution "reason-low-execution"
        "预算执行率{rate}，低于{below}。"
        "The execution rate is {rate}, below {below}.";
    ReasonOpen "reason-open"
        "还有{count}项整改未销号。"
        "{count} rectifications are still open.";
    ReasonRed "reason-red"
        "最近一次监控亮红灯。"
        "The last round of monitoring showed red.";
    ReasonMissing "reason-missing"
        "还有{count}项没有得分。"
        "{count} items have no score.";
    ReasonUnexplained "reason-unexplained"
        "有{count}项未达指标值且未说明原因。"
        "{count} targets were missed without a reason.";
    PaymentTwice "payment-twice"
        "可能重复：{day}已向{payee}支付{amount}元（凭证{voucher}）。"
        "Perhaps entered twice: on {day} {amount} yuan were paid to {payee} (voucher {voucher}).";
    PaymentNotPositive "payment-not-positive"
        "支付金额{amount}元须大于0；更正请用冲销。"
        "The amount {amount} yuan must be above 0: correct by a reversal.";
    PaymentAboveRemaining "payment-above-remaining"
        "支付{amount}元超过预算余额{remaining}元。"
        "{amount} yuan are more than the {remaining} yuan that remain of the budget.";
    ReversalUnknown "reversal-unknown"
        "找不到要冲销的支付。"
        "The payment to reverse is not known.";
    ReversalTooMuch "reversal-too-much"
        "冲销{amount}元不在可冲销的{left}元之内（须为负数且不超过原支付）。"
        "A reversal of {amount} yuan does not fit the {left} yuan that are left (below zero, and no more than was paid).";
}

#[cfg(test)]
mod tests {
    use super::MESSAGES;
    use std::collections::BTreeSet;

    fn holes(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect()
    }

    #[test]
    fn both_languages_use_the_same_arguments_and_keys_are_unique() {
        let keys: BTreeSet<&str> = MESSAGES.iter().map(|message| message.key).collect();
        assert_eq!(keys.len(), MESSAGES.len());
        for message in MESSAGES {
            assert_eq!(holes(message.zh), holes(message.en), "{}", message.key);
            assert!(message.zh.ends_with('。') && message.en.ends_with('.'), "{}", message.key);
        }
    }
}

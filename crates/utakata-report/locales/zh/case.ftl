# 案例与结论的句子。键为 Phrase 的 key。

answer-burst-confirmed = 是：事先定义为“破裂”的事件已经发生。
answer-broad-turn = 全面转向已得到证实：{ $registered } 种证据中至少有 { $required } 种已经转向。
answer-no-run-up-some-turned = 未得到证实。其中一部分（{ $turned }）已经转向，但没有全面转向，而且在有价格数据的篮子中，没有一个出现过泡沫破裂所必需的大涨。
answer-no-run-up = 未得到证实：在有价格数据的篮子中，没有一个出现过符合条件的大涨，因此“破裂”在此无从定义；也没有任何序列转向。
answer-some-turned = 整体上未得到证实：存在大涨，部分证据（{ $turned }）已经转向，但未达到 { $registered } 种中的 { $required } 种。
answer-no-turn = 未得到证实：存在大涨，但在所登记的错误控制之下，没有任何序列转向。
reason-claims = 在 { $all } 条可核对的说法中，{ $confirmed } 条属实，{ $contradicted } 条与数据矛盾{ $which }，{ $garbled } 条含义失真{ $damaged }，{ $open } 条以现有数据无法核对。
certainty-one-of-many = 每个序列单独判断；若视为 { $tested } 个序列之一，在 { $level } % 的错误发现率下没有一个入选。
certainty-broad-turn = 若转向的种类少于 { $u } 种，则无论各序列如何相依，在任何时候误判为全面转向的概率至多为 { $level } %。
against-missing = 缺失的数据可能指向相反方向：下列 { $count } 组数据未能取得。
flip-supply-prices = 若有{ $basket }的价格，即可判定那里是否出现过大涨。
broad-turn-shown = 所登记的 { $k } 种证据中至少有 { $u } 种已经转向：e 值为 { $e }，所需为 { $threshold }。
broad-turn-not-shown = 全面转向未得到证实：“{ $k } 种中至少有 { $u } 种已转向”的 e 值为 { $e }，所需为 { $threshold }。没有数据的种类（{ $missing }）按“没有信息”计。
flip-broad-turn-lost = 若下列证据的e值（目前平均为{ $e }）平均低于{ $threshold }，则不再显示全面转向：{ $streams }。
flip-broad-turn-won = 若下列证据的e值（目前平均为{ $e }）平均达到{ $threshold }或以上，则显示全面转向：{ $streams }。

class-of-booms =
    { $group ->
        [index] 指数
        [stock] 个股
        [crypto] 加密货币
        [commodity] 商品
       *[all] 各类资产
    }{ $rule ->
        [explosive] 被判定为爆炸性增长的
        [three-year-double] 三年内翻倍的
       *[two-year-double] 两年内翻倍的
    }大涨
model-after-entry =
    { $kind ->
        [fallen-20] 按是否下跌过 20 % 的频率
        [fallen-30] 按是否下跌过 30 % 的频率
        [volatility] 基于第二年波动率的逻辑回归
        [deepest-fall] 基于迄今最大跌幅的逻辑回归
       *[volatility-and-fall] 基于第二年波动率和最大跌幅的逻辑回归
    }
climatology-applies = 在以往 { $booms } 次{ class-of-booms }中，有 { $crashes } 次（{ $percent } %）在随后两年内下跌 40 %；按时代整体重抽样，该频率在 { $low } % 至 { $high } % 之间。这是自起点算起的历史频率，不是针对本案例的模型；样本只含现存的资产。
climatology-does-not-apply = 在以往 { $booms } 次{ class-of-booms }中，有 { $crashes } 次（{ $percent } %）在随后两年内下跌 40 %（按时代重抽样：{ $low } % 至 { $high } %）。本案例中有价格数据的篮子均未出现这种大涨，因此该频率不适用，仅供参照。
climatology-event = 504 个交易日内从此前高点下跌 40 % 或以上
probability-running = { $basket }：按库的规则，其繁荣始于 { $start }，504 个交易日已过 { $day } 日。在期满之前从此前高点下跌 40 % 的概率为 { $percent } %（{ $low } % 至 { $high } %，按起始年份重抽样）。
probability-start-unknown = { $basket }：按库的规则，在该篮子的指数上找不到繁荣的起点，因此视为刚刚开始。这样的繁荣在两年内从此前高点下跌 40 % 的概率为 { $percent } %（{ $low } % 至 { $high } %，按起始年份重抽样）。
probability-happened = { $basket }：事件已经发生。按库的规则，其繁荣始于 { $start }，到 { $on } 指数已从此前高点下跌 40 %。
probability-expired = { $basket }：事件没有发生。按库的规则，其繁荣始于 { $start }，两年于 { $end } 期满，其间没有从此前高点下跌 40 %。
probability-too-few = { $basket }：无法给出概率；库中起点相隔四年以上的{ class-of-booms }太少。
probability-model = 由模型（{ model-after-entry }）给出，拟合样本为起点相隔四年以上、到同一天数尚未破裂的 { $booms } 次{ class-of-booms }，其中 { $crashes } 次后来破裂（{ $frequency } %）。剔除时代检验，合计起点之后各日，它优于该频率：布里尔得分改进 { $gain } [{ $gain_low }, { $gain_high }]。
probability-climatology = 历史频率：起点相隔四年以上、到同一天数尚未破裂的 { $booms } 次{ class-of-booms }中，{ $crashes } 次后来破裂（{ $frequency } %）。适用于该篮子的模型中，没有一个被证明优于这一频率。
probability-explosive = 它仅凭爆炸性增长的判定通过关口0。它两年内没有翻倍，因此不套用翻倍大涨的频率。
boom-alarm-guarantee = 若这一繁荣与{ $n }个得以延续的参照繁荣可交换，则无论查看多少次，警报曾经响起的概率不超过其水平。水平为{ $nominal } %；剔除时代后在{ $booms }个繁荣上实测，延续的{ $healthy }个中有{ $measured } %响起，破裂的繁荣中有{ $power } %在下跌之前响起
boom-alarm-references = 将{ $start }至{ $end }的繁荣与{ $n }个繁荣相比：取自所有资产，两年内翻倍、未下跌40 %、起始相隔超过{ $gap }个日历年；可能的最小p为{ $smallest }
boom-alarm-bet = p不超过{ $percent } %时e值为{ $pays }，此前为0：所有查看中其最大值的期望不超过1。该序列登记的是另一个零假设；此陈述既不改变其e值，也不改变其判定
lens-not-applicable-settled = 不适用：在每个符合条件的篮子中，事件已经发生、两年已满，或可比的繁荣太少（阈值 { $threshold } %）。
lens-act = 行动：整个区间 { $low } % 至 { $high } % 高于阈值 { $threshold } %。下端须下降 { $up } 个百分点至 { $threshold } % 才会改变。
lens-hold = 持有：整个区间 { $low } % 至 { $high } % 低于阈值 { $threshold } %。上端须上升 { $down } 个百分点至 { $threshold } % 才会改变。
lens-undecided = 无法决定：阈值 { $threshold } % 落在区间 { $low } % 至 { $high } % 之内。下端若高出 { $up } 个百分点以上则为“行动”，上端若低 { $down } 个百分点以上则为“持有”。
lens-not-applicable-act = 不适用：没有符合条件的篮子。若有，历史频率（{ $low } % 至 { $high } %）会给出：行动（阈值 { $threshold } %）。
lens-not-applicable-hold = 不适用：没有符合条件的篮子。若有，历史频率（{ $low } % 至 { $high } %）会给出：持有（阈值 { $threshold } %）。
lens-not-applicable-undecided = 不适用：没有符合条件的篮子。即使有，历史频率（{ $low } % 至 { $high } %）也无法决定（阈值 { $threshold } %；“行动”要求下端再高 { $up } 个百分点以上，“持有”要求上端再低 { $down } 个百分点以上）。
lens-no-interval = 无法决定：概率的区间未知。区间若全部高于 { $threshold } % 则为“行动”，全部低于则为“持有”。
lens-not-applicable-no-interval = 不适用：没有符合条件的篮子，概率的区间也未知（阈值 { $threshold } %）。

usage-summary = 增长率从 { $first } %（{ $from }）变为 { $last } %（{ $to }）：放缓的 p 值为 { $p }，e 值为 { $e }。各模型给出的下一数值为负的概率从 { $low } 到 { $high } 不等。
since-dated = { $from } 至 { $to } 之间（95 % 置换集合）
since-undatable = { $from } 至 { $to } 之间的某个时候；{ $n } 个观测无法确定具体时间（各期之后发生变化的置换 p 值：{ $p }）
since-gradual = 没有单一日期可以解释：下降是渐进的，或分几步发生（{ $from } 至 { $to }）
since-usage = 使用量增长放缓
axis-growth = 环比增长率（%）
line-growth = 增长率
axis-usage-index = 使用量（首期之前为 1）
line-usage-index = 使用量（首期之前为 1）
line-curve = { $curve ->
        [logistic] 逻辑斯蒂
        [Gompertz] Gompertz 
        [Bass] Bass 
        [Richards] Richards 
       *[other] { $curve }
    }曲线
line-highest-ceiling = 95 % 水平下各曲线均不排除的最高上限
figure-ceiling = 使用量及拟合的饱和曲线。上限与迄今所达水平之比及 95 % 集合：{ $sets }。
figure-growth = 各期增长率：{ $list }。
deals-unbounded = 最近的数量没有上限，因此无法检验是否下降。
deals-comparison = { $first_name } { $first }，{ $second_name } { $second }：发生率之比 { $ratio } { $interval }；若数量波动是随机波动的五倍，则为 { $dispersed }。水平差距并不说明变化。
stream-silent = 没有可说的。
opinions-nobody = 台账中没有人表明立场。
opinions-camps = { $speakers } 位独立发言者中，{ $bursting } 位认为正在破裂，{ $not } 位不认为，{ $ambivalent } 位认为两者皆有，{ $neutral } 位未表态；分歧为 { $bits } 比特（最大 { $largest } 比特）。
opinions-summary = { $all } 条预测与观点：{ $bursting } 条认为正在破裂，{ $not } 条不认为，{ $both } 条两者皆有。{ $forecasts } 条预测中有 { $resolvable } 条可以判定真伪。只计数，不检验。
surveys-summary = 带抽样误差的比例，假定同一国家内的回答相似（组内相关 { $icc }，{ $clusters } 个国家）：{ $shares }。单次调查没有可供比较的起点，谈不上转向。

audit-basket-confirmed = { $all } 只成分股自 { $from } 至 { $to } 的收益为 { $found } %（引用：{ $quoted } %）。
audit-basket-contradicted = { $all } 只成分股自 { $from } 至 { $to } 的收益为 { $found } %，而非 { $quoted } %。
audit-basket-partial = { $all } 只成分股中仅 { $n } 只有收盘价；这些股票自 { $from } 至 { $to } 的收益为 { $found } %（引用：{ $quoted } %）。
audit-basket-beside = 来源未列出成分股；我们的篮子 { $all } 只中有 { $n } 只自 { $from } 至 { $to } 的收益为 { $found } %，引用值为 { $quoted } %。不构成矛盾。
audit-breadth-confirmed = { $all } 只成分股中有 { $found } 只自 { $from } 至 { $to } 的收益低于 { $below } %（所称：至少 { $claimed } 只）。
audit-breadth-contradicted = { $all } 只成分股中自 { $from } 至 { $to } 收益低于 { $below } % 的有 { $found } 只，而非 { $claimed } 只。
audit-breadth-partial = { $all } 只成分股中仅 { $n } 只有收盘价；其中 { $found } 只自 { $from } 至 { $to } 的收益低于 { $below } %（所称：至少 { $claimed } 只）。
audit-breadth-beside = 来源未列出成分股；我们的篮子中有收盘价的 { $n } 只里，{ $found } 只自 { $from } 至 { $to } 的收益低于 { $below } %（所称：至少 { $claimed } 只）。不构成矛盾。
audit-growth-confirmed = { $stream }在 { $month } 的增长率为 { $found } %（所称：{ $claimed } %）。
audit-growth-contradicted = { $stream }在 { $month } 的增长率为 { $found } %，而非 { $claimed } %。
audit-primary-silent = 原始来源（{ $source }）没有给出该数字。其内容为：{ $statement }
audit-primary-confirmed = 与原始来源（{ $source }）一致：{ $statement }
audit-primary-contradicted = 与原始来源（{ $source }）不同：{ $what }为 { $found }，而非 { $claimed } { $unit }。
audit-settles = 是否属实：{ $subjects }
audit-gap-closes = { $symbols } 的收盘价（{ $days }）
audit-gap-growth = { $stream }在 { $month } 的增长率
audit-gap-primary = { $entry } 的原始来源
audit-no-closes-many = 缺少 { $symbols } 等及另外 { $n } 只在 { $days } 的收盘价。
audit-no-closes = 缺少 { $symbols } 在 { $days } 的收盘价。
audit-no-growth = 数据中没有{ $stream }在 { $month } 的增长率。
audit-no-primary = { $entry } 的原始来源不明。
audit-garbled-primary = { $what }。原意很可能是：{ $meant }。原始来源：{ $primary }
audit-garbled-data = { $what }。原意很可能是：{ $meant }。按原意核对：{ $data }
audit-garbled = { $what }。原意很可能是：{ $meant }。
audit-streak-down-confirmed = { $symbol } 截至 { $on } 连跌 { $length } 日。
audit-streak-up-confirmed = { $symbol } 截至 { $on } 连涨 { $length } 日。
audit-streak-down-longer = { $symbol } 截至 { $on } 连跌 { $length } 日，至 { $last } 达 { $longest } 日。
audit-streak-up-longer = { $symbol } 截至 { $on } 连涨 { $length } 日，至 { $last } 达 { $longest } 日。
audit-streak-down-none = { $symbol } 在 { $window } 没有一日下跌，并非连跌 { $claimed } 日；{ $broken } 收盘变动为 { $change } %。
audit-streak-up-none = { $symbol } 在 { $window } 没有一日上涨，并非连涨 { $claimed } 日；{ $broken } 收盘变动为 { $change } %。
audit-streak-down-contradicted = { $symbol } 在 { $window } 最多连跌 { $length } 日，而非 { $claimed } 日；{ $broken } 收盘变动为 { $change } %。
audit-streak-up-contradicted = { $symbol } 在 { $window } 最多连涨 { $length } 日，而非 { $claimed } 日；{ $broken } 收盘变动为 { $change } %。
audit-return-confirmed = { $symbol } 从 { $from } 收盘到 { $to } 收盘变动 { $found } %（所称：{ $claimed } %）。
audit-return-understated = 说得偏小：{ $symbol } 从 { $from } 收盘到 { $to } 收盘变动 { $found } %（所称：{ $claimed } %）。
audit-return-larger = 大于所称：{ $symbol } 从 { $from } 收盘到 { $to } 收盘变动 { $found } %，方向与所称一致，但幅度超过 { $claimed } %。
audit-return-contradicted = { $symbol } 从 { $from } 收盘到 { $to } 收盘变动 { $found } %，而非 { $claimed } %。
audit-plunge-confirmed = { $symbol } 在 { $window } 的最大单日跌幅为 { $fall } %，发生于 { $on }（所称：至少 { $claimed } %）。
audit-plunge-limit = { $symbol } 于 { $on } 下跌 { $fall } %，达到每日 { $limit } % 的跌停限制，因此该数字只是下限：市场至少会跌到这里（所称：至少 { $claimed } %）。
audit-plunge-censored = { $symbol } 于 { $on } 下跌 { $fall } %，达到每日 { $limit } % 的跌停限制；是否会达到 { $claimed } % 因跌停而无从得知。
audit-plunge-contradicted = { $symbol } 在 { $window } 的最大单日跌幅为 { $fall } %，发生于 { $on }，并非 { $claimed } % 或以上。
audit-begins = 无法核对：{ $symbol } 的收盘价始于 { $first }，需要 { $needed } 或更早的收盘价。
audit-level-confirmed = { $symbol } 在 { $on } 的收盘价为 { $found }（所称：{ $claimed }）。
audit-level-contradicted = { $symbol } 在 { $on } 的收盘价为 { $found }，而非 { $claimed }。
audit-level-day = { $symbol } 在 { $on } 的收盘价为 { $found }；盘中是否到过 { $claimed }，收盘价无法说明。
audit-high-confirmed = { $symbol } 在 { $on } 的收盘价 { $found } 是 { $since } 以来的最高收盘价。
audit-low-confirmed = { $symbol } 在 { $on } 的收盘价 { $found } 是 { $since } 以来的最低收盘价。
audit-high-so-far = 无法核对：序列始于 { $first }。自那时起，{ $symbol } 在 { $on } 的收盘价 { $found } 最高。
audit-low-so-far = 无法核对：序列始于 { $first }。自那时起，{ $symbol } 在 { $on } 的收盘价 { $found } 最低。
audit-high-contradicted = { $symbol } 在 { $on } 收于 { $found }，而 { $day } 的收盘价更高，为 { $other }。
audit-low-contradicted = { $symbol } 在 { $on } 收于 { $found }，而 { $day } 的收盘价更低，为 { $other }。
audit-high-day = { $symbol } 在 { $on } 收于 { $found }，{ $day } 的收盘价更高，为 { $other }；盘中是否更高，收盘价无法说明。
audit-low-day = { $symbol } 在 { $on } 收于 { $found }，{ $day } 的收盘价更低，为 { $other }；盘中是否更低，收盘价无法说明。

missing-closes = { $symbol } 的每日收盘价
settles-basket = { $basket }是否出现大涨，以及是否已经转向
certainty-registered-late = 原假设登记于 { $day }，晚于基准日：选定者可能已知道结果，因此只有在选定时没有迁就答案的情况下，这些错误率才成立。

births-no-null = 未登记原假设。
births-too-short = 已知数量的完整月份不足 { $n } 个。
births-summary = 最近 { $recent } 个完整月份（至 { $last }）新增 { $late } 个，此前 { $earlier } 个月新增 { $early } 个；因过度离散将数量除以 { $phi }，e = { $e }。
line-theme = { $theme }
line-control = { $theme }（已结束的浪潮，对照）
axis-births = 每月新增软件包
figure-births = { $from } 至 { $to } 每月新增软件包数；最多 { $most }，最近 { $last }。
breadth-summary = { $members } 只成分股中有 { $fallen } 只在 { $days } 日内跌幅超过 { $fall } %：p = { $p }，e = { $e }。有成分股连跌 { $streak } 日或以上的日子占 { $share } %。
figure-breadth-title = { $days } 日内上涨的成分股比例
axis-breadth = 成分股比例（%）
line-breadth = 上涨成分股
figure-breadth = 最后一日，{ $last } % 的成分股高于 { $days } 日前的价格。
stream-unknown-basket = 没有名为“{ $basket }”的篮子。
stream-missing-closes = 数据不足：{ $all } 只成分股中缺少 { $count } 只的收盘价。
stream-too-few-closes = 数据不足：共同的收盘价只有 { $closes } 日，不足以比较。
price-summary = 至 { $to } 的 { $days } 日内变动 { $value } %，与此前各时段相比 p = { $p }，e = { $e }；较 { $peak } 的高点低 { $drawdown } %。
price-late-members = 在指数首日之后上市、按平均持有额纳入指数的成分股：{ $late }
shade-episode = 爆炸性阶段
figure-price-title = 篮子价格
axis-index = 指数（首日 = 100，对数）
line-index = 篮子指数
figure-price = 从 { $first } 到 { $last }，指数由 100 变为 { $value }；阴影标出 { $episodes } 个爆炸性阶段。
figure-bsadf-title = 爆炸性（BSADF）与边界
axis-bsadf = BSADF（t 比率）
line-bsadf = BSADF
line-boundary = 边界（对所有日期联合为 { $level } %）
figure-bsadf = 统计量最大为 { $gsadf }；高于边界的日期为爆炸性。
figure-lppls-title = LPPLS 置信度
axis-lppls = { $shortest } 至 { $longest } 日的窗口中，拟合结果算作泡沫的比例
line-lppls-positive = 朝临界时间上涨
line-lppls-negative = 朝临界时间下跌
figure-lppls = 上涨泡沫的置信度最高为 { $highest }，最后一天为 { $last }；仅有强劲趋势也会抬高该值。
event-drawdown = 自 { $from } 以来距此前高点的最大跌幅：{ $depth } %（{ $on }）
event-negative-growth = 迄今负增长持续最长：{ $periods } 期中的 { $longest } 期
event-likelihood-library = 此前繁荣的后来（C 层）说明的正是这种跌幅，但那里从繁荣开始之日算起。
event-likelihood-none = 不给出概率：没有收集此类以往案例及其结果的资料库。
flip-event = { $basket }：若自今日再跌 { $further } %，即构成事先定义为“破裂”的事件 { $event }。
gate-missing = { $basket }：数据不足；{ $all } 只成分股中缺少 { $count } 只的收盘价。
gate-run-up = 504 日收益的最大值（等金额，取 { $last } 或此前一年最高收盘日 { $peak }）：{ $value } %；构成繁荣需要 100 %
gate-run-up-short = 无法计算 504 日收益：收盘价仅 { $n } 日，或上市时间足够长的成分股不到一半
gate-explosive-untestable = 序列太短，无法做爆炸根检验
gate-explosive-unwatched = 序列太短，无法判定上涨
gate-closed = { $basket }：没有符合条件的大涨（504 日收益 { $run_up } %，构成繁荣需要 +100 %；也没有正在进行的爆炸性阶段），因此这里没有东西可破。
gate-open = { $basket }：符合大涨条件（504 日收益 { $run_up } %）。
flip-run-up = { $basket }今日若高出 { $rise } %，即符合大涨条件（其 504 日收益将为 +100 %）。
state-calm = { $basket }：平静；没有正在进行或刚刚破裂的爆炸性阶段。
state-inflating = { $basket }：自 { $since } 起膨胀中。
state-bursting = { $basket }：自 { $since } 起破裂中。
state-deflated = { $basket }：已收缩；最近一次爆炸性阶段至 { $since } 已结束。
deals-fallen = { $recent }，此前为 { $earlier }：因过度离散将数量除以 { $phi }，e = { $e }。
deals-fallen-assumed = { $recent }，此前为 { $earlier }（假定的读法）：因过度离散将数量除以 { $phi }，e = { $e }。
gate-explosive-now = { $date } 判定出现爆炸性上涨，其下跌尚未结束；GSADF { $statistic }，野自助法 p = { $p }
gate-explosive-not-now = 没有已判定且仍在进行或仍在下跌的上涨；GSADF { $statistic }，野自助法 p = { $p }
state-insufficient = { $basket }：数据不足。
incident-no-null = 未登记原假设。
incident-untestable = 数据不足：{ $reason }。
incident-missing = 数据不足：未能取得 { $symbol } 的每日收盘价。
incident-summary = { $symbol } 在 { $day } 的收益为 { $bound }{ $raw } %：在此前 { $n } 个交易日中的秩 p = { $p }，e = { $e }。该事件是因价格波动而被挑出的，因此其 p 值偏小。
settles-incident = { $event }是否使其价格超出平常范围
broad-turn-not-shown-complete = 未显示全面转向：“{ $k }类证据中至少{ $u }类已转向”的e值为{ $e }，需达到{ $threshold }。
against-stream = { $stream }：单独的e值为{ $e }。
gate-undecided = { $basket }：无法判断是否存在符合条件的大涨；收盘价太少，部分标准无法计算，而能计算的标准均未满足。

layers-summary = { $all } 个层级中有 { $with } 个有价格，其中 { $fell } 个曾低于此前高点 { $fall } %。S = { $s }，p = { $p }；这些日期所能给出的最小 p 为 { $smallest }。一次行情绝不能证明一种顺序。
layers-summary-one = { $all } 个层级中只有 { $with } 个有价格：没有顺序可供判断。
layers-no-prices = 数据不足：没有任何层级有价格。
layers-absent = 因无价格而未列入顺序的层级：{ $layers }
layers-pair = { $first } → { $second }
layers-pair-short = { $first } → { $second }：共同交易日仅 { $days } 天，不足以检验传染与迁移（需 { $least } 天）
layers-pair-no-migration = { $first } → { $second }：前者离自身顶点仍太近，无法检验迁移
layers-pair-no-contagion = { $first } → { $second }：某个窗口毫无变动，无法检验传染
layers-many-pairs = { $pairs } 对层级的 p 值各为单次检验所得，彼此未作校正
missing-layers = 以下层级任一成分股的每日收盘价：{ $layers }
settles-layers = 这些层级处于何种状态，以及各层级下跌的先后
figure-layers = 各层级指数（首日 = 100）在末日分别为：{ $list }。

births-peak = 高峰月为 { $month }，{ $count } 个；最后一个完整月比它低 { $decline } %
births-deleted = 只计完整月份；此后被删除者缺失，故数量为下限，若删除需要时间，则越早的月份越偏低
births-share = 比率以任何新生者为单位，即占全部新生的比例
figure-wave-title = 此波与一个已结束的波：高峰重叠
axis-wave = 占各自高峰月的百分比
line-wave-control = { $theme }（已结束的波，其 { $peak } 的高峰移至 { $month }）
figure-wave = 高峰为 { $month } 的 { $count } 个，现已少 { $decline } %；已结束的波的高峰为 { $other } 的 { $most } 个。最后一个已知月份之后只显示已结束的波。
survival-base = 基准比例：{ $name }，{ $entrants } 个中剩 { $survivors } 个
survival-summary = 预言 { $entrants } 个中剩 { $survivors } 个；在别处，{ $years } 年或更久之后剩下 { $low } 至 { $high } %。把预言与别处发生的事并列。
line-survival-forecast = 如预言
axis-survival = 剩余进入者的百分比，对数
figure-survival = 自 { $from } 起 { $years } 年间，若每年余下者中同样比例退出，所剩的比例。
concentration-none = 数据不足：没有已知的数量。
concentration-summary = { $date }，{ $count } 家的份额与 { $effective } 家均等者同样集中（HHI { $hhi }）；仅作描述。
axis-concentration = 同样集中的均等对手数，1/HHI
line-concentration = 有效数目
figure-concentration = 对手的有效数目从 { $first } 变为 { $last }。
valuation-summary = 价格为收入的 { $low } 至 { $high } 倍；以每年 { $discount } % 折现，它预设了 { $years } 年间每年 { $slow } 至 { $fast } % 的增长。
axis-valuation = 收入，今日 = 1，对数
line-valuation-high = 最高价格、最低收入
line-valuation-low = 最低价格、最高收入
figure-valuation = 价格要合理，收入须在 { $years } 年内增至 { $low } 至 { $high } 倍。
inputs-none = 数据不足：手头没有截止日或之前的标价。
inputs-summary = { $items } 项标价：{ $since } 以来 { $recent } 步，其中 { $cuts } 步下调；此前 { $earlier } 步，其中 { $earlier_cuts } 步下调：e = { $e }。
inputs-summary-not-testable = { $items } 项标价：{ $since } 以来 { $recent } 步，其中 { $cuts } 步下调；此前 { $earlier } 步，其中 { $earlier_cuts } 步下调：太少，无法检验。
missing-inputs = 有日期的标价：{ $stream }
settles-inputs = 投入品是否比此前更快变便宜
axis-inputs = 链接的标价，首日 = 100，对数
line-inputs = 标价
figure-inputs = 从 { $from } 到 { $to }，链接的标价经 { $steps } 步从 100 变为 { $value }。

# 引擎的句子。键为 Phrase 的 key。

adoption-break-null = 对数增长率的均值从未改变
adoption-break-alternative = 均值在某个未知日期上升或下降了一次
adoption-break-guarantee = 若增长率围绕同一均值独立且服从正态分布，则 p ≤ α 的概率至多为 α（抽样 { $draws } 次）；增长率有持续性时会更大
adoption-break-guarantee-none = 无：未作检验
adoption-break-untestable = 无法检验：只有 { $n } 期，需要 { $needed } 期；即使事先指定分割点，p 值也不会低于 { $p }
adoption-break-largest = F 最大的分割点在第 { $before } 期之后；搜索了第 { $first } 至第 { $last } 期之后的分割点

adoption-ceiling-null = 使用量已达到上限
adoption-ceiling-alternative = 使用量尚未达到上限
adoption-ceiling-guarantee = 各曲线之间没有保证；若某条曲线正确且误差独立、服从正态分布，则其集合大致以所示的比例包含上限
adoption-ceiling-curve-decides = 曲线是假设，而不是由数据得出的：在达到上限的一半之前，不同曲线之间的差别远大于任何一个集合的宽度
adoption-ceiling-set = { $curve ->
        [logistic] 逻辑斯蒂
        [Gompertz] Gompertz
        [Bass] Bass
        [Richards] Richards
       *[other] { $curve }
    }曲线：上限为迄今所达水平的 { $ratio } 倍，不低于 { $low } 倍，不高于 { $high } 倍
adoption-ceiling-set-reached = { $curve ->
        [logistic] 逻辑斯蒂
        [Gompertz] Gompertz
        [Bass] Bass
        [Richards] Richards
       *[other] { $curve }
    }曲线：上限为迄今所达水平的 { $ratio } 倍，不高于 { $high } 倍；也可能已经达到
adoption-ceiling-set-open = { $curve ->
        [logistic] 逻辑斯蒂
        [Gompertz] Gompertz
        [Bass] Bass
        [Richards] Richards
       *[other] { $curve }
    }曲线：上限至少为迄今所达水平的 { $low } 倍；上方没有界限
adoption-ceiling-set-all = { $curve ->
        [logistic] 逻辑斯蒂
        [Gompertz] Gompertz
        [Bass] Bass
        [Richards] Richards
       *[other] { $curve }
    }曲线：任何上限都不能排除，无论是已经达到的，还是高出千倍的
adoption-ceiling-short = { $curve ->
        [logistic] 逻辑斯蒂
        [Gompertz] Gompertz
        [Bass] Bass
        [Richards] Richards
       *[other] { $curve }
    }曲线：至少需要 { $needed } 个水平值，只有 { $given } 个
adoption-ceiling-stock-log = 按存量（每期已有的量）解读，对对数拟合
adoption-ceiling-stock-level = 按存量（每期已有的量）解读，对水平值拟合
adoption-ceiling-flow-log = 按流量（每期新增的量）解读：上限指其累计；对对数拟合
adoption-ceiling-flow-level = 按流量（每期新增的量）解读：上限指其累计；对水平值拟合

adoption-per-day = 增长率按日均计算：各月天数不等
adoption-revised = 数据来源已重新估计该序列：不同版本的数字不可比较，版本之间的台阶不是增长

adoption-next-range = { $count } 个模型给出的下期增长为负的概率从 { $low } 到 { $high } 不等：起决定作用的是模型，而不是数据
adoption-next-null = 下期增长保持在零或以上
adoption-next-alternative = 下期增长为负
adoption-next-guarantee = 无：由多个模型给出的预测，期满后评分
adoption-next-linear = 增长率的线性趋势：{ $p }
adoption-next-linear-last4 = 最近四期增长率的线性趋势：{ $p }
adoption-next-drift = 带漂移的随机游走：{ $p }
adoption-next-walk = 随机游走：{ $p }
adoption-next-decay = 增长率向零衰减：{ $p }
adoption-next-monotone = 饱和曲线：{ $p }（由模型结构决定，而非证据）
adoption-next-refused-short = { $model ->
        [linear-trend] 线性趋势
        [linear-trend-last4] 最近四期线性趋势
        [random-walk-drift] 带漂移的随机游走
        [random-walk] 随机游走
        [exponential-decay] 指数衰减
        [monotone-curve] 饱和曲线
       *[other] { $model }
    }：期数太少
adoption-next-refused-exact = { $model ->
        [linear-trend] 线性趋势
        [linear-trend-last4] 最近四期线性趋势
        [random-walk-drift] 带漂移的随机游走
        [random-walk] 随机游走
        [exponential-decay] 指数衰减
        [monotone-curve] 饱和曲线
       *[other] { $model }
    }：数据恰好落在模型上，没有噪声可供判断
adoption-next-refused-growing = { $model ->
        [linear-trend] 线性趋势
        [linear-trend-last4] 最近四期线性趋势
        [random-walk-drift] 带漂移的随机游走
        [random-walk] 随机游走
        [exponential-decay] 指数衰减
        [monotone-curve] 饱和曲线
       *[other] { $model }
    }：增长率并未衰减
adoption-next-refused-negative = { $model ->
        [linear-trend] 线性趋势
        [linear-trend-last4] 最近四期线性趋势
        [random-walk-drift] 带漂移的随机游走
        [random-walk] 随机游走
        [exponential-decay] 指数衰减
        [monotone-curve] 饱和曲线
       *[other] { $model }
    }：要求增长率始终为正，而实际并非如此
adoption-next-reference = 过去 { $windows } 个类似窗口中，有 { $negatives } 个的下一期为负：{ $share } [{ $low }, { $high }]
adoption-next-reference-clustered = 按整条序列重抽样（{ $series } 条序列）：[{ $low }, { $high }]
adoption-next-reference-weighted = 其中优于基准频率的模型，按改进幅度加权：{ $p }
adoption-next-reference-gain = 其中表现最好的是{ $model ->
        [linear-trend] 线性趋势
        [linear-trend-last4] 最近四期线性趋势
        [random-walk-drift] 带漂移的随机游走
        [random-walk] 随机游走
        [exponential-decay] 指数衰减
        [monotone-curve] 饱和曲线
       *[other] { $model }
    }：Brier 评分 { $brier }，基准频率为 { $base }
adoption-next-reference-none = 其中没有模型优于基准频率（Brier 评分 { $base }）；最好的是{ $model ->
        [linear-trend] 线性趋势
        [linear-trend-last4] 最近四期线性趋势
        [random-walk-drift] 带漂移的随机游走
        [random-walk] 随机游走
        [exponential-decay] 指数衰减
        [monotone-curve] 饱和曲线
       *[other] { $model }
    }，{ $brier }

adoption-since-guarantee-sampled = 该集合漏掉单次下降日期的比例至多为 { $miss } %（抽取 { $count } 种排列）
adoption-since-guarantee = 该集合漏掉单次下降日期的比例至多为 { $miss } %（由置换检验精确得出）
adoption-since-null = 增长率的水平从未改变
adoption-since-alternative = 增长率的水平在某个分割点下降了一次
adoption-since-dated = 下降最早发生在第 { $first } 期之后，最晚在第 { $last } 期之后
adoption-since-every-split = 水平下降已得到证实，但无法确定时间：没有任何分割点可以排除
adoption-since-no-change = { $n } 个观测未显示水平的台阶式变化，因此没有日期可给；没有台阶的放缓仍有可能
adoption-since-no-single-change = 增长率下降了，但单一台阶不能解释：下降是渐进的，或分几步发生
adoption-since-splits = 分割点所在期（若事先指定，该处无变化的单侧置换 p 值）：{ $list }

adoption-slowdown-two-sided = 双侧 p = { $p }
adoption-slowdown-path = 各期的 e 过程：{ $path }
adoption-slowdown-crossed = e 过程在第 { $period } 期首次达到 20；一旦达到，5 % 水平上的拒绝即告成立
adoption-slowdown-ties = 存在相同的增长率：可达到的最小 p 值已考虑这一点，e 过程把并列最小值计为输掉的赌注
adoption-slowdown-not-burst = 增长放缓不是下降，使用量下降也还不是破裂
adoption-slowdown-null = 增长率可交换：任何顺序的可能性相同
adoption-slowdown-alternative = 增长率一直在下降
adoption-slowdown-guarantee = 若增长没有放缓，则在事先选定的一次检验中 p ≤ α 的概率至多为 α，e 过程在任何时候达到 1/α 的概率也至多为 α

diagnose-alternative = 价格在样本的至少一段中爆炸性上涨
diagnose-null-wild = 价格为随机游走（单位根），波动率路径与数据相同
diagnose-null-composite = 价格为随机游走（单位根），其增量的自相关与尾部与数据相同
diagnose-null-drift = 价格为随机游走（单位根），增量独立且服从正态分布，每步漂移为标准差的 { $drift } 倍
diagnose-null-walk = 价格为随机游走（单位根），增量独立且服从正态分布
diagnose-guarantee-none = 未要求零分布：仅为描述
diagnose-guarantee-sign = 若同等幅度的涨跌概率相等且相互独立，则无论波动率路径如何，错误率在任何样本中都是精确的；否则在大样本中成立；{ $replications } 次自助抽样
diagnose-guarantee-wild = 错误率在大样本中成立，波动率随时间变化时亦然；{ $replications } 次自助抽样
diagnose-guarantee-composite = 只要波动率没有漂移，在连续 { $control } 个日期中出现任何误报的概率在大样本中成立；{ $replications } 次自助抽样
diagnose-guarantee-monte-carlo = 错误率适用于方差不变的独立正态增量；若收益的波动率变化，实际错误率会更高；{ $replications } 次模拟随机游走
diagnose-note-regression = 在每个不少于 { $window } 个观测的窗口上，做含常数项和 { $lag } 阶滞后差分的迪基-富勒回归
diagnose-note-false-alarm = 所谓阶段，是指连续高于 { $boundary ->
        [family-wise] 整体
        [pointwise] 逐点
       *[other] { $boundary }
    } 边界的时段；该边界在 { $horizon } 中误标某个日期的概率为 { $rate } %
size-measured = 名义 5 %、200 个观测下的实测拒绝率：方差恒定的随机游走 { $iid } %，Student-t(3) { $student-3 } %，GARCH { $garch } %，随机波动 { $stochastic-volatility } %，方差升至九倍 { $variance-up } %（后期 { $variance-up-late } %）或下降 { $variance-down } %，自相关 0.3 { $ar-03 } %，移动平均 0.5 { $ma-05 } %，漂移为标准差十分之一 { $drift-01 } %（*：偏差超过 2 个百分点）
diagnose-note-degenerate = 在 { $dates } 个日期（首个为 { $first }）上剔除了部分窗口：{ $reason }
diagnose-note-late = 穿越边界的日期在阶段的两端都偏晚，缓慢下跌之后尤甚

evalue-broad-null = { $k } 个序列中已转向的少于 { $u } 个
evalue-broad-alternative = { $k } 个序列中至少有 { $u } 个已转向
evalue-broad-guarantee = 若 { $k } 个序列中已转向的少于 { $u } 个，则无论各序列如何相依，该值在任何时候达到 20 的概率至多为 5 %
evalue-pool-cauchy = 在相依情形下仅于极端尾部近似成立：仅供展示
evalue-pool-harmonic = 需要调整后的临界值，且仅限极端尾部：仅供展示
evalue-pool-fisher = 仅适用于事先选定的独立检验：仅供展示
evalue-pool-twice-mean = 对事先选定的检验，在任意相依下有效

basket-breadth-count = { $members } 只成分股中有 { $fallen } 只在 { $horizon } 日内跌幅超过 { $percent } %；上涨 { $advances } 只，下跌 { $declines } 只
basket-breadth-null = { $horizon } 日内跌幅超过 { $percent } % 的成分股比例属于平常
basket-breadth-alternative = 下跌的成分股多于平常时段
basket-breadth-copula = 另一种看法：相关系数为 { $rho } 的单因子 Copula，假定平常时段有 { $percent } % 的成分股跌幅如此，则概率为 { $tail }
basket-streak-null = { $days } 日中每日均以概率 { $p } 独立下跌
basket-streak-alternative = 下跌的连续程度超过偶然
basket-streak-guarantee = 若各日独立，且所考察的时段事先确定，则 p ≤ α 的概率至多为 α
basket-streak-now = 指定的 { $length } 日全部下跌的概率为 { $now }，但对于通过寻找而发现的连跌，这不是正确的原假设
basket-streak-one = 仅就单只股票而言；篮子的机会更多，而且成分股往往同跌
basket-streak-members = 目前处于此类连跌的有：{ $members ->
        [none] 无
       *[other] { $members }
    }
basket-streak-independent = 此前 { $days } 日中有 { $days_with } 日（{ $percent } %）出现过；若成分股相互独立则为 { $independent } %
basket-streaks-null = 就连跌 { $length } 日的成分股而言，今日是平常的一日
basket-streaks-alternative = 此类连跌在该篮子中并不寻常
basket-streaks-guarantee = 各日的连跌相互重叠，因此 p 值依赖于历史的平稳性，且仅在平均意义上精确
basket-selection = 仅对成分股在考察窗口之前已固定的篮子有效
basket-period-null = 最近 { $horizon } 日是此前各日中平常的一段
basket-period-alternative = 篮子的跌幅超过平常时段
basket-windows-guarantee = 若首尾相接的窗口可交换，则在事先选定的一次检验中 p ≤ α 的概率至多为 α；历史中平静与动荡年份混杂会削弱这一保证
basket-overlapping = 每日起始的 { $windows } 个窗口中，有 { $as_extreme } 个同样极端：百分位 { $percentile }（p = { $p }）；首尾相接的窗口有 { $disjoint } 个
basket-scaled = 相当于历史上 { $horizon } 日标准差的 { $z } 倍

proportion-design-effect = 同一群内的回答相似（组内相关 { $icc }）：{ $clusters } 个群中的 { $n } 名受访者相当于 { $effective } 名；设计效应为 { $factor }
proportion-simple = 按简单随机样本：{ $low } 至 { $high } %
proportion-korn-graubard = Korn–Graubard 方法：{ $low } 至 { $high } %
proportion-rounding = 计入取整到整数百分比：{ $low } 至 { $high } %
proportion-lower-bound = 仅为抽样误差：在线样本库、措辞以及调查方的利益还会增加误差
proportion-null = 无：单次调查没有可供比较的起点，谈不上转向
proportion-alternative = 无：该比例只作描述，不作检验
proportion-guarantee = 若所设的群结构正确，则在约 { $percent } % 的调查中，该区间包含以同样方式询问的人群中的比例

rates-ratio-null = 两个发生率相等
rates-ratio-alternative = 两个发生率不同
rates-fall-corner = 数量以上下界给出；按最不利于“下降”的组合判断
rates-fall-zero = 有一个数量为零，因此区间为离散系数 1 下的精确区间，不给出考虑过度离散的 p 值
rates-fall-lag = 近期的名单事后还会增加数月；未完成的近期数量看起来像下降
rates-fall-null = 近期的发生率不低于以前
rates-fall-alternative = 发生率已下降
rates-e-test = 另一种看法（E 检验）：p = { $p }
rates-break-even-dispersion = 只要数量的波动小于随机波动的 { $phi } 倍，该差异即成立
rates-no-difference = 即使数量的波动不超过随机波动，区间仍包含发生率相等的情形
rates-break-even-completeness-first = 只要第一份名单收录超过 { $percent } % 的案例，该差异即成立
rates-break-even-completeness-second = 只要第二份名单收录超过 { $percent } % 的案例，该差异即成立
rates-corners = 数量以上下界给出：观测到的比值在 { $low } 与 { $high } 之间（? 表示无界）
rates-ratio-guarantee-exact = 对泊松计数，在发生率相等时 p ≤ α 的概率至多为 α，区间覆盖真实比值的概率至少为 { $percent } %
rates-ratio-guarantee-dispersed = 当数量较大且方差至多为泊松方差的 { $phi } 倍时近似有效
rates-fall-guarantee-exact = 对发生率没有下降的泊松计数，p ≤ α 的概率至多为 α，e 值的平均至多为 1
rates-fall-guarantee-dispersed = 数量已除以 { $phi }：只要其波动至多为随机波动的该倍数，即近似有效

event-combined-null = 这些事件没有使收益上升或下降
event-combined-alternative = 这些事件影响了收益
event-sign-flip-guarantee = 若事件相互独立，且累计异常收益关于零对称，则 p ≤ α 的概率至多为 α
event-rank-guarantee = 估计窗口较长时近似有效，公司同向变动或事件日波动更大时亦然
event-combined-dependence = 不同公司的误差平均相关为 { $r }
event-combined-bmp = Boehmer–Musumeci–Poulsen 检验 { $bmp }（p = { $p }），按该相关调整后 { $adjusted }（p = { $p_adjusted }）
event-combined-patell = Patell 检验 { $patell }，调整后 { $adjusted }：前提是事件日的波动并不更大
event-combined-sign = 广义符号检验（精确）：p = { $p }
event-combined-placebo = 安慰剂窗口：p = { $p }；前提是估计期的波动与事件期相当
event-combined-rank = 广义秩检验：p = { $p }
event-single-null = { $firm } 在 { $date } 的异常收益属于平常
event-single-fall = 跌幅超过平常日子
event-single-rise = 涨幅超过平常日子
event-single-move = 波动超过平常日子
event-single-guarantee = 若平常的异常收益可交换，则除模型拟合误差外 p ≤ α 的概率至多为 α；估计窗口越长，该误差越趋于消失
event-single-parametric = 参数化 t = { $t }（p = { $p }），前提是误差服从正态分布；与估计窗口中的 { $windows } 段作了比较
event-single-limit = { $days } 因涨跌停限制而止步：反应至少有这么大，p 至多为此值；打开限制之前的各日更能说明问题
event-single-selection = 若事件是因价格波动而被挑出的，或同日另有消息，则毫无意义

concentration-null = 无：单一时点的份额没有可供比较的起点，谈不上转向
concentration-alternative = 无：集中度只作描述，不作检验
concentration-guarantee = 没有错误率的描述
concentration-effective = { $count } 个份额的集中程度相当于 { $hhi } 个均等份额（按熵计为 { $entropy } 个）
concentration-top = 前两名占 { $cr2 } %，前四名占 { $cr4 } %；基尼系数 { $gini }
concentration-of-what = 取决于是什么的份额（访问量、词元、收入）以及竞争者划分得多细

state-null = 价格继续作随机游走，增量与训练样本相同
state-alternative = 价格已开始爆炸式上涨
state-guarantee = 若价格继续随机游走，在 { $horizon } 个观测中曾发出上涨警报的概率，据模拟为 { $rate } %
state-guarantee-none = 未监测任何数据，故不作任何保证
state-note-training = 判定在最初 { $training } 个观测之后逐个观测作出，且不再更改；其中的上涨不作判定
state-note-premature = 若上涨在警报后又持续 { $growth } 个观测，被误判为结束的概率为 { $rate } %
state-note-over = 下跌是否结束由规则而非检验决定：在上涨所历观测数的一半、且至少 { $patience } 个观测内，不再失去涨幅的二十分之一
state-note-measured = 名义 5 % 下的实测：波动变化时 4 至 7 %，漂移为噪声十分之一时至多 9 %；若每步变动达价格的 5 % 而直接读取水平值，无泡沫时也可达 19 %：请同时以对数检验
state-note-levels = 判定读取指数本身，GSADF 读取其对数
state-note-again = 样本长于一个监测期：{ $monitors } 个监测器相继工作，各有该概率，合计至多 { $rate } %
state-note-dated = 该日期集合旨在于 { $level } % 的含一个泡沫的样本中包含真实日期
state-note-undatable = 用这些数据无法确定其起始日期；所给日期为判定之日
state-reason-short = 太短，无法判断：只有 { $observations } 个观测，而监测上涨需要 { $needed } 个
state-reason-still = 样本的开头部分毫无变动，因此没有衡量其余部分的尺度
reference-class-exchangeability = 同一时代的繁荣彼此相似，因此这一承诺只在各时代可比的程度上成立：请与剔除时代后实测的误报率一并阅读
reference-class-too-small = { $n }个参照繁荣不足以支持{ $percent } %的警报，警报不可能响起
reference-class-null = 这一繁荣属于未破裂的繁荣，与库中的那些可交换
reference-class-alternative = 其得分高于未破裂的繁荣
reference-class-guarantee = 若这一繁荣与{ $n }个未破裂的参照繁荣可交换，则无论查看多少次，警报曾经响起的概率不超过{ $percent } %
reference-class-model-enters = { $model }对其他时代繁荣的预测优于历史频率：布里尔得分改进 { $gain } [{ $low }, { $high }]
reference-class-climatology = 未能证明{ $model }对其他时代繁荣的预测优于历史频率（布里尔得分改进 { $gain } [{ $low }, { $high }]），因此给出历史频率

lppls-null-gbm = 价格是一个具有观测漂移和波动率的随机游走：有趋势，但没有泡沫
lppls-null-garch = 价格是一个具有观测漂移、波动率成群变化的随机游走（对收益率拟合的、带学生t冲击的GARCH(1,1)）：有趋势，但没有泡沫
lppls-null-block = 价格由观测到的收益率按随机抽取的区块重新拼成：有趋势，但没有泡沫
lppls-alternative-positive = 价格朝着一个临界时间越来越快地上涨，并伴有越来越快的振荡
lppls-alternative-negative = 价格朝着一个临界时间越来越快地下跌，并伴有越来越快的振荡
lppls-guarantee = 整个指标在 { $paths } 条模拟路径上重新计算；只要带估计参数的原假设成立，错误率就成立
lppls-guarantee-table = 指标事先在相邻的每个漂移与波动率之比上用 { $paths } 条路径计算，未用误差和振幅条件，因此p值偏大
lppls-note-above-zero = 在该原假设下，{ $share }% 的路径上有某个窗口符合条件：置信度大于零本身并不是警报
lppls-note-trend = 没有泡沫的强趋势也会提高置信度；p值考虑了观测的趋势，置信度没有
lppls-note-false-alarms = 实测：在 { $series } 条有趋势、波动率成群变化而没有泡沫的模拟路径中，{ $share }% 的这种p值不超过0.05（lppls-package，120至35个观测的窗口）
lppls-note-looks = 把窗口和日期合计 { $looks } 个值中的最大者，与每条路径上的最大者比较

lead-lag-null = 首次下跌的任何先后顺序都同样可能
lead-lag-alternative = 按预言的顺序下跌
lead-lag-guarantee = 对所有顺序（含并列）逐一计数：若任何顺序都同样可能，则 p ≤ α 的概率至多为 α
lead-lag-counts = { $concordant } 对符合预言的顺序，{ $discordant } 对相反；{ $orders } 种顺序中有 { $as_good } 种同样或更加吻合
lead-lag-pairs = { $concordant } 对符合预言的顺序，{ $discordant } 对相反
lead-lag-ties = { $tied } 对并列，不支持任何一种顺序
lead-lag-not-passed = { $count } 个至今尚未下跌；视为晚于其他各项，且彼此并列
lead-lag-one-episode = 一次行情可以与某种顺序吻合，但绝不能证明它
lead-lag-swings = 波动较大者自会较早达到任何规定的跌幅；按波动排列的顺序即使没有因果也会吻合
contagion-null = 接收市场是不依赖于核心市场的随机游走
contagion-alternative = 在某个时点，核心市场越具爆发性，接收市场也越具爆发性
contagion-guarantee = 错误率针对所有日期合计，并已包含时滞与带宽的选择；适用于方差可变的不相关变化，由 { $replications } 次自助抽样得出
contagion-note-delay = 核心领先 { $delay } 个观测；窗口为 { $window } 个水平值，带宽为样本的 { $bandwidth }
contagion-note-cause = 接收市场因自身原因同时出现的泡沫看起来也像传染
migration-null = 接收市场是不依赖于来源市场的随机游走
migration-alternative = 来源市场见顶之后，接收市场变得更具爆发性
migration-guarantee = 错误率适用于方差可变的不相关变化，在给定来源市场顶点的条件下由 { $replications } 次自助抽样得出
migration-note-dates = 回归使用来源市场见顶之后的 { $dates } 个观测
migration-note-cause = 因自身原因较晚出现的泡沫看起来相同；检验说明何时，不说明为何

share-fall-null = 近期在全部中所占的比例不低于此前的比例
share-fall-alternative = 比例已下降
share-fall-sample = 总数来自抽样：{ $recent } 例与 { $earlier } 例；其抽样误差已计入
share-fall-guarantee-exact = 对比例未下降的泊松计数，p ≤ α 的概率至多为 α；区间为正态近似
share-fall-guarantee-dispersed = 计数较大且其变动不超过偶然的 { $phi } 倍时近似有效
price-steps-null = 近期的标价与此前一样变动
price-steps-alternative = 比此前下降更快
price-steps-one-decision = 同一日的变动算作一步，因为它们出自同一个决定
price-steps-not-testable = 无法检验：近期 { $recent } 步，此前 { $earlier } 步；所能给出的最小 p 为 { $smallest }
price-steps-quality = 旧品降价与原价换更好的品无法区分；只见标价，不见折扣
price-steps-guarantee-none = 步数太少，无法检验：仅描述变动
price-steps-guarantee-exact = 对近期各步的所有选法逐一计数：若各步可交换，则 p ≤ α 的概率至多为 α
price-steps-guarantee-drawn = 基于近期各步的随机选法：若各步可交换，则 p ≤ α 的概率至多为 α
survival-hazard = 等同于在 { $years } 年中每年有余下者的 { $hazard } % 退出（{ $low } % 至 { $high } %）
survival-guarantee-exact = 若进入者各自独立退出，区间包含真实比例的频率不低于其水平，且原假设下 p ≤ α 的概率至多为 α
survival-null = 至少 { $percent } % 存活 { $years } 年
survival-alternative = 存活者更少
survival-expected = 基准比例预期 { $expected } 个存活；不多于此的概率 { $low }，不少于此的概率 { $high }
survival-independence = 视进入者为相互独立；共同冲击会使此处所有区间过窄
value-null = 无：一个价格不成样本
value-alternative = 无：价格所隐含的增长仅作描述，不作检验
value-guarantee = 算术：只要折现率与期末倍数成立即成立
value-implied = 收入的 { $low } 至 { $high } 倍要合理，需在 { $years } 年间每年增长 { $slow } 至 { $fast } %，期末以收入的 { $multiple } 倍出售，年折现率 { $discount } %
value-preference = 非公开轮次的价格含有普通股所没有的优先权，因此该比率为上限

# 引擎的句子。键为 Phrase 的 key。

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
diagnose-note-false-alarm = 所谓阶段，是指连续高于 { $boundary } 边界的时段；该边界在 { $horizon } 中误标某个日期的概率为 { $rate } %
diagnose-note-degenerate = 在 { $dates } 个日期（首个为 { $first }）上剔除了部分窗口：{ $reason }
diagnose-note-late = 穿越边界的日期在阶段的两端都偏晚，缓慢下跌之后尤甚

evalue-broad-null = { $k } 个序列中已转向的少于 { $u } 个
evalue-broad-alternative = { $k } 个序列中至少有 { $u } 个已转向
evalue-broad-guarantee = 若 { $k } 个序列中已转向的少于 { $u } 个，则无论各序列如何相依，该值在任何时候达到 20 的概率至多为 5 %
evalue-pool-cauchy = 在相依情形下仅于极端尾部近似成立：仅供展示
evalue-pool-harmonic = 需要调整后的临界值，且仅限极端尾部：仅供展示
evalue-pool-fisher = 仅适用于事先选定的独立检验：仅供展示
evalue-pool-twice-mean = 对事先选定的检验，在任意相依下有效

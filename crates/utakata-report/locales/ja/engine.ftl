# エンジンの文。キーは Phrase の key。

adoption-break-null = 対数成長率の平均は一度も変わらなかった
adoption-break-alternative = 平均は、いずれかの時点で一度、上または下に変わった
adoption-break-guarantee = 成長率が一つの平均の周りで独立に正規分布に従うなら、p ≤ α となる確率は α 以下である（抽出{ $draws }回）。持続性のある成長率ではこれより大きい
adoption-break-guarantee-none = なし：検定は行われていない
adoption-break-untestable = 検定できない：{ $n }期しかなく、{ $needed }期が必要である。事前に指定した分割点でも p 値は{ $p }を下回れない
adoption-break-largest = F が最大となる分割点は第{ $before }期の後。第{ $first }期から第{ $last }期の後までの分割点を調べた

adoption-ceiling-null = 利用は上限に達している
adoption-ceiling-alternative = 利用は上限に達していない
adoption-ceiling-guarantee = 曲線どうしの間では保証はない。各集合は、その曲線が正しく、誤差が独立で正規分布に従うなら、表示された水準に近い割合で上限を含む
adoption-ceiling-curve-decides = 曲線は仮定であり、データから見つかったものではない。上限の半分に達する前は、曲線による差がどの集合の幅よりもはるかに大きい
adoption-ceiling-set = { $curve ->
        [logistic] ロジスティック
        [Gompertz] ゴンペルツ
        [Bass] バス
        [Richards] リチャーズ
       *[other] { $curve }
    }曲線：上限はこれまでの到達点の{ $ratio }倍、{ $low }倍以上{ $high }倍以下
adoption-ceiling-set-reached = { $curve ->
        [logistic] ロジスティック
        [Gompertz] ゴンペルツ
        [Bass] バス
        [Richards] リチャーズ
       *[other] { $curve }
    }曲線：上限はこれまでの到達点の{ $ratio }倍、{ $high }倍以下。すでに達している可能性もある
adoption-ceiling-set-open = { $curve ->
        [logistic] ロジスティック
        [Gompertz] ゴンペルツ
        [Bass] バス
        [Richards] リチャーズ
       *[other] { $curve }
    }曲線：上限はこれまでの到達点の{ $low }倍以上。上側を限るものはない
adoption-ceiling-set-all = { $curve ->
        [logistic] ロジスティック
        [Gompertz] ゴンペルツ
        [Bass] バス
        [Richards] リチャーズ
       *[other] { $curve }
    }曲線：どの上限も除外できない（すでに達した上限も、千倍の上限も）
adoption-ceiling-short = { $curve ->
        [logistic] ロジスティック
        [Gompertz] ゴンペルツ
        [Bass] バス
        [Richards] リチャーズ
       *[other] { $curve }
    }曲線：{ $needed }個以上の水準が必要だが、{ $given }個しかない
adoption-ceiling-stock-log = ストック（各期にある量）として読み、対数に当てはめた
adoption-ceiling-stock-level = ストック（各期にある量）として読み、水準に当てはめた
adoption-ceiling-flow-log = フロー（各期に加わる量）として読んだ。上限はその累計のもの。対数に当てはめた
adoption-ceiling-flow-level = フロー（各期に加わる量）として読んだ。上限はその累計のもの。水準に当てはめた

adoption-per-day = 成長率は1日あたり平均のもの：月の長さは等しくない
adoption-revised = 出所がこの系列を再推計している：版の異なる数値は比べられず、版の間の段差は成長ではない

adoption-next-range = 次期の成長率が負になる確率は、{ $count }のモデルで{ $low }から{ $high }まで分かれる。決めているのはデータではなくモデルである
adoption-next-null = 次期の成長率は0以上にとどまる
adoption-next-alternative = 次期の成長率は負になる
adoption-next-guarantee = なし：複数のモデルによる予測であり、期間の終了後に採点する
adoption-next-linear = 成長率の線形トレンド：{ $p }
adoption-next-linear-last4 = 直近4期の成長率の線形トレンド：{ $p }
adoption-next-drift = ドリフト付きランダムウォーク：{ $p }
adoption-next-walk = ランダムウォーク：{ $p }
adoption-next-decay = 0へ向かって減衰する成長率：{ $p }
adoption-next-monotone = 飽和曲線：{ $p }（証拠によるのではなく、構造上そうなる）
adoption-next-refused-short = { $model ->
        [linear-trend] 線形トレンド
        [linear-trend-last4] 直近4期の線形トレンド
        [random-walk-drift] ドリフト付きランダムウォーク
        [random-walk] ランダムウォーク
        [exponential-decay] 指数減衰
        [monotone-curve] 飽和曲線
       *[other] { $model }
    }：期間が少なすぎる
adoption-next-refused-exact = { $model ->
        [linear-trend] 線形トレンド
        [linear-trend-last4] 直近4期の線形トレンド
        [random-walk-drift] ドリフト付きランダムウォーク
        [random-walk] ランダムウォーク
        [exponential-decay] 指数減衰
        [monotone-curve] 飽和曲線
       *[other] { $model }
    }：数値がモデルに完全に一致し、ばらつきを評価できない
adoption-next-refused-growing = { $model ->
        [linear-trend] 線形トレンド
        [linear-trend-last4] 直近4期の線形トレンド
        [random-walk-drift] ドリフト付きランダムウォーク
        [random-walk] ランダムウォーク
        [exponential-decay] 指数減衰
        [monotone-curve] 飽和曲線
       *[other] { $model }
    }：成長率が減衰していない
adoption-next-refused-negative = { $model ->
        [linear-trend] 線形トレンド
        [linear-trend-last4] 直近4期の線形トレンド
        [random-walk-drift] ドリフト付きランダムウォーク
        [random-walk] ランダムウォーク
        [exponential-decay] 指数減衰
        [monotone-curve] 飽和曲線
       *[other] { $model }
    }：成長率が常に正でなければならないが、そうではない
adoption-next-reference = 過去の類似した{ $windows }例のうち、次期が負となったのは{ $negatives }例：{ $share } [{ $low }, { $high }]
adoption-next-reference-clustered = 系列ごとに再抽出した場合（{ $series }系列）：[{ $low }, { $high }]
adoption-next-reference-weighted = そこで基準頻度を上回ったモデルを、改善の大きさで重みづけした確率：{ $p }
adoption-next-reference-gain = そこで最も成績がよかったのは{ $model ->
        [linear-trend] 線形トレンド
        [linear-trend-last4] 直近4期の線形トレンド
        [random-walk-drift] ドリフト付きランダムウォーク
        [random-walk] ランダムウォーク
        [exponential-decay] 指数減衰
        [monotone-curve] 飽和曲線
       *[other] { $model }
    }：ブライアスコア{ $brier }（基準頻度は{ $base }）
adoption-next-reference-none = そこで基準頻度（ブライアスコア{ $base }）を上回ったモデルはない。最良は{ $model ->
        [linear-trend] 線形トレンド
        [linear-trend-last4] 直近4期の線形トレンド
        [random-walk-drift] ドリフト付きランダムウォーク
        [random-walk] ランダムウォーク
        [exponential-decay] 指数減衰
        [monotone-curve] 飽和曲線
       *[other] { $model }
    }の{ $brier }

adoption-since-guarantee-sampled = 1回だけの低下の時期をこの集合が外す割合は{ $miss } %以下（{ $count }通りの並べ替えを抽出）
adoption-since-guarantee = 1回だけの低下の時期をこの集合が外す割合は{ $miss } %以下（並べ替え検定により正確）
adoption-since-null = 成長率の水準は一度も変わらなかった
adoption-since-alternative = 成長率の水準は、いずれかの時点で一度低下した
adoption-since-dated = 低下が起きたのは、早くて第{ $first }期の後、遅くて第{ $last }期の後である
adoption-since-every-split = 水準の低下は示されたが、時期は特定できない。どの分割点も除外できない
adoption-since-no-change = { $n }点では水準の段差は示されず、示すべき日付もない。段差のない減速の可能性は残る
adoption-since-no-single-change = 成長率は低下したが、1回の段差では説明できない。低下は緩やかか、数段階にわたる
adoption-since-splits = 分割点の期（その点を事前に指定した場合の、変化なしに対する片側並べ替えp値）：{ $list }

adoption-slowdown-two-sided = 両側 p = { $p }
adoption-slowdown-path = 期ごとのe過程：{ $path }
adoption-slowdown-crossed = e過程は第{ $period }期に初めて20に達した。一度達すれば、5 %水準での棄却は取り消されない
adoption-slowdown-ties = 同じ成長率がある：到達しうる最小のp値はそれを考慮し、e過程は同値の最小を負けた賭けとして数える
adoption-slowdown-not-burst = 成長の減速は減少ではなく、利用の減少もまだ崩壊ではない
adoption-slowdown-null = 成長率は交換可能である（どの順序も同じ確からしさ）
adoption-slowdown-alternative = 成長率は低下してきた
adoption-slowdown-guarantee = 成長が減速していなければ、事前に定めた1回の検定で p ≤ α となる確率は α 以下であり、e過程がいつか 1/α に達する確率も α 以下である

diagnose-alternative = 標本中の少なくとも一区間で、価格は爆発的に上昇した
diagnose-null-wild = 価格はランダムウォーク（単位根）であり、ボラティリティの推移はデータのとおりである
diagnose-null-composite = 価格はランダムウォーク（単位根）であり、増分の自己相関と裾の重さはデータのとおりである
diagnose-null-drift = 価格は独立な正規増分のランダムウォーク（単位根）であり、ドリフトは1期あたり標準偏差の{ $drift }倍である
diagnose-null-walk = 価格は独立な正規増分のランダムウォーク（単位根）である
diagnose-guarantee-none = 帰無分布は求められていない：記述のみ
diagnose-guarantee-sign = 同じ大きさの上げと下げが同じ確率で独立に起こるなら、ボラティリティの推移によらず、どの標本でも誤り率は正確である。そうでない場合は大標本で成り立つ。ブートストラップ{ $replications }回
diagnose-guarantee-wild = 誤り率は大標本で成り立ち、ボラティリティが時間とともに変わる場合にも成り立つ。ブートストラップ{ $replications }回
diagnose-guarantee-composite = 連続する{ $control }時点のどこかで誤報が出る確率は、ボラティリティが変動しなければ大標本で成り立つ。ブートストラップ{ $replications }回
diagnose-guarantee-monte-carlo = 誤り率は、分散一定の独立な正規増分について成り立つ。ボラティリティの変わる収益率では実際の誤り率はこれより高い。ランダムウォークのシミュレーション{ $replications }回
diagnose-note-regression = 定数項と{ $lag }次のラグ差分を含むディッキー・フラー回帰を、{ $window }観測以上のすべての窓で行った
diagnose-note-false-alarm = 局面とは{ $boundary ->
        [family-wise] 族全体での
        [pointwise] 各時点での
       *[other] { $boundary }
    }の境界を上回る連続区間であり、この境界は{ $horizon }のうちいずれかの日付を{ $rate } %の確率で誤って示す
size-measured = 名目5 %・200観測での実測棄却率：分散一定のランダムウォーク { $iid } %、Student-t(3) { $student-3 } %、GARCH { $garch } %、確率的ボラティリティ { $stochastic-volatility } %、分散9倍への上昇 { $variance-up } %（後半では { $variance-up-late } %）、低下 { $variance-down } %、自己相関0.3 { $ar-03 } %、移動平均0.5 { $ma-05 } %、標準偏差の1割のドリフト { $drift-01 } %（*：2ポイントを超えるずれ）
diagnose-note-degenerate = { $dates }日（最初は{ $first }）で一部の窓を除外した：{ $reason }
diagnose-note-late = 境界を横切る日付は局面の始まりでも終わりでも遅れ、緩やかな下落の後に最も遅れる

evalue-broad-null = { $k }系列のうち転換したのは{ $u }未満である
evalue-broad-alternative = { $k }系列のうち少なくとも{ $u }が転換した
evalue-broad-guarantee = { $k }系列のうち転換したものが{ $u }未満であれば、系列どうしがどのように依存していても、これがいつか20に達する確率は5 %以下である
evalue-pool-cauchy = 依存がある場合は極端な裾でのみ近似的に成り立つ：表示のみ
evalue-pool-harmonic = 調整済みの臨界値が必要で、それも極端な裾に限られる：表示のみ
evalue-pool-fisher = 事前に選んだ独立な検定にのみ有効：表示のみ
evalue-pool-twice-mean = 事前に選んだ検定について、どのような依存の下でも有効

basket-breadth-count = { $members }銘柄のうち{ $fallen }銘柄が{ $horizon }日で{ $percent } %を超えて下落。上昇{ $advances }、下落{ $declines }
basket-breadth-null = { $horizon }日間に{ $percent } %を超えて下落した銘柄の割合は通常の範囲である
basket-breadth-alternative = 通常の期間より多くの銘柄が下落した
basket-breadth-copula = 別の見方：相関{ $rho }の1因子コピュラで、通常の期間に{ $percent } %の銘柄がこれだけ下落するとした場合の確率は{ $tail }
basket-streak-null = { $days }日のそれぞれが、独立に確率{ $p }で下落した
basket-streak-alternative = 下落は偶然以上に連続した
basket-streak-guarantee = 各日が独立で、見る期間が事前に決まっていれば、p ≤ α となる確率は α 以下である
basket-streak-now = 指定した{ $length }日がすべて下落する確率は{ $now }だが、探して見つけた続落に対する正しい帰無仮説ではない
basket-streak-one = 1銘柄についての値。バスケットには機会が多く、銘柄は連れて下落する
basket-streak-members = 現在そのような続落にある銘柄：{ $members ->
        [none] なし
       *[other] { $members }
    }
basket-streak-independent = 過去{ $days }日のうち{ $days_with }日（{ $percent } %）に該当銘柄があった。銘柄が独立なら{ $independent } %
basket-streaks-null = { $length }日続落中の銘柄という点で、本日は通常の日である
basket-streaks-alternative = この続落はこのバスケットでは異例である
basket-streaks-guarantee = 日々の続落は重なり合うため、p値は履歴の定常性に依存し、正確なのは平均においてのみである
basket-selection = 構成銘柄が期間の前に固定されたバスケットについてのみ有効
basket-period-null = 直近{ $horizon }日は、それ以前の日々の中の通常の期間である
basket-period-alternative = バスケットは通常の期間より大きく下落した
basket-windows-guarantee = 隣り合う重ならない窓が交換可能なら、事前に定めた1回の検定で p ≤ α となる確率は α 以下である。履歴に平穏な年と荒れた年が混じると、これは弱まる
basket-overlapping = 毎日始まる{ $windows }個の窓のうち、同程度以上に極端なものは{ $as_extreme }個：百分位{ $percentile }（p = { $p }）。重ならない窓は{ $disjoint }個
basket-scaled = これは履歴の{ $horizon }日間の標準偏差の{ $z }倍に当たる

proportion-design-effect = 同じ群の回答は似る（級内相関{ $icc }）：{ $clusters }群の回答者{ $n }人は{ $effective }人分に相当する。デザイン効果は{ $factor }
proportion-simple = 単純無作為標本とした場合：{ $low }〜{ $high } %
proportion-korn-graubard = コーン＝グラウバード法：{ $low }〜{ $high } %
proportion-rounding = 整数パーセントへの丸めを考慮した場合：{ $low }〜{ $high } %
proportion-lower-bound = 標本誤差のみ。オンラインパネル、質問文、調査主体の利害による誤差がこれに加わる
proportion-null = なし：1回の調査には転換の起点となる比較対象がない
proportion-alternative = なし：割合は記述するだけで、検定しない
proportion-guarantee = 仮定した群の構造が正しければ、約{ $percent } %の調査で、この区間は同じ尋ね方をした人々における割合を含む

rates-ratio-null = 二つの発生率は等しい
rates-ratio-alternative = 二つの発生率は異なる
rates-fall-corner = 件数は範囲で与えられている。減少に最も不利な組合せで判定した
rates-fall-zero = 件数の一つが0であるため、区間は分散倍率1の正確なものであり、過分散を考慮したp値は示さない
rates-fall-lag = 最近の一覧は後から何か月も増える。未完の最近の件数は減少に見える
rates-fall-null = 最近の発生率は以前の発生率以上である
rates-fall-alternative = 発生率は低下した
rates-e-test = 別の見方（E検定）：p = { $p }
rates-break-even-dispersion = 件数のばらつきが偶然の{ $phi }倍未満である限り、この差は成り立つ
rates-no-difference = 件数のばらつきが偶然と同程度でも、区間は等しい発生率を含む
rates-break-even-completeness-first = 第一の一覧が全事例の{ $percent } %を超えて含む限り、この差は成り立つ
rates-break-even-completeness-second = 第二の一覧が全事例の{ $percent } %を超えて含む限り、この差は成り立つ
rates-corners = 件数は範囲で与えられている：観測された比は{ $low }と{ $high }の間にある（? は限界なし）
rates-ratio-guarantee-exact = ポアソン分布の件数では、発生率が等しいとき p ≤ α となる確率は α 以下であり、区間が真の比を含む確率は{ $percent } %以上である
rates-ratio-guarantee-dispersed = 件数が大きく、分散がポアソン分布の{ $phi }倍以下であれば、ほぼ有効
rates-fall-guarantee-exact = ポアソン分布の件数で発生率が低下していなければ、p ≤ α となる確率は α 以下であり、e値の平均は1以下である
rates-fall-guarantee-dispersed = 件数を{ $phi }で割っている：ばらつきが偶然のその倍数以下であれば、ほぼ有効

event-combined-null = これらの出来事は収益率を上にも下にも動かさなかった
event-combined-alternative = これらの出来事は収益率を動かした
event-sign-flip-guarantee = 出来事が互いに独立で、累積異常収益率が0を中心に対称なら、p ≤ α となる確率は α 以下である
event-rank-guarantee = 推定期間が長ければ、企業が連動する場合や出来事の日の変動が大きい場合にもほぼ有効
event-combined-dependence = 異なる企業の誤差の相関は平均{ $r }
event-combined-bmp = ベーマー＝ムスメチ＝ポウルセン検定 { $bmp }（p = { $p }）、相関を調整すると { $adjusted }（p = { $p_adjusted }）
event-combined-patell = パテル検定 { $patell }、調整後 { $adjusted }：出来事の日の変動が通常より大きくないことを前提とする
event-combined-sign = 一般化符号検定（正確）：p = { $p }
event-combined-placebo = プラセボ窓：p = { $p }。推定期間の変動が同程度であったことを前提とする
event-combined-rank = 一般化順位検定：p = { $p }
event-single-null = { $date }の{ $firm }の異常収益率は通常の範囲である
event-single-fall = 通常の日より大きく下落した
event-single-rise = 通常の日より大きく上昇した
event-single-move = 通常の日より大きく動いた
event-single-guarantee = 通常の異常収益率が交換可能なら、p ≤ α となる確率は、モデル推定の誤差を除いて α 以下である。この誤差は推定期間が長ければ消える
event-single-parametric = パラメトリックな t = { $t }（p = { $p }）。誤差の正規性を前提とする。推定期間の{ $windows }区間と比較した
event-single-limit = { $days }は値幅制限で止まった。反応は少なくともこの大きさで、pは最大でもこの値である。制限が解けるまでの日々がより多くを語る
event-single-selection = 価格が動いたために選ばれた出来事や、同じ日に他のニュースがあった場合には意味をなさない

concentration-null = なし：一時点のシェアには転換の起点となる比較対象がない
concentration-alternative = なし：集中度は記述するだけで、検定しない
concentration-guarantee = 誤り率を伴わない記述
concentration-effective = { $count }のシェアは、均等なシェア{ $hhi }個分の集中度に相当する（エントロピーでは{ $entropy }個分）
concentration-top = 上位2者で{ $cr2 } %、上位4者で{ $cr4 } %。ジニ係数{ $gini }
concentration-of-what = 何のシェアか（訪問数、トークン、売上）と、競合をどこまで細かく分けるかに左右される

state-null = 価格は訓練標本の増分をもつランダムウォークとして続く
state-alternative = 価格が爆発的に上昇し始めた
state-guarantee = 価格がランダムウォークのまま推移する場合に、{ $horizon }観測のあいだに一度でも上昇の警報が出る確率は、シミュレーションによれば{ $rate } %である
state-guarantee-none = 何も監視していないため、何も保証しない
state-note-training = 判定は最初の{ $training }観測の後、1観測ずつ行われ、後から改められることはない。最初の観測の中の上昇は判定されない
state-note-premature = 警報の後さらに{ $growth }観測続く上昇を、誤って終わったと判定する確率は{ $rate } %である
state-note-over = 下落が終わったかどうかは検定ではなく規則による：上昇が続いた観測数の半分、少なくとも{ $patience }観測のあいだ、上昇幅の20分の1以上をさらに失わないこと
state-note-measured = 名目5 %での実測：ボラティリティが変動する場合4～7 %、ノイズの1割のドリフトで最大9 %。変動が価格の5 %に及ぶ系列を水準のまま読むと、バブルがなくても最大19 %。対数でも確かめること
state-note-levels = 判定は指数そのものを、GSADFはその対数を読む
state-note-again = 標本は一つの監視期間より長い：{ $monitors }個の監視器が交代し、それぞれにその確率がある。合わせて最大{ $rate } %
state-note-dated = この日付の集合は、バブルが一つある標本の{ $level } %で真の日付を含むよう作られている
state-note-undatable = このデータでは始まりの日付を特定できない。示した日付は判定の日付である
state-reason-short = 短すぎて判断できない：{ $observations }観測しかなく、上昇の監視には{ $needed }観測が必要である
state-reason-still = 標本の最初の部分がまったく動かないため、残りを測る尺度がない
reference-class-exchangeability = 同じ時代のブームは互いに似ている。この約束は時代どうしが比較できる程度にしか成り立たない。時代を除いて実測した誤警報率と並べて読むこと
reference-class-too-small = 参照ブーム{ $n }件では{ $percent } %の警報には足りず、警報は鳴り得ない
reference-class-null = このブームは崩壊しなかったブームの一つであり、ライブラリーのそれらと交換可能である
reference-class-alternative = そのスコアは崩壊しなかったブームのスコアより大きい
reference-class-guarantee = このブームが崩壊しなかった参照ブーム{ $n }件と交換可能なら、何度見ても、警報が一度でも鳴る確率は{ $percent } %以下である
reference-class-model-enters = { $model }は他の時代のブームを過去の頻度より良く予測した：ブライアスコアの改善 { $gain } [{ $low }, { $high }]
reference-class-climatology = { $model }が他の時代のブームを過去の頻度より良く予測するとは示されていない（ブライアスコアの改善 { $gain } [{ $low }, { $high }]）。そのため過去の頻度を示す

lppls-null-gbm = 価格は、観測された値のドリフトとボラティリティをもつランダムウォークである（トレンドはあるがバブルではない）
lppls-null-garch = 価格は、観測された値のドリフトをもち、ボラティリティがまとまって変わるランダムウォークである（収益率に当てはめた、スチューデントのtショックのGARCH(1,1)。トレンドはあるがバブルではない）
lppls-null-block = 価格は、観測された収益率を無作為のブロックで並べ直したものである（トレンドはあるがバブルではない）
lppls-alternative-positive = 価格は、次第に速くなる振動を伴い、臨界時点に向けて加速しながら上がっている
lppls-alternative-negative = 価格は、次第に速くなる振動を伴い、臨界時点に向けて加速しながら下がっている
lppls-guarantee = 指標の全体を { $paths } 本のシミュレーション経路で計算し直した。誤り率は、推定したパラメータの帰無仮説が正しいかぎりで成り立つ
lppls-guarantee-table = 指標は、ドリフトとボラティリティの比の前後の値ごとに { $paths } 本の経路で、誤差と振幅の条件なしに計算してある。そのためp値は大きめになる
lppls-note-above-zero = この帰無仮説のもとでは、経路の { $share } ％でいずれかの窓が条件を満たす。信頼度が0より大きいだけでは警報にならない
lppls-note-trend = バブルでない強いトレンドも信頼度を上げる。p値は観測されたトレンドを考慮するが、信頼度は考慮しない
lppls-note-false-alarms = 実測：トレンドがあり、ボラティリティがまとまって変わり、バブルのない { $series } 本のシミュレーション経路のうち、{ $share } ％でこの種のp値が0.05以下になった（lppls-package、観測120～35個の窓）
lppls-note-looks = 窓と日付を合わせた { $looks } 個の値の最大を、各経路での最大と比べている

lead-lag-null = 最初の下落の順序は、どの並びも同じ確からしさである
lead-lag-alternative = 予告された順序で下落する
lead-lag-guarantee = 同順位を含むすべての並びを数えた：どの並びも同じ確からしさなら、p ≤ αとなる確率はα以下である
lead-lag-counts = 予告された順序の組{ $concordant }、逆の組{ $discordant }。{ $orders }通りの並びのうち{ $as_good }通りが同等以上に一致する
lead-lag-pairs = 予告された順序の組{ $concordant }、逆の組{ $discordant }
lead-lag-ties = { $tied }組は同順位で、どちらの順序も支持しない
lead-lag-not-passed = { $count }件はまだ下落していない。他より後、互いに同順位として数える
lead-lag-one-episode = 一つの局面は順序と一致することはあっても、順序を証明することは決してない
lead-lag-swings = 変動の大きいものは、定めた下落にひとりでに早く達する。変動の順に並べた順序は、因果がなくても一致する
contagion-null = 受け手の市場は、起点の市場に依存しないランダムウォークである
contagion-alternative = ある時点で、起点の市場が爆発的であったほど受け手の市場も爆発的になる
contagion-guarantee = 誤り率はすべての日付を合わせたもので、遅れと帯域幅の選択を含む。分散が変わりうる無相関の変化について、{ $replications }回のブートストラップによる
contagion-note-delay = 起点が{ $delay }観測先行する。窓は{ $window }水準、帯域幅は標本の{ $bandwidth }
contagion-note-cause = 受け手の市場に固有の原因による同時期のバブルも、伝染のように見える
migration-null = 受け手の市場は、移動元の市場に依存しないランダムウォークである
migration-alternative = 移動元の市場の頂点の後に、受け手の市場がより爆発的になる
migration-guarantee = 誤り率は、分散が変わりうる無相関の変化について、移動元の頂点を所与とした{ $replications }回のブートストラップによる
migration-note-dates = 回帰は移動元の頂点の後の{ $dates }観測を用いる
migration-note-cause = 固有の原因による後のバブルも同じに見える。検定は「いつ」を語り、「なぜ」は語らない

share-fall-null = 全体に占める最近の割合は、以前の割合以上である
share-fall-alternative = 割合が下がった
share-fall-sample = 総数は標本による：{ $recent }件と{ $earlier }件。その標本誤差も数えている
share-fall-guarantee-exact = 割合が下がっていないポアソン計数なら、p ≤ αとなる確率はα以下である。区間は正規近似による
share-fall-guarantee-dispersed = 件数が多く、その変動が偶然の{ $phi }倍以下なら、ほぼ妥当である
price-steps-null = 最近の定価は、以前と同じように変わる
price-steps-alternative = 以前より速く下がる
price-steps-one-decision = 同じ日の変更は一つの段階とする。一つの決定がそのすべてを行うからである
price-steps-not-testable = 検定できない：最近の段階{ $recent }、以前の段階{ $earlier }。取り得る最小のpは{ $smallest }
price-steps-quality = 古い品の値下げと、同じ値での品質向上は区別できない。見えるのは定価だけで、割引は見えない
price-steps-guarantee-none = 段階が少なすぎて検定できない。変化を記述する
price-steps-guarantee-exact = 最近の段階のすべての選び方を数えた：段階が交換可能なら、p ≤ αとなる確率はα以下である
price-steps-guarantee-drawn = 最近の段階の無作為な選び方による：段階が交換可能なら、p ≤ αとなる確率はα以下である
survival-hazard = 毎年、残りの{ $hazard } %が{ $years }年間退出することに等しい（{ $low } %〜{ $high } %）
survival-guarantee-exact = 参入者が独立に退出するなら、区間は少なくともその水準の割合で真の割合を含み、帰無仮説の下でp ≤ αとなる確率はα以下である
survival-null = 少なくとも{ $percent } %が{ $years }年生き残る
survival-alternative = 生き残るのはそれより少ない
survival-expected = 基準率からは{ $expected }件の生存が見込まれる。これ以下の確率{ $low }、これ以上の確率{ $high }
survival-independence = 参入者は独立とみなす。共通の衝撃があれば、ここの区間はすべて狭すぎる
value-null = なし：一つの価格は標本ではない
value-alternative = なし：価格が含意する成長は記述であり、検定ではない
value-guarantee = 算術である。割引率と終値倍率が正しければ成り立つ
value-implied = 売上高の{ $low }〜{ $high }倍が適正となるのは、{ $years }年間に年{ $slow }〜{ $fast } %成長し、売上高の{ $multiple }倍で売却し、割引率が年{ $discount } %のときである
value-preference = 私募の価格は普通株にない優先権を含むため、この比は上限である

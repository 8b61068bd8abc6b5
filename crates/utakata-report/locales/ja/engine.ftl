# エンジンの文。キーは Phrase の key。

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
diagnose-note-false-alarm = 局面とは{ $boundary }の境界を上回る連続区間であり、この境界は{ $horizon }のうちいずれかの日付を{ $rate } %の確率で誤って示す
diagnose-note-degenerate = { $dates }日（最初は{ $first }）で一部の窓を除外した：{ $reason }
diagnose-note-late = 境界を横切る日付は局面の始まりでも終わりでも遅れ、緩やかな下落の後に最も遅れる

evalue-broad-null = { $k }系列のうち転換したのは{ $u }未満である
evalue-broad-alternative = { $k }系列のうち少なくとも{ $u }が転換した
evalue-broad-guarantee = { $k }系列のうち転換したものが{ $u }未満であれば、系列どうしがどのように依存していても、これがいつか20に達する確率は5 %以下である
evalue-pool-cauchy = 依存がある場合は極端な裾でのみ近似的に成り立つ：表示のみ
evalue-pool-harmonic = 調整済みの臨界値が必要で、それも極端な裾に限られる：表示のみ
evalue-pool-fisher = 事前に選んだ独立な検定にのみ有効：表示のみ
evalue-pool-twice-mean = 事前に選んだ検定について、どのような依存の下でも有効

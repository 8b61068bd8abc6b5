# 事例と判定の文。キーは Phrase の key。

answer-burst-confirmed = はい。「崩壊」と事前に定めた事象が発生した。
answer-broad-turn = 広範な転換が示された。{ $registered }種類の証拠のうち少なくとも{ $required }種類が転換した。
answer-no-run-up-some-turned = 示されていない。一部（{ $turned }）は転換したが、広範な転換ではなく、価格データのあるどのバスケットにも、バブルの崩壊に必要な急騰がない。
answer-no-run-up = 示されていない。価格データのあるどのバスケットにも対象となる急騰がないため「崩壊」は定義されず、転換した系列もない。
answer-some-turned = 全体としては示されていない。急騰はあり、一部の証拠（{ $turned }）は転換したが、{ $registered }種類のうち{ $required }種類には達しない。
answer-no-turn = 示されていない。急騰はあるが、登録した誤り率の管理の下で転換した系列はない。
reason-claims = 検証対象の主張{ $all }件のうち、裏付けられたもの{ $confirmed }件、データと矛盾するもの{ $contradicted }件{ $which }、意味が損なわれたもの{ $garbled }件{ $damaged }、手元のデータでは検証できないもの{ $open }件。
certainty-one-of-many = 各系列は単独で判断した。{ $tested }系列の一つとして見ると、偽発見率{ $level } %で選ばれる系列はない。
certainty-broad-turn = 転換した種類が{ $u }に満たないなら、系列どうしがどのように依存していても、いつか広範な転換と判定してしまう確率は{ $level } %以下である。
against-missing = 不足しているデータが逆を示す可能性がある。下に挙げた{ $count }件のデータは手元になかった。
flip-supply-prices = { $basket }の価格があれば、そこに急騰があるかどうかが決まる。
broad-turn-shown = 登録した{ $k }種類の証拠のうち少なくとも{ $u }種類が転換した。e値{ $e }（必要値{ $threshold }）。
broad-turn-not-shown = 広範な転換は示されていない。「{ $k }種類のうち少なくとも{ $u }種類が転換した」のe値は{ $e }で、必要値は{ $threshold }。データのない種類（{ $missing }）は何も語らないものとして数えた。
flip-broad-turn-lost = 次の証拠のe値（現在の平均は{ $e }）が平均{ $threshold }を下回れば、広範な転換は示されなくなる：{ $streams }。
flip-broad-turn-won = 次の証拠のe値（現在の平均は{ $e }）が平均{ $threshold }以上になれば、広範な転換が示される：{ $streams }。

class-of-booms =
    { $rule ->
        [explosive] 爆発的成長が検出された
        [three-year-double] 3年で2倍になった
       *[two-year-double] 2年で2倍になった
    }{ $group ->
        [index] 指数
        [stock] 個別株
        [crypto] 暗号資産
        [commodity] 商品
       *[all] 各種資産
    }の急騰
model-after-entry =
    { $kind ->
        [fallen-20] 20 %の下落の有無による頻度
        [fallen-30] 30 %の下落の有無による頻度
        [volatility] 2年目の変動率によるロジスティック回帰
        [deepest-fall] これまでの最大下落によるロジスティック回帰
       *[volatility-and-fall] 2年目の変動率と最大下落によるロジスティック回帰
    }
climatology-applies = これまでに見られた{ class-of-booms }{ $booms }例のうち、{ $crashes }例（{ $percent } %）がその後2年以内に40 %下落した。時代ごとに再標本化すると、この頻度は{ $low }〜{ $high } %の間にある。これは開始時点からの過去の頻度であり、この事例のモデルではない。対象は現存する資産に限られる。
climatology-does-not-apply = これまでに見られた{ class-of-booms }{ $booms }例のうち、{ $crashes }例（{ $percent } %）がその後2年以内に40 %下落した（時代ごとの再標本化で{ $low }〜{ $high } %）。価格データのあるバスケットにそのような急騰はないため、この頻度は本件には当てはまらない。規模の目安として示す。
climatology-event = 504取引日以内に、その時点までの高値から40 %以上下落すること
probability-running = { $basket }：ライブラリーの規則によればブームは{ $start }に始まり、504取引日のうち{ $day }日が過ぎた。この期間が終わるまでに、その時点までの高値から40 %下落する確率は{ $percent } %（{ $low }〜{ $high } %、開始年ごとの再標本化）。
probability-start-unknown = { $basket }：ライブラリーの規則では、このバスケットの指数にブームの始まりが見つからない。そこで、始まったばかりのブームとして扱う。そのようなブームが2年以内に高値から40 %下落する確率は{ $percent } %（{ $low }〜{ $high } %、開始年ごとの再標本化）。
probability-happened = { $basket }：事象はすでに発生した。ライブラリーの規則によればブームは{ $start }に始まり、{ $on }に指数はその時点までの高値から40 %下落していた。
probability-expired = { $basket }：事象は発生しなかった。ライブラリーの規則によればブームは{ $start }に始まり、その2年は高値から40 %下落することなく{ $end }に終わった。
probability-too-few = { $basket }：確率は示せない。開始が4年より離れた{ class-of-booms }が、ライブラリーには少なすぎる。
probability-model = モデル（{ model-after-entry }）による。開始が4年より離れ、同じ日数の時点で崩壊していなかった{ class-of-booms }{ $booms }例に当てはめた。そのうち{ $crashes }例（{ $frequency } %）が後に崩壊した。時代を除いた検証では、開始後のすべての日を通してこの頻度より良かった：ブライアスコアの改善 { $gain } [{ $gain_low }, { $gain_high }]。
probability-climatology = 過去の頻度：開始が4年より離れ、同じ日数の時点で崩壊していなかった{ class-of-booms }{ $booms }例のうち、{ $crashes }例（{ $frequency } %）が後に崩壊した。このバスケットに当てはまるモデルで、この頻度より良いと示されたものはない。
probability-explosive = 関門0を通ったのは爆発的成長の検出だけによる。2年で2倍になってはいないため、2倍になった急騰の頻度は当てはめない。
boom-alarm-guarantee = ブームが、続いた参照ブーム{ $n }件と交換可能なら、何度見ても、警報が一度でも鳴る確率は水準以下である。水準 { $nominal } %に対し、時代を除いてブーム{ $booms }件で実測すると、続いた{ $healthy }件のうち{ $measured } %で鳴り、崩壊したもののうち{ $power } %で下落の前に鳴った
boom-alarm-references = { $start }から{ $end }までのブームを、2年で2倍になり、40 %の下落がなく、前後{ $gap }暦年より離れて始まった、全資産のブーム{ $n }件と比べる。取り得る最小のpは{ $smallest }
boom-alarm-bet = e値はpが{ $percent } %以下になれば{ $pays }、それまでは0である。すべての観察を通じたその最大値の期待値は1以下である。この系列が登録した帰無仮説は別であり、この記述はそのe値も判定も変えない
lens-not-applicable-settled = 該当せず。対象となるどのバスケットでも、事象がすでに発生したか、2年が過ぎたか、比べるブームが少なすぎる（閾値{ $threshold } %）。
lens-act = 行動する。区間{ $low }〜{ $high } %の全体が閾値{ $threshold } %を上回る。下端が{ $up }ポイント下がって{ $threshold } %に達すれば変わる。
lens-hold = 維持する。区間{ $low }〜{ $high } %の全体が閾値{ $threshold } %を下回る。上端が{ $down }ポイント上がって{ $threshold } %に達すれば変わる。
lens-undecided = 決められない。閾値{ $threshold } %は区間{ $low }〜{ $high } %の内側にある。下端が{ $up }ポイントを超えて高ければ「行動する」、上端が{ $down }ポイントを超えて低ければ「維持する」となる。
lens-not-applicable-act = 該当せず。対象となるバスケットがない。仮にあれば、過去の頻度（{ $low }〜{ $high } %）からは「行動する」となる（閾値{ $threshold } %）。
lens-not-applicable-hold = 該当せず。対象となるバスケットがない。仮にあれば、過去の頻度（{ $low }〜{ $high } %）からは「維持する」となる（閾値{ $threshold } %）。
lens-not-applicable-undecided = 該当せず。対象となるバスケットがない。仮にあっても、過去の頻度（{ $low }〜{ $high } %）では決められない（閾値{ $threshold } %。「行動する」には下端が{ $up }ポイントを超えて高いこと、「維持する」には上端が{ $down }ポイントを超えて低いことが必要）。
lens-no-interval = 決められない。確率の区間がわからない。区間の全体が{ $threshold } %を上回れば「行動する」、下回れば「維持する」となる。
lens-not-applicable-no-interval = 該当せず。対象となるバスケットがなく、確率の区間もわからない（閾値{ $threshold } %）。

usage-summary = 成長率は{ $first } %（{ $from }）から{ $last } %（{ $to }）になった。減速のp値は{ $p }、e値は{ $e }。次の値が負になる確率は、モデルにより{ $low }から{ $high }まで分かれる。
since-dated = { $from }から{ $to }の間（95 %並べ替え集合）
since-undatable = { $from }から{ $to }の間のいずれか。{ $n }点では時期を特定できない（各期の後で変化があったとする並べ替えp値：{ $p }）
since-gradual = 単一の日付では説明できない。低下は緩やかか、数段階にわたる（{ $from }から{ $to }）
since-usage = 利用の伸びの減速
axis-growth = 前期比成長率（%）
line-growth = 成長率
axis-usage-index = 利用（最初の期の前を1とする）
line-usage-index = 利用（最初の期の前を1とする）
line-curve = { $curve ->
        [logistic] ロジスティック
        [Gompertz] ゴンペルツ
        [Bass] バス
        [Richards] リチャーズ
       *[other] { $curve }
    }曲線
line-highest-ceiling = どの曲線も95 %で除外しない最も高い上限
figure-ceiling = 利用と、当てはめた飽和曲線。これまでの到達点に対する上限と95 %集合：{ $sets }。
figure-growth = 期ごとの成長率：{ $list }。
deals-unbounded = 直近の件数に上限がないため、減少を検定できない。
deals-comparison = { $first_name } { $first }、{ $second_name } { $second }：発生率比{ $ratio } { $interval }。件数のばらつきが偶然の5倍なら{ $dispersed }。水準の差は変化について何も語らない。
stream-silent = 言えることはない。
opinions-nobody = 台帳に立場を示した者はいない。
opinions-camps = 独立した発言者{ $speakers }人のうち、崩壊しつつあるとみる者{ $bursting }人、そうでないとみる者{ $not }人、両面ありとする者{ $ambivalent }人、立場を示さない者{ $neutral }人。意見の不一致は最大{ $largest }ビットのうち{ $bits }ビット。
opinions-summary = 予測と意見{ $all }件：崩壊しつつあるとするもの{ $bursting }件、そうでないとするもの{ $not }件、両面ありとするもの{ $both }件。予測{ $forecasts }件のうち真偽を判定できるのは{ $resolvable }件。数えるだけで、検定はしない。
surveys-summary = 標本誤差を付した割合。同じ国の回答は似るものとした（級内相関{ $icc }、{ $clusters }か国）：{ $shares }。1回の調査には、転換の起点となる比較対象がない。

audit-basket-confirmed = { $all }銘柄の{ $from }から{ $to }までのリターンは{ $found } %（引用値：{ $quoted } %）。
audit-basket-contradicted = { $all }銘柄の{ $from }から{ $to }までのリターンは{ $found } %であり、{ $quoted } %ではない。
audit-basket-partial = 終値があるのは{ $all }銘柄のうち{ $n }銘柄のみ。その{ $from }から{ $to }までのリターンは{ $found } %（引用値：{ $quoted } %）。
audit-basket-beside = 情報源は構成銘柄を示していない。当方のバスケット{ $all }銘柄のうち{ $n }銘柄の{ $from }から{ $to }までのリターンは{ $found } %で、引用値は{ $quoted } %。矛盾とはいえない。
audit-breadth-confirmed = { $all }銘柄のうち{ $found }銘柄の{ $from }から{ $to }までのリターンが{ $below } %を下回った（主張：{ $claimed }銘柄以上）。
audit-breadth-contradicted = { $all }銘柄のうち{ $from }から{ $to }までのリターンが{ $below } %を下回ったのは{ $found }銘柄であり、{ $claimed }銘柄ではない。
audit-breadth-partial = 終値があるのは{ $all }銘柄のうち{ $n }銘柄のみ。そのうち{ $found }銘柄の{ $from }から{ $to }までのリターンが{ $below } %を下回った（主張：{ $claimed }銘柄以上）。
audit-breadth-beside = 情報源は構成銘柄を示していない。当方のバスケットで終値のある{ $n }銘柄のうち、{ $from }から{ $to }までのリターンが{ $below } %を下回ったのは{ $found }銘柄（主張：{ $claimed }銘柄以上）。矛盾とはいえない。
audit-growth-confirmed = { $stream }の{ $month }の成長率は{ $found } %（主張：{ $claimed } %）。
audit-growth-contradicted = { $stream }の{ $month }の成長率は{ $found } %であり、{ $claimed } %ではない。
audit-primary-silent = 一次資料（{ $source }）にはその数値がない。記載内容：{ $statement }
audit-primary-confirmed = 一次資料（{ $source }）と一致する：{ $statement }
audit-primary-contradicted = 一次資料（{ $source }）と異なる。{ $what }は{ $found }であり、{ $claimed } { $unit }ではない。
audit-settles = 真偽：{ $subjects }
audit-gap-closes = { $symbols }の終値（{ $days }）
audit-gap-growth = { $stream }の{ $month }の成長率
audit-gap-primary = { $entry }の一次資料
audit-no-closes-many = { $symbols }ほか{ $n }銘柄の{ $days }の終値がない。
audit-no-closes = { $symbols }の{ $days }の終値がない。
audit-no-growth = { $stream }の{ $month }の成長率はデータにない。
audit-no-primary = { $entry }の一次資料は不明。
audit-garbled-primary = { $what }。本来の意味はおそらく：{ $meant }。一次資料：{ $primary }
audit-garbled-data = { $what }。本来の意味はおそらく：{ $meant }。その意味での検証：{ $data }
audit-garbled = { $what }。本来の意味はおそらく：{ $meant }。
audit-streak-down-confirmed = { $symbol }は{ $on }まで{ $length }日続落した。
audit-streak-up-confirmed = { $symbol }は{ $on }まで{ $length }日続伸した。
audit-streak-down-longer = { $symbol }は{ $on }まで{ $length }日続落し、{ $last }には{ $longest }日に達した。
audit-streak-up-longer = { $symbol }は{ $on }まで{ $length }日続伸し、{ $last }には{ $longest }日に達した。
audit-streak-down-none = { $symbol }が下落した日は{ $window }に一日もなく、{ $claimed }日続落ではない。{ $broken }の終値の変化率は{ $change } %。
audit-streak-up-none = { $symbol }が上昇した日は{ $window }に一日もなく、{ $claimed }日続伸ではない。{ $broken }の終値の変化率は{ $change } %。
audit-streak-down-contradicted = { $symbol }の続落は{ $window }に最長{ $length }日であり、{ $claimed }日ではない。{ $broken }の終値の変化率は{ $change } %。
audit-streak-up-contradicted = { $symbol }の続伸は{ $window }に最長{ $length }日であり、{ $claimed }日ではない。{ $broken }の終値の変化率は{ $change } %。
audit-return-confirmed = { $symbol }は{ $from }の終値から{ $to }の終値まで{ $found } %動いた（主張：{ $claimed } %）。
audit-return-understated = 過小な主張：{ $symbol }は{ $from }の終値から{ $to }の終値まで{ $found } %動いた（主張：{ $claimed } %）。
audit-return-larger = 主張より大きい：{ $symbol }は{ $from }の終値から{ $to }の終値まで{ $found } %動いた。方向は主張どおりだが、{ $claimed } %より大きい。
audit-return-contradicted = { $symbol }は{ $from }の終値から{ $to }の終値まで{ $found } %動いており、{ $claimed } %ではない。
audit-plunge-confirmed = { $window }の{ $symbol }の1日の最大下落率は{ $fall } %（{ $on }、主張：{ $claimed } %以上）。
audit-plunge-limit = { $symbol }は{ $on }に値幅制限{ $limit } %いっぱいの{ $fall } %下落した。この値は下限であり、制限がなければ少なくともここまでは下げていた（主張：{ $claimed } %以上）。
audit-plunge-censored = { $symbol }は{ $on }に値幅制限{ $limit } %いっぱいの{ $fall } %下落した。{ $claimed } %に達したかどうかは制限のため分からない。
audit-plunge-contradicted = { $window }の{ $symbol }の1日の最大下落率は{ $fall } %（{ $on }）であり、{ $claimed } %以上ではない。
audit-begins = 検証不能：{ $symbol }の終値は{ $first }から始まる。{ $needed }以前の終値が必要である。
audit-level-confirmed = { $symbol }の{ $on }の終値は{ $found }（主張：{ $claimed }）。
audit-level-contradicted = { $symbol }の{ $on }の終値は{ $found }であり、{ $claimed }ではない。
audit-level-day = { $symbol }の{ $on }の終値は{ $found }。日中に{ $claimed }に達したかどうかは、終値からは分からない。
audit-high-confirmed = { $symbol }の{ $on }の終値{ $found }は、{ $since }以降で最も高い。
audit-low-confirmed = { $symbol }の{ $on }の終値{ $found }は、{ $since }以降で最も低い。
audit-high-so-far = 検証不能：系列は{ $first }から始まる。それ以降では、{ $symbol }の{ $on }の終値{ $found }が最も高い。
audit-low-so-far = 検証不能：系列は{ $first }から始まる。それ以降では、{ $symbol }の{ $on }の終値{ $found }が最も低い。
audit-high-contradicted = { $symbol }の{ $on }の終値は{ $found }だが、{ $day }の終値はそれより高い{ $other }だった。
audit-low-contradicted = { $symbol }の{ $on }の終値は{ $found }だが、{ $day }の終値はそれより低い{ $other }だった。
audit-high-day = { $symbol }の{ $on }の終値は{ $found }で、{ $day }の終値はそれより高い{ $other }だった。日中にさらに高かったかどうかは、終値からは分からない。
audit-low-day = { $symbol }の{ $on }の終値は{ $found }で、{ $day }の終値はそれより低い{ $other }だった。日中にさらに低かったかどうかは、終値からは分からない。

missing-closes = { $symbol }の日次終値
settles-basket = { $basket }に急騰があるか、そして転換したか
certainty-registered-late = 帰無仮説の登録は{ $day }で、基準日より後である。選んだ者は結果を知りえたため、これらの誤り率は、答えを見越さずに選ばれた場合にのみ成り立つ。

births-no-null = 帰無仮説が登録されていない。
births-too-short = 件数の分かる完全な月が{ $n }に満たない。
births-summary = 直近{ $recent }か月（{ $last }まで）の新規は{ $late }件、その前の{ $earlier }か月は{ $early }件。過分散として件数を{ $phi }で割ると e = { $e }。
line-theme = { $theme }
line-control = { $theme }（終わった波、対照）
axis-births = 月ごとの新規パッケージ数
figure-births = { $from }から{ $to }までの月ごとの新規パッケージ数。最多は{ $most }、直近は{ $last }。
breadth-summary = { $members }銘柄のうち{ $fallen }銘柄が{ $days }日で{ $fall } %を超えて下落した。p = { $p }、e = { $e }。いずれかの銘柄が{ $streak }日以上続落していた日は全体の{ $share } %。
figure-breadth-title = { $days }日間で上昇した銘柄の割合
axis-breadth = 銘柄の割合（%）
line-breadth = 上昇銘柄
figure-breadth = 最終日には、{ $last } %の銘柄が{ $days }日前の価格を上回っていた。
stream-unknown-basket = バスケット「{ $basket }」は存在しない。
stream-missing-closes = データ不足：{ $all }銘柄のうち{ $count }銘柄の終値がない。
stream-too-few-closes = データ不足：共通の終値が{ $closes }日分しかなく、比較できない。
price-summary = { $to }までの{ $days }日間で{ $value } %。過去の同じ長さの期間と比べて p = { $p }、e = { $e }。{ $peak }の高値から{ $drawdown } %下。
price-late-members = 指数の初日より後に上場した銘柄（平均の保有額で組み入れる）：{ $late }
shade-episode = 爆発的な局面
figure-price-title = バスケットの価格
axis-index = 指数（初日 = 100、対数）
line-index = バスケット指数
figure-price = { $first }から{ $last }までに指数は100から{ $value }になった。爆発的な局面{ $episodes }件を網掛けで示す。
figure-bsadf-title = 爆発性（BSADF）と境界
axis-bsadf = BSADF（t比）
line-bsadf = BSADF
line-boundary = 境界（全日付同時に{ $level } %）
figure-bsadf = 統計量の最大値は{ $gsadf }。境界を上回る日付は爆発的である。
figure-lppls-title = LPPLS信頼度
axis-lppls = { $shortest }～{ $longest }日の窓のうち、当てはめがバブルとみなされる割合
line-lppls-positive = 臨界時点に向かって上昇
line-lppls-negative = 臨界時点に向かって下落
figure-lppls = 上昇バブルの信頼度は最高{ $highest }、最終日は{ $last }。強い上昇傾向だけでも値は高くなる。
event-drawdown = { $from }以降、その時点までの高値からの最大の下落：{ $depth } %（{ $on }）
event-negative-growth = これまでに負の成長が続いた最長期間：{ $periods }期のうち{ $longest }期
event-likelihood-library = 過去のブームのその後（C層）がこの下落について述べる。ただしそこではブームの始まりから数える。
event-likelihood-none = 確率は示さない：この種の過去の事例と結果を集めたものがない。
flip-event = { $basket }：本日の水準からさらに{ $further } %下落すれば、「崩壊」と事前に定めた事象{ $event }となる。
gate-missing = { $basket }：データ不足。{ $all }銘柄のうち{ $count }銘柄の終値がない。
gate-run-up = 504日リターンの最大値（等金額、{ $last }または直前1年の最高値の日{ $peak }）：{ $value } %。ブームには100 %が必要
gate-run-up-short = 504日リターンは計算できない：終値が{ $n }日分か、十分な期間上場していた銘柄が半数に満たない
gate-explosive-untestable = 系列が短く、爆発的な根の検定ができない
gate-explosive-unwatched = 系列が短く、上昇を検出できない
gate-closed = { $basket }：対象となる急騰はない（504日リターン{ $run_up } %、ブームには+100 %が必要。進行中の爆発的な局面もない）。したがって、ここには弾けるものがない。
gate-open = { $basket }：急騰に該当する（504日リターン{ $run_up } %）。
flip-run-up = { $basket }は、本日の水準が{ $rise } %高ければ急騰に該当する（504日リターンが+100 %になる）。
state-calm = { $basket }：平穏。進行中の、または崩壊した直後の爆発的な局面はない。
state-inflating = { $basket }：{ $since }から膨張中。
state-bursting = { $basket }：{ $since }から崩壊中。
state-deflated = { $basket }：収縮後。直近の爆発的な局面は{ $since }までに終わった。
deals-fallen = { $recent }、以前は{ $earlier }。過分散として件数を{ $phi }で割ると e = { $e }。
deals-fallen-assumed = { $recent }、以前は{ $earlier }（仮定した読み方）。過分散として件数を{ $phi }で割ると e = { $e }。
gate-explosive-now = 爆発的な上昇が{ $date }に検出され、その下落はまだ終わっていない。GSADF { $statistic }、ワイルドブートストラップ p = { $p }
gate-explosive-not-now = 検出された上昇で、進行中または下落中のものはない。GSADF { $statistic }、ワイルドブートストラップ p = { $p }
state-insufficient = { $basket }：データ不足。
incident-no-null = 帰無仮説が登録されていない。
incident-untestable = データ不足：{ $reason }。
incident-missing = データ不足：{ $symbol }の日次終値が手元にない。
incident-summary = { $symbol }の{ $day }のリターンは{ $bound }{ $raw } %。その前の{ $n }取引日の中での順位による p = { $p }、e = { $e }。この出来事は価格が動いたために選ばれたので、p値は実際より小さく見える。
settles-incident = { $event }が、価格を通常の範囲を超えて動かしたかどうか
broad-turn-not-shown-complete = 広範な転換は示されていない。「{ $k }種類のうち少なくとも{ $u }種類が転換した」のe値は{ $e }で、{ $threshold }が必要である。
against-stream = { $stream }：単独でのe値は{ $e }。
gate-undecided = { $basket }：該当する急騰があったかは判定できない。終値が少なく計算できない基準があり、計算できる基準は満たされていない。

layers-summary = { $all }層のうち{ $with }層に価格があり、そのうち{ $fell }層が高値から{ $fall } %下の水準に達した。S = { $s }、p = { $p }。これらの日付で取り得る最小のpは{ $smallest }。一つの局面が順序を証明することは決してない。
layers-summary-one = { $all }層のうち価格があるのは{ $with }層で、判断すべき順序がない。
layers-no-prices = データ不足：価格のある層がない。
layers-absent = 価格がないため順序から除いた層：{ $layers }
layers-pair = { $first } → { $second }
layers-pair-short = { $first } → { $second }：共通の日は{ $days }日で、伝染と移動の検定に必要な{ $least }日に足りない
layers-pair-no-migration = { $first } → { $second }：前者がまだ自らの頂点に近すぎるため、移動は検定できない
layers-pair-no-contagion = { $first } → { $second }：動かない窓があるため、伝染は検定できない
layers-many-pairs = { $pairs }組の層のp値はそれぞれ1回の検定のもので、互いに補正していない
missing-layers = 次の層のいずれかの銘柄の日次終値：{ $layers }
settles-layers = これらの層の状態と、各層が下落した順序
figure-layers = 初日を100とする各層の指数の、最終日の値：{ $list }。

births-peak = 頂点の月は{ $month }の{ $count }件。最後の完全な月はその{ $decline } %下にある
births-deleted = 完全な月だけを数える。その後に削除されたものは欠けているため、件数は下限であり、削除に時間がかかるなら古い月ほど低めになる
births-share = 率はあらゆる新規1件当たり、つまり全体に占める割合である
figure-wave-title = この波と終わった波：頂点を重ねる
axis-wave = それぞれの頂点の月に対する%
line-wave-control = { $theme }（終わった波。{ $peak }の頂点を{ $month }に移した）
figure-wave = 頂点は{ $month }の{ $count }件、現在はそれより{ $decline } %少ない。終わった波の頂点は{ $other }の{ $most }件。既知の最後の月より後は、終わった波だけを示す。
survival-base = 基準率：{ $name }、{ $entrants }件のうち{ $survivors }件が残った
survival-summary = { $entrants }件のうち{ $survivors }件が残るという予告。他では{ $years }年以上の後に{ $low }〜{ $high } %が残った。予測を、他で起きたことと並べる。
line-survival-forecast = 予告どおり
axis-survival = 残った参入者の%、対数
figure-survival = { $from }から{ $years }年間、毎年残りの同じ割合が退出する場合に残る割合。
concentration-none = データ不足：量がわからない。
concentration-summary = { $date }に{ $count }者の割合は、等しい{ $effective }者と同じ集中度である（HHI { $hhi }）。記述のみ。
axis-concentration = 同じ集中度となる等しい競争者の数、1/HHI
line-concentration = 実効数
figure-concentration = 競争者の実効数は{ $first }から{ $last }になった。
valuation-summary = 価格は売上高の{ $low }〜{ $high }倍。年{ $discount } %の割引率では、{ $years }年間に年{ $slow }〜{ $fast } %の成長を前提としている。
axis-valuation = 売上高、現在 = 1、対数
line-valuation-high = 最高の価格、最低の売上高
line-valuation-low = 最低の価格、最高の売上高
figure-valuation = 価格が適正であるには、売上高が{ $years }年で{ $low }〜{ $high }倍にならなければならない。
inputs-none = データ不足：基準日以前の定価が手元にない。
inputs-summary = 定価{ $items }件：{ $since }以降の段階{ $recent }（うち値下げ{ $cuts }）、以前の段階{ $earlier }（うち値下げ{ $earlier_cuts }）。e = { $e }。
inputs-summary-not-testable = 定価{ $items }件：{ $since }以降の段階{ $recent }（うち値下げ{ $cuts }）、以前の段階{ $earlier }（うち値下げ{ $earlier_cuts }）。検定するには少なすぎる。
missing-inputs = 日付のある定価：{ $stream }
settles-inputs = 投入されるものが以前より速く安くなったか
axis-inputs = 連鎖した定価、初日 = 100、対数
line-inputs = 定価
figure-inputs = { $from }から{ $to }までに、連鎖した定価は{ $steps }段階で100から{ $value }になった。

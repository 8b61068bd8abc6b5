//! Speed of reading, one thread.

#![allow(clippy::unwrap_used, missing_docs)] // a bench may panic; its macro writes an undocumented main

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;

/// News in three languages, of which the texts are made.
const PARAGRAPHS: [&str; 3] = [
    "調査会社IDCによると、2023年第1四半期の世界のスマートフォン出荷台数は前年同期比14.6%減の2億6860万台だった。\
     「在庫の調整は年末まで続く」と同社のアナリスト、菊池氏は述べた。株価は5日続落し、一時3%以上下落した。\
     会社側は通期の売上高を1兆2000億円から1兆1500億円に引き下げ、約300人の削減を検討している。\n\n",
    "据国家统计局公布的数据，5月份全国房地产开发投资同比下降7.2%，商品房销售面积4.64亿平方米。\
     一位不愿具名的分析师表示，“市场信心恢复尚需6至9个月”，并预计全年新开工面积将减少两成以上。\
     公司公告称，拟减持不超过3586.86万股，占总股本的3%，套现约22.57亿元。\n\n",
    "Shares of the chipmaker fell more than 4% on Tuesday, their sixth straight decline, after the company said \
     revenue in the first quarter of 2023 dropped to $7.2 billion. According to Morgan Stanley, nearly a third of \
     the 1,200 firms surveyed had cut spending since December; \"we may see another 10 to 15 percent,\" said Jane Wu.\n\n",
];

/// A megabyte of `piece`.
fn megabyte(piece: &str) -> String {
    piece.repeat(1_000_000 / piece.len() + 1)
}

fn texts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(20);
    let mixed = PARAGRAPHS.concat();
    for (name, piece) in [
        ("mixed", mixed.as_str()),
        ("japanese", PARAGRAPHS[0]),
        ("chinese", PARAGRAPHS[1]),
        ("english", PARAGRAPHS[2]),
        ("one-line", "市場は3%下落し約20億元を失った"),
        ("numbers", "3%,"),
        ("spaces", " "),
        ("names", "王恵文氏は"),
    ] {
        let text = megabyte(piece);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| {
            bencher.iter(|| utakata_text::read(black_box(text), Some(date(2023, 6, 27))));
        });
    }
    group.finish();
}

criterion_group!(benches, texts);
criterion_main!(benches);

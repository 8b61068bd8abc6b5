use utakata_report::{Language, missing_translations};

use crate::sample;

#[test]
fn only_the_samples_invented_sentences_lack_a_translation() {
    let findings = sample::findings();
    assert_eq!(missing_translations(&findings, Language::English), Vec::<String>::new());
    for language in [Language::Japanese, Language::Chinese] {
        let missing = missing_translations(&findings, language);
        assert!(missing.contains(&"sample-without-translation".to_owned()), "{language}: {missing:?}");
        assert!(missing.iter().all(|key| key.starts_with("sample-")), "{language}: {missing:?}");
    }
}

#[test]
fn own_words_without_a_translation_are_named() {
    let mut findings = sample::findings();
    findings.case.title.args.remove("zh");
    let missing = missing_translations(&findings, Language::Chinese);
    assert!(missing.contains(&"own-words: Is the AI large-model bubble bursting?".to_owned()), "{missing:?}");
}

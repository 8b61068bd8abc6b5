//! The report's words: headings and labels in every language, and the engine's sentences in Japanese and Chinese.
//!
//! Messages are Fluent files under `locales/`. Labels are keyed `report-…`; a sentence is keyed by its
//! [`Phrase::key`] and takes the phrase's arguments. The English text of a sentence is in the phrase itself.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;
use utakata::Phrase;

use crate::Language;

/// Key of a sentence written by the case's author, who supplies the translations as arguments `ja` and `zh`.
const OWN_WORDS: &str = "own-words";

const fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[include_str!("../locales/en/labels.ftl")],
        Language::Japanese => &[
            include_str!("../locales/ja/labels.ftl"),
            include_str!("../locales/ja/case.ftl"),
            include_str!("../locales/ja/engine.ftl"),
        ],
        Language::Chinese => &[
            include_str!("../locales/zh/labels.ftl"),
            include_str!("../locales/zh/case.ftl"),
            include_str!("../locales/zh/engine.ftl"),
        ],
    }
}

/// A sentence as it will be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The words.
    pub(crate) text: String,
    /// Whether they are English in a report of another language.
    pub(crate) foreign: bool,
}

/// The messages of one language.
pub(crate) struct Lexicon {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Lexicon {
    /// The lexicon of `language`, read once.
    pub(crate) fn of(language: Language) -> &'static Self {
        static ALL: OnceLock<[Lexicon; 3]> = OnceLock::new();
        let [english, japanese, chinese] = ALL.get_or_init(|| Language::ALL.map(|l| Self::read(l).0));
        match language {
            Language::English => english,
            Language::Japanese => japanese,
            Language::Chinese => chinese,
        }
    }

    /// Reads the files of `language`, collecting their faults (syntax errors, keys defined twice). The files are
    /// part of the program, so a test holds the list of faults empty.
    fn read(language: Language) -> (Self, Vec<String>) {
        let mut faults = Vec::new();
        let identifier: LanguageIdentifier = language.bcp47().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The directional marks Fluent would put around arguments are noise in terminals and none of ours is RTL.
        bundle.set_use_isolating(false);
        for file in files(language) {
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(rest, errors)| {
                faults.extend(errors.iter().map(ToString::to_string));
                rest
            });
            if let Err(errors) = bundle.add_resource(resource) {
                faults.extend(errors.iter().map(ToString::to_string));
            }
        }
        (Self { language, bundle }, faults)
    }

    /// A heading or label of the report: message `report-{key}`, or the key itself if there is none.
    pub(crate) fn label(&self, key: &str) -> String {
        self.label_with(key, &[])
    }

    /// A label with arguments.
    pub(crate) fn label_with(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args = args.iter().copied().collect::<FluentArgs<'_>>();
        self.format(&format!("report-{key}"), &args).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence in this language, or in English where there is no translation.
    pub(crate) fn say(&self, phrase: &Phrase) -> Said {
        match self.translate(phrase) {
            Some(text) => Said { text, foreign: false },
            None => Said { text: phrase.english.clone(), foreign: self.language != Language::English },
        }
    }

    /// The sentence in this language; nothing where a translation or one of its arguments is missing.
    pub(crate) fn translate(&self, phrase: &Phrase) -> Option<String> {
        if self.language == Language::English {
            return Some(phrase.english.clone());
        }
        if phrase.key == OWN_WORDS {
            return phrase.args.get(self.language.tag()).cloned();
        }
        let own = |name: &str| phrase.args.get(&format!("{name}-{}", self.language.tag()));
        let args: FluentArgs<'_> = phrase
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), own(name).unwrap_or(value).as_str()))
            .collect();
        self.format(&phrase.key, &args)
    }

    /// Nothing if the message is absent or refers to an argument that is.
    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of the messages defined in the files of `language`.
    fn keys(language: Language) -> Vec<&'static str> {
        files(language)
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
            .collect()
    }

    #[test]
    fn files_are_sound_and_define_no_key_twice() {
        for language in Language::ALL {
            assert_eq!(Lexicon::read(language).1, Vec::<String>::new(), "{language}");
        }
    }

    #[test]
    fn labels_and_sentences_exist_in_every_language() {
        let sorted = |language, labels: bool| {
            let mut keys = keys(language);
            keys.retain(|key| key.starts_with("report-") == labels);
            keys.sort_unstable();
            keys
        };
        assert_eq!(sorted(Language::Japanese, true), sorted(Language::English, true));
        assert_eq!(sorted(Language::Chinese, true), sorted(Language::English, true));
        assert_eq!(sorted(Language::Chinese, false), sorted(Language::Japanese, false));
        assert!(sorted(Language::Japanese, false).contains(&"answer-no-run-up"));
    }

    #[test]
    fn a_sentence_falls_back_to_english_when_a_word_or_argument_is_missing() {
        let japanese = Lexicon::of(Language::Japanese);
        let unknown = Phrase::new("no-such-key", "as said");
        assert_eq!(japanese.say(&unknown), Said { text: "as said".into(), foreign: true });
        let incomplete = Phrase::new("against-missing", "{count} data sets");
        assert!(japanese.say(&incomplete).foreign, "an argument the message needs is absent");
        let whole = incomplete.with("count", "3");
        assert!(!japanese.say(&whole).foreign);
        assert!(japanese.say(&whole).text.contains('3'));
    }

    #[test]
    fn the_authors_own_translations_win() {
        let mut name = Phrase::new("own-words", "usage");
        name.args.insert("ja".into(), "利用".into());
        assert_eq!(Lexicon::of(Language::Japanese).say(&name).text, "利用");
        assert_eq!(Lexicon::of(Language::Chinese).say(&name), Said { text: "usage".into(), foreign: true });
        let said = Phrase::new("answer-no-run-up-some-turned", "{turned}").with_texts("turned", &[&name]);
        assert!(Lexicon::of(Language::Japanese).say(&said).text.contains("利用"));
    }
}

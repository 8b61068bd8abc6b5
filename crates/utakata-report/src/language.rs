//! The languages of the report.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A language the report can be read in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English, the language the engine speaks.
    #[default]
    English,
    /// Japanese.
    Japanese,
    /// Simplified Chinese.
    Chinese,
}

/// A language tag the report does not know.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown language `{0}`: choose en, ja or zh")]
pub struct UnknownLanguage(String);

impl Language {
    /// All languages, English first.
    pub const ALL: [Self; 3] = [Self::English, Self::Japanese, Self::Chinese];

    /// Short tag: `en`, `ja` or `zh`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
            Self::Chinese => "zh",
        }
    }

    /// BCP 47 tag for the HTML `lang` attribute, which also selects the right glyph forms: `zh-Hans` for Chinese.
    pub const fn bcp47(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
            Self::Chinese => "zh-Hans",
        }
    }

    /// The language's name in itself.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Japanese => "日本語",
            Self::Chinese => "中文",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a tag such as `ja`, `ja-JP`, `zh-Hans` or `zh_CN.UTF-8`, ignoring case and everything after the language.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|known| known.tag() == language)
            .ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_locales_write_them() {
        assert_eq!("ja_JP.UTF-8".parse(), Ok(Language::Japanese));
        assert_eq!("zh-Hans".parse(), Ok(Language::Chinese));
        assert_eq!("EN".parse(), Ok(Language::English));
        assert_eq!(
            "fr".parse::<Language>().unwrap_err().to_string(),
            "unknown language `fr`: choose en, ja or zh"
        );
    }
}

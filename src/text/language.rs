//! The language the program speaks, which is not the language of the reports.

/// A language of screen and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Returns the wording for this language out of a pair.
    pub const fn pick(self, words: &Words) -> &'static str {
        match self {
            Language::Chinese => words.zh,
            Language::English => words.en,
        }
    }
}

/// One wording in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The Chinese wording.
    pub zh: &'static str,
    /// The English wording.
    pub en: &'static str,
}

/// Makes a pair of wordings, Chinese first.
pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

//! What is shared and yet not counted as shared text: what the reviewer excluded, and what a report
//! says in words that are openly somebody else's.

use crate::text::side::Sided;

/// Why shared text is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exempt {
    /// The reviewer excluded it.
    Reviewer,
    /// It is the wording of a law, cited by its article.
    Law,
    /// It is a quotation.
    Quotation,
    /// It is the title of a document.
    Title,
}

impl Exempt {
    /// Every reason, in the order in which they are told.
    pub const ALL: [Exempt; 4] = [Exempt::Reviewer, Exempt::Law, Exempt::Quotation, Exempt::Title];

    /// Returns the name the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            Exempt::Reviewer => "reviewer",
            Exempt::Law => "law",
            Exempt::Quotation => "quotation",
            Exempt::Title => "title",
        }
    }
}

/// Which citations count as shared text all the same; none by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counted {
    /// The wording of laws.
    pub law: bool,
    /// Quotations.
    pub quotations: bool,
    /// Titles of documents.
    pub titles: bool,
}

impl Counted {
    /// Everything counts.
    pub const ALL: Self = Self { law: true, quotations: true, titles: true };

    /// Reads a list of names separated by commas: `law`, `quotations`, `titles`, `all` or `none`; `None`
    /// if it names anything else.
    pub fn of_list(list: &str) -> Option<Self> {
        list.split([',', '，']).map(str::trim).try_fold(Self::default(), |known, name| {
            Some(match name {
                "none" => known,
                "all" => Self::ALL,
                "law" => Self { law: true, ..known },
                "quotations" => Self { quotations: true, ..known },
                "titles" => Self { titles: true, ..known },
                _ => return None,
            })
        })
    }

    /// Says whether what would be exempt for this reason counts all the same.
    pub const fn counts(self, why: Exempt) -> bool {
        match why {
            Exempt::Reviewer => false,
            Exempt::Law => self.law,
            Exempt::Quotation => self.quotations,
            Exempt::Title => self.titles,
        }
    }
}

/// How much of the shared text is not counted for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exempted {
    /// The reason.
    pub why: Exempt,
    /// Passages that were excluded, or citations inside shared text, on each side.
    pub places: Sided<usize>,
    /// Their characters on each side, typography left out.
    pub chars: Sided<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_names_what_counts_and_nothing_else() {
        let some = Counted { law: true, titles: true, ..Counted::default() };
        assert_eq!(Counted::of_list("law, titles"), Some(some));
        assert_eq!(Counted::of_list("all"), Some(Counted::ALL));
        assert_eq!(Counted::of_list("none"), Some(Counted::default()));
        assert_eq!(Counted::of_list("law,laws"), None);
        assert_eq!(Counted::of_list(""), None);
    }
}

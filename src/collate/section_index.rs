//! The sections of a report as they are paired: made once, with however many others it is compared.

use crate::collate::model::Witness;
use crate::collate::postings::Postings;
use crate::collate::resemblance::Shingles;
use crate::collate::role::Roles;
use crate::collate::share::section_lens;
use crate::collate::topic::Occurrences;
use crate::report::heading::opening;
use crate::report::model::Section;
use crate::text::span::Span;

/// What is known of the sections of one side before the other is looked at.
#[derive(Clone, Debug, Default)]
pub struct SectionIndex {
    /// The shingles of every heading without its number.
    pub headings: Vec<Shingles>,
    /// The parts they play.
    pub roles: Roles,
    /// What they are about.
    pub occurrences: Occurrences,
    /// Folded characters of each, subsections included.
    pub totals: Vec<f64>,
}

impl SectionIndex {
    /// Reads the sections; `lens` are the folded lengths of the sentences, `postings` say in which of
    /// them each shingle stands. Linear in the text, times the depth of the outline.
    pub fn of(side: Witness<'_>, lens: &[usize], postings: &Postings) -> Self {
        let shingles = |section: &Section| Shingles::of(side.text, title_span(side.text, section));
        Self {
            headings: side.report.sections.iter().map(shingles).collect(),
            roles: Roles::of(side),
            occurrences: Occurrences::of(side, postings),
            totals: section_lens(side.report, lens),
        }
    }
}

/// Returns the words of a heading, its number left out; none if it is nothing but its number, as that
/// of an article.
fn title_span(text: &str, section: &Section) -> Span {
    let number = match (section.number, opening(section.heading.of(text))) {
        (None, _) => 0,
        (Some(_), Some(opening)) => opening.len_bytes,
        (Some(_), None) => section.heading.len(),
    };
    Span::new(section.heading.start + number, section.heading.end)
}

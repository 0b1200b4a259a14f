//! Steps of a journal as they outlive the texts: places told by content, on named editions.

use crate::collate::model::Witness;
use crate::review::anchor::Anchor;
use crate::review::edition::EditionId;
use crate::review::journal::{Origin, Step};
use crate::text::side::Sided;

/// One step, and the editions its places were told on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What was done.
    pub step: Step<Anchor>,
    /// The editions that were open.
    pub editions: Sided<EditionId>,
    /// Whether the text had been edited since the act was done; told of acts only.
    pub is_edited: bool,
}

impl Record {
    /// Tells a step by the content of the texts that are open; `None` for an act without any place.
    pub fn of(step: &Step, sides: Sided<Witness<'_>>, editions: Sided<EditionId>) -> Option<Self> {
        let step = match step {
            Step::Do(origin, act) => {
                let act = act.carried(|side, span| Some(Anchor::of(sides[side], *span)))?;
                Step::Do(*origin, act)
            }
            Step::Undo(origin) => Step::Undo(*origin),
            Step::Redo(origin) => Step::Redo(*origin),
        };
        Some(Self { step, editions, is_edited: false })
    }

    /// Returns the record as it is with the texts exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        let step = match self.step {
            Step::Do(origin, act) => Step::Do(origin, act.swapped()),
            step => step,
        };
        Self { step, editions: self.editions.swapped(), ..self }
    }

    /// Returns which act the step is about.
    pub fn origin(&self) -> Origin {
        match &self.step {
            Step::Do(origin, _) | Step::Undo(origin) | Step::Redo(origin) => *origin,
        }
    }
}

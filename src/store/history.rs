//! What an earlier pair has to offer: pairings made by hand, and text kept out of the search.
//!
//! Last year's pair is one of the same body, or shares a text with the one that is open. What was done
//! on it is found in the present texts by content; nothing is taken over unasked.

use crate::review::act::Act;
use crate::review::anchor::Anchor;
use crate::review::edition::EditionId;
use crate::review::journal::{Origin, Step};
use crate::review::record::Record;
use crate::review::replay::{Finder, Open};
use crate::store::cabinet::{Cabinet, Pairing};
use crate::store::notebook::Notebook;
use crate::store::portrait::Portrait;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Earlier pairs that are looked into, the latest first: each costs a file and the matching of its texts.
const MAX_LOOKED_INTO: usize = 8;

/// What an earlier pair has to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The name of its file.
    pub from: String,
    /// How its texts are called: file names or titles.
    pub names: Sided<String>,
    /// What can be taken over, on the texts that are open.
    pub acts: Vec<Act>,
}

/// Returns what the latest earlier pair of the same body has to offer; `None` if there is nothing, or
/// if it was answered before.
pub fn offer(
    cabinet: &Cabinet,
    notebook: &Notebook,
    open: &Open<'_>,
    portraits: &Sided<Portrait>,
) -> Option<Offer> {
    let pairings = cabinet.pairings().ok()?;
    let mut seen = BTreeSet::new();
    let is_asked = |(sides, name): &&Pairing| {
        let is_akin = || {
            let earlier = [&sides.left, &sides.right];
            let now = [&portraits.left, &portraits.right];
            earlier.iter().any(|one| now.iter().any(|other| one.is_akin(other)))
        };
        Some(name.as_str()) != notebook.name() && !notebook.is_answered(name) && is_akin()
    };
    let latest_first = pairings.iter().rev().filter(is_asked);
    let latest_first = latest_first.filter(|(_, name)| seen.insert(name.clone()));
    latest_first.take(MAX_LOOKED_INTO).find_map(|(sides, name)| {
        let earlier = cabinet.notebook(name).ok()?;
        let acts = carried(&earlier, open);
        let names = sides.as_ref().map(called);
        (!acts.is_empty()).then(|| Offer { from: name.clone(), names, acts })
    })
}

fn called(portrait: &Portrait) -> String {
    let path = portrait.path.as_deref().unwrap_or(&portrait.title);
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    // A whole file is its report number 1.
    file.strip_suffix("#1").unwrap_or(file).to_owned()
}

/// Returns what of an earlier pair is found in the texts that are open, oldest first.
fn carried(earlier: &Notebook, open: &Open<'_>) -> Vec<Act> {
    let mut finder = Finder::new(open, earlier.editions());
    let told = in_force(earlier.records());
    told.into_iter().filter_map(|(act, editions)| taken_over(act, editions, &mut finder)).collect()
}

/// Returns the acts that were not taken back, as they were told last.
fn in_force(records: &[Record]) -> Vec<(&Act<Anchor>, Sided<EditionId>)> {
    let mut order: Vec<Origin> = Vec::new();
    let mut told = BTreeMap::new();
    let mut undone = BTreeSet::new();
    for record in records {
        match &record.step {
            Step::Do(origin, act) => {
                if told.insert(*origin, (act, record.editions)).is_none() {
                    order.push(*origin);
                }
            }
            Step::Undo(origin) => drop(undone.insert(*origin)),
            Step::Redo(origin) => drop(undone.remove(origin)),
        }
    }
    let holds = order.into_iter().filter(|origin| !undone.contains(origin));
    holds.filter_map(|origin| told.remove(&origin)).collect()
}

/// Returns an act on the texts that are open: both places of a pairing, on their sides; text that is
/// kept out on whatever side it stands.
fn taken_over(
    act: &Act<Anchor>,
    editions: Sided<EditionId>,
    finder: &mut Finder<'_>,
) -> Option<Act> {
    let mut find = |side: Side, from: Side, anchor: &Anchor| -> Option<Span> {
        finder.place(side, editions[from], anchor).map(|found| found.span)
    };
    match act {
        Act::Pin(places) | Act::Unpair(places) => {
            let left = find(Side::Left, Side::Left, &places.left)?;
            let right = find(Side::Right, Side::Right, &places.right)?;
            let places = Sided::new(left, right);
            Some(if matches!(act, Act::Pin(_)) { Act::Pin(places) } else { Act::Unpair(places) })
        }
        Act::Exclude { place, .. } | Act::Include(place) => {
            let mut found = Sided::new(None, None);
            for side in Side::BOTH {
                found[side] = [side, side.other()]
                    .into_iter()
                    .find_map(|from| find(side, from, place[from].as_ref()?));
            }
            let is_found = found.left.is_some() || found.right.is_some();
            is_found.then(|| match act {
                Act::Exclude { reason, .. } => {
                    Act::Exclude { place: found, reason: reason.clone() }
                }
                _ => Act::Include(found),
            })
        }
        Act::Verdict { .. } | Act::Note { .. } | Act::Reviewed { .. } => None,
    }
}

//! Where the text of a page is, among menus, links and footers.
//!
//! Of the 10 200 visible characters of a government portal's page, 9 200 can be menus. What tells text
//! from them is prose: sentences with commas and stops, outside of links. The text is what stands in
//! the innermost element that holds nearly all prose of the page.

use crate::intake::html::dom::{Dom, Kind, NodeId, Step};
use crate::intake::html::element::{Role, role, stands_around};

/// Shortest stretch with punctuation that counts as prose, in characters.
const MIN_PROSE_CHARS: usize = 20;

/// Share of links from which a stretch is no prose.
const MAX_LINK_SHARE: f64 = 0.4;

/// Share of the prose an element must hold to be gone into.
const MIN_HELD_SHARE: f64 = 0.7;

/// Longest stretch of prose that may be left behind when an element is gone into, in characters: a
/// notice of copyright.
const MAX_LEFT_CHARS: usize = 90;

/// Share of the prose of the text that what stands around it may hold.
const MAX_AROUND_SHARE: f64 = 0.2;

/// Fewest links of a stretch that is nothing but links to other pages.
const MIN_LINKS: usize = 3;

/// What was measured of an element and all below it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// Visible characters, blanks aside.
    pub n_chars: usize,
    /// Those in links.
    pub n_link_chars: usize,
    /// How many links.
    pub n_links: usize,
    /// Characters of prose.
    pub n_prose: usize,
    /// The longest stretch of prose.
    pub longest: usize,
}

impl Measure {
    fn add(&mut self, other: Measure) {
        self.n_chars += other.n_chars;
        self.n_link_chars += other.n_link_chars;
        self.n_links += other.n_links;
        self.n_prose += other.n_prose;
        self.longest = self.longest.max(other.longest);
    }
}

/// A stretch of text that stands directly in one block.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    chars: usize,
    link_chars: usize,
    /// Marks of punctuation.
    marks: usize,
}

impl Run {
    /// Returns how many characters of prose it is.
    fn prose(self) -> usize {
        let is_linked = self.chars as f64 * MAX_LINK_SHARE < self.link_chars as f64;
        let is_prose = 0 < self.marks && MIN_PROSE_CHARS <= self.chars && !is_linked;
        if is_prose { self.chars } else { 0 }
    }
}

/// Measures every element; one [`Measure`] a node. Linear.
pub fn measured(dom: &Dom, root: NodeId) -> Vec<Measure> {
    let mut measures = vec![Measure::default(); dom.nodes.len()];
    let mut runs: Vec<Run> = vec![Run::default()];
    let mut open: Vec<Measure> = Vec::new();
    let mut n_links = 0_usize;
    let mut walk = dom.walk(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => {
                let role = role(dom, id);
                if role == Role::Unread && id != root {
                    walk.pass_over(id);
                    continue;
                }
                open.push(Measure::default());
                n_links += usize::from(role == Role::Link);
                if is_block(role) {
                    runs.push(Run::default());
                }
                if let (Some(Kind::Text(text)), Some(run), Some(own)) =
                    (dom.nodes.get(id).map(|node| &node.kind), runs.last_mut(), open.last_mut())
                {
                    let n_chars = text.chars().filter(|c| !c.is_whitespace()).count();
                    own.n_chars = n_chars;
                    own.n_link_chars = if 0 < n_links { n_chars } else { 0 };
                    run.chars += n_chars;
                    run.link_chars += own.n_link_chars;
                    run.marks += text.chars().filter(|c| is_mark(*c)).count();
                }
            }
            Step::Leave(id) => {
                let role = role(dom, id);
                let mut own = open.pop().unwrap_or_default();
                if role == Role::Link {
                    n_links = n_links.saturating_sub(1);
                    own.n_links += 1;
                }
                if is_block(role) {
                    let prose = runs.pop().unwrap_or_default().prose();
                    own.n_prose += prose;
                    own.longest = own.longest.max(prose);
                }
                if let Some(above) = open.last_mut() {
                    above.add(own);
                }
                if let Some(slot) = measures.get_mut(id) {
                    *slot = own;
                }
            }
        }
    }
    measures
}

fn is_block(role: Role) -> bool {
    !matches!(role, Role::Inline | Role::Bold | Role::Link | Role::Break)
}

/// Says whether a character is the punctuation of sentences.
fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | ';')
}

/// Returns the innermost element that holds nearly all prose; the root if there is none.
pub fn innermost(dom: &Dom, root: NodeId, measures: &[Measure]) -> NodeId {
    let of = |id: NodeId| measures.get(id).copied().unwrap_or_default();
    let mut at = root;
    loop {
        let whole = of(at);
        let children: Vec<NodeId> = dom.children(at).collect();
        let most = children.iter().copied().max_by_key(|child| of(*child).n_prose);
        let Some(most) = most.filter(|most| {
            let held = of(*most).n_prose;
            0 < held && whole.n_prose as f64 * MIN_HELD_SHARE <= held as f64
        }) else {
            return at;
        };
        let below: usize = children.iter().map(|child| of(*child).n_prose).sum();
        let left = children.iter().filter(|child| **child != most).map(|child| of(*child).longest);
        // Prose that stands in the element itself belongs to no child.
        let own = whole.n_prose.saturating_sub(below);
        if MAX_LEFT_CHARS < left.max().unwrap_or(0).max(own) || !is_container(dom, most) {
            return at;
        }
        at = most;
    }
}

/// Says whether an element can hold the text of a page: a paragraph is its text.
fn is_container(dom: &Dom, id: NodeId) -> bool {
    matches!(role(dom, id), Role::Block | Role::Table | Role::Inline)
        && !matches!(dom.name(id), "p" | "span" | "font" | "")
}

/// Says whether an element below the text is a menu, a footer or a list of links.
pub fn is_furniture(dom: &Dom, id: NodeId, own: Measure, text: Measure) -> bool {
    let is_small = own.n_prose as f64 <= text.n_prose as f64 * MAX_AROUND_SHARE;
    let is_linked = MIN_LINKS <= own.n_links
        && own.n_chars as f64 * (1.0 - MAX_LINK_SHARE) <= own.n_link_chars as f64;
    let is_element = is_block(role(dom, id));
    is_element && is_small && (is_linked || (0 < text.n_prose && stands_around(dom, id)))
}

/// Returns the element in front of the text that holds the title of the page, if one does.
///
/// It is a heading, or is called a title by its class, and the page is called so as well.
pub fn title(dom: &Dom, root: NodeId, text: NodeId, page: &str) -> Option<NodeId> {
    const MAX_CHARS: usize = 80;
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let page = bare(page);
    let mut found = None;
    let mut walk = dom.walk(root);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        if id == text {
            return found;
        }
        let role = role(dom, id);
        if role == Role::Unread && id != root {
            walk.pass_over(id);
            continue;
        }
        let words = [dom.attribute(id, "class"), dom.attribute(id, "id")];
        let is_called = words.iter().any(|words| words.to_ascii_lowercase().contains("title"));
        if is_called || matches!(role, Role::Heading(1..=3)) {
            let own = bare(&text_of(dom, id));
            let is_short = (2..=MAX_CHARS).contains(&own.chars().count());
            if is_short && (page.contains(&own) || matches!(role, Role::Heading(1))) {
                found = Some(id);
            }
        }
    }
    None
}

/// Returns all text below a node.
pub fn text_of(dom: &Dom, id: NodeId) -> String {
    let mut text = String::new();
    for step in dom.walk(id) {
        if let Step::Enter(id) = step
            && let Some(Kind::Text(part)) = dom.nodes.get(id).map(|node| &node.kind)
        {
            text.push_str(part);
        }
    }
    text
}

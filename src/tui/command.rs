//! What can be typed behind `:`: a row, an option of the command line, or any action by its name.

use crate::config::Color;
use crate::export::term;
use crate::export::text::mark::verdict_name;
use crate::finding::model::Severity;
use crate::finding::rule::{RULES, RuleId};
use crate::report::model::Section;
use crate::review::act::Verdict;
use crate::sheet::place::Anchor;
use crate::text::cells::AmbiguousWidth;
use crate::text::fold::narrowed;
use crate::text::language::{Language, Words, words};
use crate::text::side::Side;
use crate::text::span::Span;
use crate::tui::action::{Action, Way};
use crate::tui::looks::NO_THEME;
use crate::tui::model::Model;
use crate::tui::panel::ListState;
use crate::tui::update::Effect;
use crate::tui::words::NOTICES;
use std::sync::Arc;

/// What can be typed behind `:` beside the names of the actions.
pub const COMMANDS: [(&str, Words); 9] = [
    (":12  :50%", words("到第 12 行、到一半处", "to row 12, to the middle of the whole")),
    (":goto …", words("到含有这些字的标题", "to the heading with these words")),
    (
        ":only …",
        words(
            "清单只看：# = ? 或规则、轻重、判定的名称；:only all 全看",
            "in the list only: # = ? or the name of a rule, a severity, a verdict; :only all",
        ),
    ),
    (":theme …", words("主题：ansi light dark 或自定的", "the theme: ansi light dark or your own")),
    (":color …", words("颜色：always never brackets", "colours: always never brackets")),
    (":lang …", words("语言：zh en", "the language: zh en")),
    (":ambiwidth …", words("引号等字符的宽度：1 2 safe", "cells of quotes and the like: 1 2 safe")),
    (
        ":config",
        words(
            "重新读入配置文件的按键、主题、语言、颜色",
            "read keys, themes, language and colours of the configuration file again",
        ),
    ),
    (":q", words("退出", "quit")),
];

/// What a command takes.
const TAKES: Words = words("{}　{}", "{}  {}");

/// What the list may be asked to show only.
#[derive(Default)]
struct Filter {
    mark: Option<char>,
    verdict: Option<Verdict>,
    severity: Option<Severity>,
    rule: Option<RuleId>,
}

/// Returns what is asked for, by its sign, its name in JSON or its name on screen; `None` for nothing known.
fn filter(kind: &str) -> Option<Filter> {
    let none = Filter::default();
    let is_named = |words: Words| [words.zh, words.en].contains(&kind);
    if matches!(kind, "all" | "" | "全部") {
        return Some(none);
    }
    let mut signs = kind.chars().map(narrowed);
    if let (Some(sign @ ('#' | '=' | '?')), None) = (signs.next(), signs.next()) {
        return Some(Filter { mark: Some(sign), ..none });
    }
    let is_verdict = |v: &Verdict| v.id() == kind || is_named(verdict_name(*v));
    if let Some(verdict) = Verdict::ALL.into_iter().find(is_verdict) {
        return Some(Filter { verdict: Some(verdict), ..none });
    }
    let is_severity = |s: &Severity| s.name() == kind || is_named(term::severity(*s).words);
    let severities = [Severity::Warning, Severity::Notice, Severity::Info];
    if let Some(severity) = severities.into_iter().find(is_severity) {
        return Some(Filter { severity: Some(severity), ..none });
    }
    let rule = RULES.iter().find(|rule| rule.id == kind || is_named(rule.name))?;
    Some(Filter { rule: Some(rule.rule), ..none })
}

/// Returns the verdict of a command, by the name of its action or as the screen calls it.
fn verdict_of(name: &str) -> Option<Verdict> {
    let is_it = |verdict: &Verdict| {
        let words = verdict_name(*verdict);
        Action::Judge(*verdict).name() == name || [words.zh, words.en].contains(&name)
    };
    Verdict::ALL.into_iter().find(is_it)
}

impl Model {
    /// Does what was typed behind `:`.
    pub(crate) fn command(&mut self, typed: &str) -> Effect {
        let typed = typed.trim().trim_start_matches([':', '：']);
        let (name, argument) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let argument = argument.trim();
        match (name, argument) {
            ("", _) => Effect::Show,
            ("q", "") => Effect::Quit,
            ("goto", "") => self.refused(typed),
            ("goto", wanted) => self.go_to_wanted(wanted),
            ("only", kind) => self.only(kind),
            ("theme", name) => self.put_on(name),
            ("config", "") => Effect::Configure,
            ("ambiwidth" | "color" | "lang", value) => self.set(name, value),
            (name, reason) if verdict_of(name).is_some() => {
                let verdict = verdict_of(name).unwrap_or_default();
                self.judge(verdict, reason);
                Effect::Show
            }
            ("exclude" | "排除", reason) if !reason.is_empty() => {
                self.exclude_here(reason);
                Effect::Show
            }
            (wanted, "") if wanted.starts_with(|c: char| c.is_ascii_digit()) => {
                self.go_to_wanted(wanted)
            }
            (name, _) => match self.action_named(name) {
                Some(action) => self.act(action, argument.parse().ok()),
                None => self.refused(typed),
            },
        }
    }

    /// Says what a command takes that was given something else, or that there is none of this name.
    fn refused(&mut self, typed: &str) -> Effect {
        let name = typed.split_whitespace().next();
        let is_it = |command: &str| command.trim_start_matches(':').split(' ').next() == name;
        match COMMANDS.iter().find(|(command, _)| is_it(command)) {
            Some((command, takes)) => {
                let takes = self.settings.language.pick(takes);
                self.say(&TAKES, &[command, takes]);
            }
            None => self.say(&NOTICES.no_command, &[typed]),
        }
        Effect::Show
    }

    fn opened_first(&mut self) -> Effect {
        self.say(&NOTICES.open_first, &[]);
        Effect::Show
    }

    /// Returns the action of a name, or the only one whose name begins so.
    fn action_named(&self, name: &str) -> Option<Action> {
        let mut actions = self.keymap.entries().iter().map(|(action, _)| *action);
        let exact = actions.clone().find(|action| action.name() == name);
        let mut begun = actions.by_ref().filter(|action| action.name().starts_with(name));
        exact.or_else(|| begun.next().filter(|_| begun.next().is_none()))
    }

    /// Goes to a row, to a share of the whole, or to a heading with these words.
    fn go_to_wanted(&mut self, wanted: &str) -> Effect {
        let percent = wanted.strip_suffix(['%', '％']).and_then(|number| number.parse().ok());
        let (action, count) = match percent {
            Some(share) => (Action::Percent, Some(share)),
            None => (Action::End(Way::Forward), wanted.parse().ok()),
        };
        if count.is_some() {
            return self.act(action, count);
        }
        let body_rows = usize::from(self.geometry().body_rows);
        let catalog = &self.catalog;
        let Some(pair) = self.pair.as_mut() else { return self.opened_first() };
        let found = Side::BOTH.iter().find_map(|side| {
            let entry = &catalog.entries[pair.entries[*side]];
            let text = &entry.document.text;
            let has_words = |section: &&Section| section.heading.of(text).contains(wanted);
            let section = entry.report.sections.iter().find(has_words)?;
            Some(Anchor { side: *side, offset: section.heading.start })
        });
        let Some(anchor) = found else {
            self.say(&NOTICES.no_heading, &[wanted]);
            return Effect::Show;
        };
        pair.show_text();
        let row = pair.sheet.row_of(anchor);
        pair.jump_to(row, body_rows);
        Effect::Show
    }

    /// Shows findings of one kind in the list: of a mark, a verdict, a severity or a rule.
    fn only(&mut self, kind: &str) -> Effect {
        let Some(filter) = filter(kind) else { return self.refused("only") };
        let Some(pair) = self.pair.as_mut() else { return self.opened_first() };
        let Filter { mark, verdict, severity, rule } = filter;
        pair.list = ListState { mark, verdict, severity, rule, selected: 0, ..pair.list };
        Effect::Show
    }

    /// Shows everything in another theme.
    fn put_on(&mut self, name: &str) -> Effect {
        match self.theme_named(name) {
            Some(theme) => self.theme = Arc::new(theme),
            None => self.say(&NO_THEME, &[name, &self.theme_names()]),
        }
        Effect::Show
    }

    /// Gives an option of the command line another value.
    fn set(&mut self, option: &str, value: &str) -> Effect {
        let settings = &mut self.settings;
        match (option, value) {
            ("ambiwidth", "1") => settings.ambiguous = AmbiguousWidth::Narrow,
            ("ambiwidth", "2") => settings.ambiguous = AmbiguousWidth::Wide,
            ("ambiwidth", "safe") => settings.ambiguous = AmbiguousWidth::Unknown,
            ("color", "always") => settings.color = Color::Sixteen,
            ("color", "never") => settings.color = Color::None,
            ("color", "brackets") => settings.color = Color::Brackets,
            ("lang", "zh") => settings.language = Language::Chinese,
            ("lang", "en") => settings.language = Language::English,
            _ => return self.refused(option),
        }
        Effect::Show
    }

    /// Says whether a line of the help has the words that are looked for.
    pub(crate) fn is_looked_for(&self, line: &[&str]) -> bool {
        let Some(wanted) = &self.help_filter else { return true };
        let has = |part: &&str| {
            let whole = Span::new(0, part.len());
            !crate::sheet::search::hits(part, whole, wanted).is_empty() || part.contains(wanted)
        };
        line.iter().any(has)
    }
}

//! The part a section plays in a yearly report: review, problems, plan.

use crate::collate::model::Witness;
use crate::report::model::Section;
use crate::text::side::Sided;

/// The parts a section can play, with the words that tell.
const ROLES: [(&[&str], Role); 5] = [
    (&["引言", "概覽", "概览", "前言", "序言", "introduction", "overview", "chair"], Role::Opening),
    (&["问题", "不足", "短板", "差距", "困难", "problem", "challenge"], Role::Problems),
    (&["总体要求", "总体思路", "指导思想", "工作思路", "总體要求"], Role::Approach),
    (
        &[
            "打算",
            "计划",
            "計劃",
            "安排",
            "下一步",
            "重点任务",
            "工作任务",
            "展望",
            "outlook",
            "plan",
        ],
        Role::Plan,
    ),
    (&["回顾", "回顧", "完成情况", "总结", "成效", "進展", "进展", "review"], Role::Review),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opening,
    Review,
    Approach,
    Plan,
    Problems,
}

/// The roles of the sections of a side.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    own: Vec<Option<Role>>,
    /// Own, or that of the section around.
    inherited: Vec<Option<Role>>,
}

impl Roles {
    /// Reads the roles off the headings.
    pub fn of(side: Witness<'_>) -> Self {
        let own = own_roles(&side);
        let inherited = inherited_roles(&side, &own);
        Self { own, inherited }
    }
}

/// Returns 1 where two sections play the same part, -1 where they stand in different ones (part of
/// a review never is part of a plan), 0 where nothing is known.
pub fn agreement(sides: Sided<&Roles>, left: usize, right: usize) -> f64 {
    let own = (sides.left.own[left], sides.right.own[right]);
    let inherited = (sides.left.inherited[left], sides.right.inherited[right]);
    let same = matches!(own, (Some(left), Some(right)) if left == right);
    let opposed = matches!(inherited, (Some(left), Some(right)) if left != right);
    f64::from(u8::from(same)) - f64::from(u8::from(opposed))
}

/// Says for each section of a side whether it is part of the plan for the time to come.
pub fn in_plan(side: &Witness<'_>) -> Vec<bool> {
    let own = own_roles(side);
    let roles = inherited_roles(side, &own);
    roles.iter().map(|role| matches!(role, Some(Role::Plan | Role::Approach))).collect()
}

fn inherited_roles(side: &Witness<'_>, own: &[Option<Role>]) -> Vec<Option<Role>> {
    let inherited = |at: usize| {
        let parent = |at: &usize| side.report.sections.get(*at)?.parent.map(|id| id.0);
        std::iter::successors(Some(at), parent).find_map(|at| own.get(at).copied().flatten())
    };
    (0..own.len()).map(inherited).collect()
}

fn own_roles(side: &Witness<'_>) -> Vec<Option<Role>> {
    let role = |section: &Section| {
        let heading = section.heading.of(side.text).to_lowercase();
        let tells = |(words, _): &&(&[&str], Role)| words.iter().any(|word| heading.contains(word));
        ROLES.iter().find(tells).map(|(_, role)| *role)
    };
    side.report.sections.iter().map(role).collect()
}

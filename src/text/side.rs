//! The two sides of a collation.

use std::ops::{Index, IndexMut};

/// One side of a collation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The report given first, usually the older one.
    Left,
    /// The report given second.
    Right,
}

impl Side {
    /// Both sides, left first.
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    /// Returns the name that files and JSON use.
    pub const fn name(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }

    /// Returns the other side.
    #[must_use]
    pub const fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// One value for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sided<T> {
    /// The value of the left side.
    pub left: T,
    /// The value of the right side.
    pub right: T,
}

impl<T> Sided<T> {
    /// Makes a pair of values.
    pub const fn new(left: T, right: T) -> Self {
        Self { left, right }
    }

    /// Returns references to both values.
    pub const fn as_ref(&self) -> Sided<&T> {
        Sided { left: &self.left, right: &self.right }
    }

    /// Applies `f` to both values.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Sided<U> {
        Sided { left: f(self.left), right: f(self.right) }
    }

    /// Pairs the values of both, side by side.
    pub fn zip<U>(self, other: Sided<U>) -> Sided<(T, U)> {
        Sided { left: (self.left, other.left), right: (self.right, other.right) }
    }

    /// Returns the values with the sides exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { left: self.right, right: self.left }
    }
}

impl<T> Index<Side> for Sided<T> {
    type Output = T;

    fn index(&self, side: Side) -> &T {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

impl<T> IndexMut<Side> for Sided<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }
}

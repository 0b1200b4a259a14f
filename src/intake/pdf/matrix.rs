//! Affine maps of the plane, as page descriptions stack them.

/// A map `(x, y) -> (a·x + c·y + e, b·x + d·y + f)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix {
    /// How far x goes along x.
    pub a: f64,
    /// How far x goes along y.
    pub b: f64,
    /// How far y goes along x.
    pub c: f64,
    /// How far y goes along y.
    pub d: f64,
    /// Shift along x.
    pub e: f64,
    /// Shift along y.
    pub f: f64,
}

impl Matrix {
    /// The map that changes nothing.
    pub const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Makes a map of its six numbers, in the order in which PDF writes them.
    pub const fn new(n: [f64; 6]) -> Self {
        Self { a: n[0], b: n[1], c: n[2], d: n[3], e: n[4], f: n[5] }
    }

    /// Makes a shift.
    pub const fn shift(x: f64, y: f64) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Returns the map that does this one first and then `next`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let (x, y) = next.point(self.e, self.f);
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: x,
            f: y,
        }
    }

    /// Returns where a point comes to lie.
    pub fn point(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_apply_in_the_order_they_are_named() {
        let twice = Matrix::new([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(1.0, 0.0).then(twice).point(0.0, 0.0), (2.0, 0.0));
        assert_eq!(twice.then(Matrix::shift(1.0, 0.0)).point(0.0, 0.0), (1.0, 0.0));
    }
}

//! Damage as transfers, disks and hostile hands do it, the same in every run.

use std::fs;

/// Memory that reading damaged files may hold at most, in bytes.
const MAX_MEMORY: usize = 1 << 30;

/// Returns how many damaged variants of a file are read: as many as given, or as `DUIKAN_MUTATIONS` says.
pub(crate) fn n_mutations(usual: usize) -> usize {
    let asked = std::env::var("DUIKAN_MUTATIONS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// A generator of numbers that are the same in every run (`SplitMix64`).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// Returns the next number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// Damages a file in one to eight places: other bytes, lost stretches, doubled stretches, a lost end.
pub(crate) fn mutated(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(bytes.len());
        let end = (at + 1 + numbers.below(64)).min(bytes.len());
        if bytes.len() <= at {
            continue;
        }
        match numbers.below(32) {
            0 => bytes.truncate(at),
            1..3 => drop(bytes.drain(at..end)),
            3..5 => {
                let stretch = bytes[at..end].to_vec();
                bytes.splice(at..at, stretch);
            }
            5..12 => bytes[at..end].fill([0, 0xFF][numbers.below(2)]),
            12..22 => bytes[at] = numbers.below(256) as u8,
            _ => bytes[at] ^= 1 << numbers.below(8),
        }
    }
    bytes
}

/// Returns the most memory this process ever held, in bytes, where the system tells.
fn peak_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok().map(|kilobytes| kilobytes << 10)
}

/// Checks that this process never held more memory than reading may take.
pub(crate) fn assert_little_memory() {
    if let Some(peak) = peak_memory() {
        println!("most memory held: {} MB", peak >> 20);
        assert!(peak < MAX_MEMORY);
    }
}

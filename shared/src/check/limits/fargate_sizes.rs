//! The task sizes that Fargate offers.
//!
//! Sources: the memory table of
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size>, 74
//! pairs measured against `RegisterTaskDefinition` on 2026-08-15, and
//! <https://github.com/aws-cloudformation/cfn-lint/pull/4668> for 32 vCPU.

/// A CPU size, and the memory that goes with it.
#[derive(Debug)]
pub struct FargateSize {
    /// In CPU units, 1024 to the vCPU.
    pub cpu: i64,
    memory: Memory,
}

/// Memory sizes in MiB, ascending.
#[derive(Debug)]
enum Memory {
    These([i64; 3]),
    Steps { from: i64, to: i64, step: i64 },
}

const GIB: i64 = 1024;

static LINUX: [FargateSize; 8] = [
    FargateSize { cpu: 256, memory: Memory::These([512, GIB, 2 * GIB]) },
    FargateSize { cpu: 512, memory: Memory::Steps { from: GIB, to: 4 * GIB, step: GIB } },
    FargateSize { cpu: 1024, memory: Memory::Steps { from: 2 * GIB, to: 8 * GIB, step: GIB } },
    FargateSize { cpu: 2048, memory: Memory::Steps { from: 4 * GIB, to: 16 * GIB, step: GIB } },
    FargateSize { cpu: 4096, memory: Memory::Steps { from: 8 * GIB, to: 30 * GIB, step: GIB } },
    FargateSize { cpu: 8192, memory: Memory::Steps { from: 16 * GIB, to: 60 * GIB, step: 4 * GIB } },
    FargateSize { cpu: 16384, memory: Memory::Steps { from: 32 * GIB, to: 120 * GIB, step: 8 * GIB } },
    FargateSize { cpu: REGIONAL_CPU, memory: Memory::These([60 * GIB, 120 * GIB, 244 * GIB]) },
];

/// The least and greatest CPU size of Windows tasks. Their memory is that of Linux tasks.
pub(crate) const WINDOWS_CPU: std::ops::RangeInclusive<i64> = 1024..=4096;

/// From this CPU size on a task needs platform version 1.4.0.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
pub(crate) const PLATFORM_1_4_CPU: i64 = 8192;

/// The CPU size that not every Region has; ap-northeast-1 refused it on 2026-08-15.
pub(crate) const REGIONAL_CPU: i64 = 32768;

impl FargateSize {
    /// All sizes, smallest first.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        LINUX.iter()
    }

    /// The size with exactly this CPU.
    pub(crate) fn of_cpu(cpu: i64) -> Option<&'static Self> {
        LINUX.iter().find(|size| size.cpu == cpu)
    }

    /// The smallest memory of this size that is no less than `wanted`.
    pub(crate) fn memory_for(&self, wanted: i64) -> Option<i64> {
        match self.memory {
            Memory::These(sizes) => sizes.into_iter().find(|size| *size >= wanted),
            Memory::Steps { from, to, .. } if wanted <= from || wanted > to => (wanted <= from).then_some(from),
            Memory::Steps { from, to, step } => {
                Some(from + (wanted - from + step - 1) / step * step).filter(|size| *size <= to)
            }
        }
    }

    /// Every memory that goes with this CPU, in MiB, ascending.
    pub fn memories(&self) -> Vec<i64> {
        match self.memory {
            Memory::These(sizes) => sizes.to_vec(),
            Memory::Steps { from, to, step } => {
                std::iter::successors(Some(from), |size| Some(size + step).filter(|size| *size <= to)).collect()
            }
        }
    }

    pub(crate) fn offers(&self, memory: i64) -> bool {
        self.memory_for(memory) == Some(memory)
    }

    /// The memory that goes with this CPU, as a message says it.
    pub(crate) fn memory_words(&self) -> String {
        match self.memory {
            Memory::These([a, b, c]) => format!("{a}, {b} or {c} MiB"),
            Memory::Steps { from, to, step } => format!("{from} to {to} MiB in steps of {step}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let pairs = |size: &FargateSize| (0..=250 * GIB).step_by(256).filter(|memory| size.offers(*memory)).count();
        let (regional, usual): (Vec<_>, Vec<_>) = FargateSize::all().partition(|size| size.cpu == REGIONAL_CPU);
        assert_eq!(usual.into_iter().map(pairs).sum::<usize>(), 74);
        assert_eq!(regional.into_iter().map(pairs).sum::<usize>(), 3);
        for size in FargateSize::all() {
            assert_eq!(size.memories().len(), pairs(size));
            assert!(size.memories().into_iter().all(|memory| size.offers(memory)));
        }
    }

    #[test]
    fn next_memory() {
        let next = |cpu, memory| FargateSize::of_cpu(cpu).unwrap().memory_for(memory);
        assert_eq!(next(256, 513), Some(1024));
        assert_eq!(next(256, 2049), None);
        assert_eq!(next(512, 1), Some(1024));
        assert_eq!(next(16384, 36864), Some(40960));
        assert_eq!(next(4096, 30720), Some(30720));
        assert_eq!(next(4096, i64::MAX), None);
    }
}

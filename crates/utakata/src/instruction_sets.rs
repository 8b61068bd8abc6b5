//! The instruction sets that kernels are compiled for.

/// Compiles a function once for each instruction set; the best that the machine has is chosen when it is called. All give
/// the same bits. With the feature `avx2-only`, for benchmarks, AVX-512 is left out.
macro_rules! each_instruction_set {
    ($($function:tt)*) => {
        #[cfg_attr(
            not(feature = "avx2-only"),
            multiversion::multiversion(targets(
                "x86_64+avx512f+avx512dq+avx512vl+avx512bw+avx512cd+avx2+bmi1+bmi2",
                "x86_64+avx2+bmi1+bmi2",
                "aarch64+neon"
            ))
        )]
        #[cfg_attr(
            feature = "avx2-only",
            multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2", "aarch64+neon"))
        )]
        $($function)*
    };
}

pub(crate) use each_instruction_set;

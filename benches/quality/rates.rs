//! Recall at fixed false-positive rates.

/// Share of scores above the highest one that must not pass, in %.
pub fn recall(positives: &[f64], negatives: &[f64], rate: f64) -> f64 {
    let threshold = threshold(negatives, rate);
    share(positives, |score| score > threshold)
}

pub fn share(scores: &[f64], passes: impl Fn(f64) -> bool) -> f64 {
    100.0 * scores.iter().filter(|score| passes(**score)).count() as f64
        / scores.len().max(1) as f64
}

/// The highest score that must not pass.
pub fn threshold(negatives: &[f64], rate: f64) -> f64 {
    let mut sorted = negatives.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted[(rate * sorted.len() as f64) as usize]
}

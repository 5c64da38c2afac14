//! Sharing a whole number out so that the parts add up to it exactly (最大余数法, largest remainder).
//!
//! Every score is shown with its contributions, and a reader who adds them up must arrive at the score. So
//! parts are never rounded one by one: each gets its floor, and what is left goes to the largest remainders,
//! the earlier one on a tie.

/// Rounds the exact parts `part / den` to whole numbers that add up to `total`. Unit: that of `total`.
/// `den` is positive. Parts may be negative. Source: Hamilton's method.
///
/// ```
/// use domain::apportion::apportion;
/// assert_eq!(apportion(10, &[10, 10, 10], 3), [4, 3, 3]);
/// assert_eq!(apportion(-1, &[-15, 5], 10), [-1, 0]);
/// assert!(apportion(7, &[], 1).is_empty());
/// ```
pub fn apportion(total: i64, parts: &[i128], den: i128) -> Vec<i64> {
    let den = den.max(1);
    let mut wholes: Vec<i64> = parts.iter().map(|part| part.div_euclid(den) as i64).collect();
    let Ok(count @ 1..) = i64::try_from(parts.len()) else { return wholes };
    let rest = total.saturating_sub(wholes.iter().sum());
    let (each, extra) = (rest.div_euclid(count), rest.rem_euclid(count));
    let mut ranked: Vec<(i128, &mut i64)> =
        parts.iter().map(|part| part.rem_euclid(den)).zip(&mut wholes).collect();
    ranked.sort_by_key(|(remainder, _)| std::cmp::Reverse(*remainder));
    for (place, (_, whole)) in (0..).zip(ranked) {
        *whole += each + i64::from(place < extra);
    }
    wholes
}

/// Shares `total` out in proportion to the weights; all zeros when the weights add up to nothing.
/// Weights below zero count as zero.
///
/// ```
/// use domain::apportion::share_out;
/// assert_eq!(share_out(100, &[1, 1, 1]), [34, 33, 33]);
/// assert_eq!(share_out(100, &[0, 0]), [0, 0]);
/// ```
pub fn share_out(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|weight| i128::from((*weight).max(0))).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let parts: Vec<i128> =
        weights.iter().map(|weight| i128::from((*weight).max(0)) * i128::from(total)).collect();
    apportion(total, &parts, sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_weight_of_nothing_gets_nothing() {
        for (total, weights, expected) in [
            (10_000, vec![1, 0, 2], vec![3_333, 0, 6_667]),
            (1, vec![0, 5, 5], vec![0, 1, 0]),
            (100, vec![-3, 1], vec![0, 100]),
            (0, vec![1, 2], vec![0, 0]),
        ] {
            assert_eq!(share_out(total, &weights), expected, "{total} by {weights:?}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_always_add_up_and_none_is_off_by_one(
            total in 0_i64..1_000_000_000,
            weights in proptest::collection::vec(0_i64..1_000, 1..20),
        ) {
            let sum: i64 = weights.iter().sum();
            let shares = share_out(total, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), if sum == 0 { 0 } else { total });
            for (share, weight) in shares.iter().zip(&weights) {
                let exact = i128::from(*weight) * i128::from(total);
                prop_assert!((i128::from(*share) * i128::from(sum) - exact).abs() <= i128::from(sum));
            }
        }
    }
}

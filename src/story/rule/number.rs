//! Figures as amounts: "38 million", "38M" and "38,000,000" are one number, "sixth" and "six" are 6, "2-1" is a score; a year is a
//! number like others, but said so. What is measured is turned into one unit of each kind: "nine miles" is 14.5 km, "one in five" 20%.
//! Money is not: nobody here knows a rate.

use super::cut::Cut;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// A thousand times what was written, so that "4.2" has a place.
    Amount(u64),
    Year(u64),
    /// The greater first: "1-2" of the one side is "2-1" of the other.
    Score(u64, u64),
    /// "17.1.3", "5:20pm": nothing to reckon with.
    Label(u64),
    /// So much of something.
    Measure(Measure),
}

/// So much of what, of three or fewer as it was written or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Measure {
    pub unit: Unit,
    /// Of a part tenths of a percent; else steps of two percent: what one tells in miles another tells in round kilometres, and they
    /// are a step apart at most.
    pub steps: u64,
    pub is_few: bool,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// In metres, and so on: square metres, kilograms, hours, watts, litres.
    Length,
    Area,
    Mass,
    Time,
    Power,
    Volume,
    /// Of a whole, in percent.
    Part,
}

/// The number that begins at a word, and of how many words it is made.
pub fn read(cut: &Cut, at: usize) -> Option<(Number, usize)> {
    if let Some(part) = part(cut, at) {
        return Some(part);
    }
    let word = cut.words.get(at)?;
    let (number, of) = if word.is_figure { figure(cut, at) } else { spelled(cut, at) }?;
    let Number::Amount(thousandths) = number else { return Some((number, of)) };
    // "The third day" is none of three days.
    if ordinal(cut.at(at + of - 1)).is_some() {
        return Some((number, of));
    }
    let next = cut.at(at + of);
    // "A 16-year-old" is 16, as "a boy, 16" is.
    if matches!(next, "year" | "years") && matches!(cut.at(at + of + 1), "old" | "olds") {
        return Some((number, of + 2));
    }
    let written = thousandths as f64 / 1000.0;
    let (measured, of_unit) = match unit(cut.at(at).trim_start_matches(|c: char| !c.is_ascii_alphabetic())) {
        Some(joined) if word.is_figure => (Some(joined), 0),
        _ => (unit(next), 1),
    };
    // "A ten-pound stone", "weighs ten pounds": else pounds are money.
    let is_weighed = at.checked_sub(1).is_some_and(|before| cut.at(before).starts_with("weigh"));
    let is_stone = next == "pound" && cut.words.get(at + of).is_some_and(|word| word.joined)
        || is_weighed && matches!(next, "pound" | "pounds");
    let measured = if is_stone { Some((Unit::Mass, 0.4536)) } else { measured };
    // "1,500 square miles", "40 sq km".
    let squared = matches!(next, "square" | "sq").then(|| unit(cut.at(at + of + 1))).flatten();
    let (measured, of_unit) = match squared {
        Some((Unit::Length, each)) => (Some((Unit::Area, each * each)), 2),
        _ => (measured, of_unit),
    };
    if let Some((unit, each)) = measured.filter(|_| !word.is_money) {
        // A millionth of a unit is none.
        let steps = ((written * each).max(1e-6) * 1e6).log2() * 35.0;
        return Some((
            Number::Measure(Measure { unit, steps: steps.round() as u64, is_few: written <= 3.0 }),
            of + of_unit,
        ));
    }
    let is_percent = matches!(next, "percent" | "pct");
    if is_percent || next == "per" && cut.at(at + of + 1) == "cent" {
        return Some((percent(written), of + if is_percent { 1 } else { 2 }));
    }
    // "Of pounds" and "£" say as much.
    let is_money = MONEY.contains(&next);
    Some((number, of + usize::from(is_money)))
}

const MONEY: [&str; 22] = [
    "pounds", "pound", "dollars", "dollar", "euros", "euro", "crowns", "kronor", "kroner", "rupees", "yuan", "won",
    "rand", "reais", "pesos", "francs", "zloty", "forints", "lira", "roubles", "rubles", "yen",
];

/// "one in five", "a third of".
fn part(cut: &Cut, at: usize) -> Option<(Number, usize)> {
    let of_all = |at: usize| small(cut.at(at)).or_else(|| cut.at(at).parse().ok());
    if cut.at(at + 1) == "in" && cut.at(at) != "first" {
        let (part, all) = (small(cut.at(at))?, of_all(at + 2)?);
        let is_part = part < all && (3..=20).contains(&all) && cut.words.get(at + 2).is_some_and(|word| !word.is_money);
        return is_part.then(|| (rounded(part as f64 / all as f64), 3));
    }
    let is_part = at.checked_sub(1).is_some_and(|before| cut.at(before) == "a") && cut.at(at + 1) == "of";
    let all = small(cut.at(at)).filter(|all| *all > 2 && ordinal(cut.at(at)).is_some())?;
    is_part.then(|| (rounded(1.0 / all as f64), 1))
}

/// As whoever turns a part into percent would: a third is 33, one in eight is 12.5.
fn rounded(part: f64) -> Number {
    let halves = part * 200.0;
    percent(if (halves - halves.round()).abs() < 1e-9 { halves / 2.0 } else { (part * 100.0).round() })
}

fn percent(percent: f64) -> Number {
    Number::Measure(Measure { unit: Unit::Part, steps: (percent * 10.0).round() as u64, is_few: percent <= 3.0 })
}

/// What a word measures, and how much of the unit it is.
fn unit(word: &str) -> Option<(Unit, f64)> {
    Some(match word {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => (Unit::Length, 1000.0),
        "mile" | "miles" => (Unit::Length, 1609.344),
        "metre" | "metres" | "meter" | "meters" => (Unit::Length, 1.0),
        "foot" | "feet" | "ft" => (Unit::Length, 0.3048),
        "yard" | "yards" => (Unit::Length, 0.9144),
        "inch" | "inches" => (Unit::Length, 0.0254),
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => (Unit::Length, 0.01),
        "hectare" | "hectares" => (Unit::Area, 10_000.0),
        "acre" | "acres" => (Unit::Area, 4046.86),
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" => (Unit::Mass, 1.0),
        "lb" | "lbs" => (Unit::Mass, 0.4536),
        "tonne" | "tonnes" | "ton" | "tons" => (Unit::Mass, 1000.0),
        "kw" | "kilowatt" | "kilowatts" => (Unit::Power, 1e3),
        "mw" | "megawatt" | "megawatts" => (Unit::Power, 1e6),
        "gw" | "gigawatt" | "gigawatts" => (Unit::Power, 1e9),
        "litre" | "litres" | "liter" | "liters" => (Unit::Volume, 1.0),
        "gallon" | "gallons" => (Unit::Volume, 3.785),
        "minute" | "minutes" => (Unit::Time, 1.0 / 60.0),
        "hour" | "hours" => (Unit::Time, 1.0),
        "day" | "days" => (Unit::Time, 24.0),
        "week" | "weeks" => (Unit::Time, 168.0),
        "fortnight" => (Unit::Time, 336.0),
        "month" | "months" => (Unit::Time, 730.5),
        "year" | "years" => (Unit::Time, 8766.0),
        "decade" | "decades" => (Unit::Time, 87660.0),
        "century" | "centuries" => (Unit::Time, 876_600.0),
        _ => return None,
    })
}

fn figure(cut: &Cut, at: usize) -> Option<(Number, usize)> {
    let text = cut.at(at);
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
    let (digits, suffix) = text.split_at_checked(digits)?;
    let digits = digits.trim_end_matches(['.', ',', ':']);
    let label = || Some((Number::Label(super::lexicon::hash(text)), 1));
    let Some(value) = thousandths(digits) else { return label() };
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if suffix.is_empty() {
        if let Some(score) = is_plain.then(|| score(cut, at)).flatten() {
            return Some(score);
        }
        let is_year = is_plain && digits.len() == 4 && (1900..2100).contains(&(value / 1000));
        if is_year && !cut.words.get(at).is_some_and(|word| word.is_money) {
            return Some((Number::Year(value / 1000), 1));
        }
        return Some(match times(cut.at(at + 1)) {
            Some(times) => (Number::Amount(value.saturating_mul(times)), 2),
            None => (Number::Amount(value), 1),
        });
    }
    match suffix {
        "st" | "nd" | "rd" | "th" => Some((Number::Amount(value), 1)),
        suffix => match times(suffix) {
            Some(times) => Some((Number::Amount(value.saturating_mul(times)), 1)),
            None if suffix.len() <= 3 && !matches!(suffix, "am" | "pm") => Some((Number::Amount(value), 1)),
            None => label(),
        },
    }
}

/// "2-1", "348 to 228".
fn score(cut: &Cut, at: usize) -> Option<(Number, usize)> {
    let plain = |at: usize| {
        let word = cut.words.get(at)?;
        let text = cut.text(word);
        (text.len() <= 3).then(|| text.parse::<u64>().ok()).flatten().map(|value| (value, word.joined))
    };
    let (left, _) = plain(at)?;
    let (right, of) = match plain(at + 1) {
        Some((right, true)) => (right, 2),
        _ if cut.at(at + 1) == "to" => (plain(at + 2)?.0, 3),
        _ => return None,
    };
    // "7-8 July" is no score, but a span is told as a score is: both figures matter.
    Some((Number::Score(left.max(right), left.min(right)), of))
}

/// Digits with points and commas, in thousandths.
fn thousandths(digits: &str) -> Option<u64> {
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) if !part.contains(['.', ',', ':']) => (whole, part),
        Some(_) => return None,
        None => (digits, ""),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = groups.all(|group| group.len() == 3);
    if first.is_empty() || !is_grouped || whole.contains(':') {
        return None;
    }
    let mut value: u64 = 0;
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
    }
    let mut thousandths = 0;
    for place in 0..3 {
        let digit = part.as_bytes().get(place).map_or(0, |digit| digit.wrapping_sub(b'0').min(9));
        thousandths = thousandths * 10 + u64::from(digit);
    }
    value.checked_mul(1000)?.checked_add(thousandths)
}

fn times(word: &str) -> Option<u64> {
    Some(match word {
        "k" | "thousand" => 1_000,
        "m" | "mn" | "mln" | "million" | "mio" => 1_000_000,
        "b" | "bn" | "bln" | "billion" => 1_000_000_000,
        "tn" | "trn" | "trillion" => 1_000_000_000_000,
        "dozen" => 12,
        _ => return None,
    })
}

/// "six", "sixth", "one hundred and twenty", "two thousand".
fn spelled(cut: &Cut, at: usize) -> Option<(Number, usize)> {
    let (mut sum, mut part, mut of) = (0u64, 0u64, 0);
    loop {
        let word = cut.at(at + of);
        if let Some(value) = small(word) {
            // "twenty twelve" are two numbers, "twenty two" is one.
            if of > 0 && part % 100 != 0 && !(part % 100 >= 20 && part % 10 == 0 && value < 10) {
                break;
            }
            part = part.saturating_add(value);
        } else if of > 0 && word == "hundred" {
            part = part.saturating_mul(100);
        } else if let Some(times) = times(word).filter(|_| of > 0 && word.len() > 4 && word != "dozen") {
            sum = sum.saturating_add(part.saturating_mul(times));
            part = 0;
        } else if !(of > 0 && word == "and" && part % 100 == 0 && part > 0 && small(cut.at(at + of + 1)).is_some()) {
            break;
        }
        of += 1;
    }
    let value = sum.saturating_add(part);
    // "One" is mostly no number.
    (of > 0 && value > 1).then(|| (Number::Amount(value.saturating_mul(1000)), of))
}

/// The number that one word of letters is.
pub fn small(word: &str) -> Option<u64> {
    Some(match word {
        "one" => 1,
        "two" | "twice" => 2,
        "three" | "third" => 3,
        "four" | "fourth" => 4,
        "five" | "fifth" => 5,
        "six" | "sixth" => 6,
        "seven" | "seventh" => 7,
        "eight" | "eighth" => 8,
        "nine" | "ninth" => 9,
        "ten" | "tenth" => 10,
        "eleven" | "eleventh" => 11,
        "twelve" | "twelfth" | "dozen" => 12,
        "thirteen" | "thirteenth" => 13,
        "fourteen" | "fourteenth" => 14,
        "fifteen" | "fifteenth" => 15,
        "sixteen" | "sixteenth" => 16,
        "seventeen" | "seventeenth" => 17,
        "eighteen" | "eighteenth" => 18,
        "nineteen" | "nineteenth" => 19,
        "twenty" | "twentieth" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// What is first, second or 3rd.
pub fn ordinal(word: &str) -> Option<u64> {
    let figures = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    match (word, figures.and_then(|figures| figures.parse().ok())) {
        ("first", _) => Some(1),
        ("second", _) => Some(2),
        (_, Some(value)) => Some(value),
        _ => small(word).filter(|_| word.ends_with("th") || word == "third"),
    }
}

/// Roman numerals as titles number parts with them, up to 39.
pub fn roman(word: &str) -> Option<u64> {
    if word.is_empty() || word.len() > 6 || word.bytes().any(|byte| !b"ivx".contains(&byte)) {
        return None;
    }
    let tens = word.bytes().take_while(|byte| *byte == b'x').count();
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let units = UNITS.iter().position(|units| word.get(tens..) == Some(*units))?;
    (tens <= 3).then_some((tens * 10 + units) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<Number> {
        let cut = Cut::new(text, 999);
        let (mut at, mut numbers) = (0, Vec::new());
        while at < cut.len() {
            let read = read(&cut, at);
            numbers.extend(read.map(|(number, _)| number));
            at += read.map_or(1, |(_, of)| of);
        }
        numbers
    }

    #[test]
    fn one_amount_is_one_number_however_it_is_written() {
        for ways in [
            &["38 million", "38M", "38m", "38,000,000", "$38mn"][..],
            &["2,500", "2500", "2.5k", "two thousand five hundred"],
            &["six", "sixth", "6", "6th"],
            &["120", "one hundred and twenty", "120th"],
            &["1.9bn", "1.9 billion", "1,900 million"],
            &["348-228", "228 to 348", "348 to 228"],
        ] {
            let read: Vec<_> = ways.iter().map(|way| numbers(way)).collect();
            assert!(read.iter().all(|numbers| *numbers == read[0] && numbers.len() == 1), "{ways:?}: {read:?}");
        }
    }

    /// What two texts say as one: the same, or measures a step apart.
    fn are_near(one: &str, other: &str) -> bool {
        match (&numbers(one)[..], &numbers(other)[..]) {
            ([Number::Measure(one)], [Number::Measure(other)]) => {
                one.unit == other.unit && one.steps.abs_diff(other.steps) <= u64::from(one.unit != Unit::Part)
            }
            (one, other) => one == other,
        }
    }

    #[test]
    fn what_is_measured_is_one_in_whatever_unit() {
        for (one, other) in [
            ("nine miles", "14.5 km"),
            ("20,000 feet", "six kilometres"),
            ("2,000 hectares", "5,000 acres"),
            ("1,500-square-mile", "3,900 sq km"),
            ("a 12-foot python", "3.7-metre"),
            ("40ft", "forty feet"),
            ("weighs 14 pounds", "6.4-kilogram"),
            ("350 megawatts", "0.35 GW"),
            ("seven days", "168 hours"),
            ("one in five", "20%"),
            ("one in eight", "12.5 per cent"),
            ("a third of staff", "33 pct"),
            ("£1.3m", "1.3 million pounds"),
            ("CZK1.2bn", "1.2 billion crowns"),
            ("a 16-year-old", "aged 16"),
        ] {
            assert!(are_near(one, other), "{one}, {other}: {:?} {:?}", numbers(one), numbers(other));
        }
        for (one, other) in [
            ("nine miles", "nine km"),
            ("46%", "47%"),
            ("ten pounds", "ten kilos"),
            ("5 km", "5 hours"),
            ("16 years", "16"),
            ("third day", "three days"),
        ] {
            assert!(!are_near(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn other_amounts_are_other_numbers() {
        assert_eq!(numbers("17.0 and 17.1"), [Number::Amount(17_000), Number::Amount(17_100)]);
        assert_eq!(numbers("in 2024 for $2024"), [Number::Year(2024), Number::Amount(2_024_000)]);
        assert_eq!(numbers("twenty twelve"), [Number::Amount(20_000), Number::Amount(12_000)]);
        assert!(matches!(numbers("17.1.3")[..], [Number::Label(_)]));
        assert_eq!(numbers("no number, one or none"), []);
    }

    #[test]
    fn what_numbers_parts_is_read_in_words_figures_and_roman_numerals() {
        assert_eq!(["first", "2nd", "third", "tenth", "21st"].map(ordinal), [1, 2, 3, 10, 21].map(Some));
        assert_eq!(["tenths", "two", "st", "month"].map(ordinal), [None; 4]);
        assert_eq!(["i", "ii", "iv", "ix", "xiv", "xxx"].map(roman), [1, 2, 4, 9, 14, 30].map(Some));
        assert_eq!(["", "iiii", "vx", "xxxx", "mix", "ivx"].map(roman), [None; 6]);
    }

    #[test]
    fn figures_without_end_are_numbers_too() {
        numbers(&"9".repeat(400));
        numbers(&"nine hundred thousand million ".repeat(40));
        numbers("0.00000000000000000001 ,, .. 1,2,3 1:2:3");
    }
}

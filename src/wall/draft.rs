//! A profile as people type it: every value by its name, pages one a line.

use std::collections::BTreeMap;

use super::{Canvas, Hours, PAGES_MOST, Page, Profile, SECONDS, USUAL, may_show, record_at, which};
use crate::problem::{Problem, Problems};

/// A profile as a form holds it.
pub fn typed(profile: &Profile) -> BTreeMap<String, String> {
    let Profile { key, name, version, pages, theme, hours, canvas, names_customers } = profile;
    let Canvas { width, height, columns, rows, gap } = canvas;
    let pages: Vec<String> = pages.iter().map(|page| format!("{} {}", page.seconds, page.url)).collect();
    [
        ("key", key.clone()),
        ("name", name.clone()),
        ("version", version.to_string()),
        ("pages", pages.join("\n")),
        ("theme", theme.clone()),
        ("day_from", hours.day_from.to_string()),
        ("day_to", hours.day_to.to_string()),
        ("off_from", hours.off_from.to_string()),
        ("off_to", hours.off_to.to_string()),
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("columns", columns.to_string()),
        ("rows", rows.to_string()),
        ("gap", gap.to_string()),
        ("names_customers", if *names_customers { "1" } else { "" }.to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// Reads what was typed.
///
/// # Errors
/// Every problem, each with its field.
pub fn parse(draft: &BTreeMap<String, String>) -> Result<Profile, Problems> {
    let mut problems = Vec::new();
    let value = |name: &str| draft.get(name).map_or("", |value| value.trim());
    let mut number = |name: &str, from: u32, to: u32| {
        let read = value(name).parse().ok().filter(|n| (from..=to).contains(n));
        read.unwrap_or_else(|| {
            problems.push(Problem::invalid(
                name,
                format!("请填 {from} 到 {to} 之间的整数。"),
                format!("Please type a whole number from {from} to {to}."),
            ));
            from
        })
    };
    let mut hour = |name: &str| u8::try_from(number(name, 0, 23)).unwrap_or_default();
    let hours = Hours {
        day_from: hour("day_from"),
        day_to: hour("day_to"),
        off_from: hour("off_from"),
        off_to: hour("off_to"),
    };
    let canvas = Canvas {
        width: number("width", 320, 30_720),
        height: number("height", 320, 17_280),
        columns: number("columns", 1, 8),
        rows: number("rows", 1, 4),
        gap: number("gap", 0, 400),
    };
    if [(canvas.width, canvas.columns), (canvas.height, canvas.rows)]
        .iter()
        .any(|(size, panels)| (panels - 1) * canvas.gap * 2 > *size)
    {
        problems.push(Problem::invalid(
            "gap",
            "屏间边框占了画面的一半以上，请核对宽、高、屏数和边框。",
            "The frames would hide more than half of the picture: check width, height, panels and frames.",
        ));
    }
    let name: String = value("name").chars().filter(|sign| !sign.is_control()).collect();
    if name.is_empty() || name.chars().count() > 60 {
        problems.push(Problem::invalid(
            "name",
            "请起一个不超过 60 个字的名称。",
            "Please give it a name of at most 60 characters.",
        ));
    }
    let theme = match value("theme") {
        known @ ("wall" | "night" | "day") => known.to_owned(),
        _ => "wall".to_owned(),
    };
    let pages = pages(value("pages"), &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let key = if value("key").is_empty() { USUAL } else { value("key") }.to_owned();
    let version = value("version").parse().unwrap_or_default();
    let names_customers = !value("names_customers").is_empty();
    Ok(Profile { key, name, version, pages, theme, hours, canvas, names_customers })
}

fn pages(lines: &str, problems: &mut Problems) -> Vec<Page> {
    let mut pages = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (seconds, url) = line.split_once(char::is_whitespace).unwrap_or(("", line));
        let (least, most) = SECONDS;
        let seconds = seconds.parse().ok().filter(|n| (least..=most).contains(n));
        let url = own(url.trim());
        let record = record_at(url).map(|(spec, _)| spec);
        if let Some(spec) = record.filter(|spec| !may_show(spec)) {
            problems.push(Problem::invalid(
                "pages",
                format!("大屏不能显示{}：“{line}”。", spec.noun.zh),
                format!("Walls cannot show a record of this kind ({}): “{line}”.", spec.noun.en),
            ));
            continue;
        }
        match seconds {
            Some(seconds) if record.is_some() || which(url).is_some() => {
                pages.push(Page { url: url.to_owned(), seconds });
            }
            _ => problems.push(Problem::invalid(
                "pages",
                format!("看不懂这一行：“{line}”。请写秒数（{least}–{most}）、空格和看板或一条记录的地址，例如：30 /portfolio"),
                format!("This line is not understood: “{line}”. Write the seconds ({least}–{most}), a space and the address of a board or of one record, such as: 30 /portfolio"),
            )),
        }
    }
    if pages.is_empty() && problems.is_empty() || pages.len() > PAGES_MOST {
        problems.push(Problem::invalid(
            "pages",
            format!("请列出 1 到 {PAGES_MOST} 个页面。"),
            format!("Please list 1 to {PAGES_MOST} pages."),
        ));
    }
    pages
}

/// The path of an address that was copied whole from a browser.
fn own(url: &str) -> &str {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.map_or(url, |rest| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"))
}

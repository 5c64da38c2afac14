//! The walk over a card: each of its values once, with its path, its name and its unit.

use super::unit::{COVERAGE, LIFE, POINTS, Unit, WEIGHT};
use crate::board::Lamp;
use crate::light::PortfolioEdges;
use crate::quadrant::Thresholds;
use crate::scorecard::{Card, Condition, Curve, Group, Limit, Line, Test};
use crate::text::{Text, Words, text};

/// A value of a card, held for reading or writing.
pub enum Held<'a> {
    Number(&'a mut i64, Unit),
    Curve(&'a mut Curve, Unit),
    Best(&'a mut Lamp),
}

pub struct Place<'a> {
    pub path: String,
    pub label: Words,
    pub family: String,
    pub held: Held<'a>,
}

pub struct Part<'a> {
    pub path: String,
    pub title: Words,
    pub help: Text,
    pub lines: Vec<Vec<Place<'a>>>,
}

/// Every value of a card, in the order of its form.
pub fn parts(card: &mut Card) -> Vec<Part<'_>> {
    let Card { groups, bands, limits, human_days_max, coverage_min_bp, .. } = card;
    let (mut weights, mut inputs) = (Vec::new(), Vec::new());
    for Group { key, name, weight, lines } in groups {
        let path = format!("groups.{key}");
        weights.push(Place {
            path: format!("{path}.weight"),
            label: name.clone(),
            family: "groups".to_owned(),
            held: Held::Number(weight, WEIGHT),
        });
        let lines = lines.iter_mut().map(|line| input(&path, line)).collect();
        let help = if inputs.is_empty() { INPUTS } else { text("", "") };
        inputs.push(Part { path, title: name.clone(), help, lines });
    }
    let mut parts = vec![Part {
        path: "groups".to_owned(),
        title: text("各组权重", "Weights of the groups").into(),
        help: WEIGHTS,
        lines: vec![weights],
    }];
    parts.extend(inputs);
    let edge = |name: &str, label: Text, held| number(format!("bands.{name}"), label, held, POINTS);
    parts.push(Part {
        path: "bands".to_owned(),
        title: text("分档", "Bands").into(),
        help: BANDS,
        lines: vec![vec![
            edge("watch_from_bp", text("“关注”从", "“Watch” from"), &mut bands.watch_from_bp),
            edge("good_from_bp", text("“正常”从", "“On track” from"), &mut bands.good_from_bp),
        ]],
    });
    if !limits.is_empty() {
        parts.push(Part {
            path: "limits".to_owned(),
            title: text("封顶与一票否决", "Caps and knock-outs").into(),
            help: LIMITS,
            lines: (1..).zip(limits).map(|(at, one)| limit(at, one)).collect(),
        });
    }
    let life = text("人工判断的有效期", "Judgements stay valid for");
    let least = text("最低覆盖率", "Least coverage");
    parts.push(Part {
        path: "trust".to_owned(),
        title: text("可信度", "Trust").into(),
        help: TRUST,
        lines: vec![vec![
            number("human_days_max".to_owned(), life, human_days_max, LIFE),
            number("coverage_min_bp".to_owned(), least, coverage_min_bp, COVERAGE),
        ]],
    });
    parts
}

const WEIGHTS: Text = text(
    "只看彼此的比例，不必凑成 100。权重为 0 的组不计分。",
    "Only their proportions count; they need not add up to 100. A group of weight 0 does not count.",
);
const INPUTS: Text = text(
    "每项一行：权重，以及数值如何换算成 0–100 分。换算写作“数值=得分”，数值从小到大，之间按直线。权重填 0 即不计这一项。",
    "A line each: its weight, and how its value becomes 0 to 100 points, written “value=points” with values rising and straight lines between. Weight 0 leaves an input out.",
);
const BANDS: Text = text(
    "低于“关注”线为预警；界线上的分数属于上面一档。",
    "Below “watch” is act; a score on an edge belongs to the band above it.",
);
const LIMITS: Text = text(
    "条件成立时，分数再高，灯也不会更好。选“不再限制”即删去这一条。",
    "While its conditions hold, the lamp is no better than this, whatever the score. “No limit” removes it.",
);
const TRUST: Text = text(
    "过期的判断不再计入；有依据的权重少于最低覆盖率时，不给出灯色。",
    "Judgements that are too old drop out; with less of the weights backed than the least coverage, no lamp is claimed.",
);

fn number(path: String, label: Text, held: &mut i64, unit: Unit) -> Place<'_> {
    Place { path, label: label.into(), family: String::new(), held: Held::Number(held, unit) }
}

fn input<'a>(group: &str, line: &'a mut Line) -> Vec<Place<'a>> {
    let Line { input, weight, curve } = line;
    let (path, unit) = (format!("{group}.{}", input.key()), Unit::of(input.measure()));
    let mark = unit.mark;
    let label = Words::new(
        format!("换算：{}", with_unit("数值", mark.zh)),
        format!("Converts: {}", with_unit("value", mark.en)),
    );
    let weight = Place {
        path: path.clone(),
        label: input.label().into(),
        family: group.to_owned(),
        held: Held::Number(weight, WEIGHT),
    };
    let curve =
        Place { path: format!("{path}.curve"), label, family: String::new(), held: Held::Curve(curve, unit) };
    vec![weight, curve]
}

fn with_unit(word: &str, unit: &str) -> String {
    if unit.is_empty() { format!("{word}=0–100") } else { format!("{word} ({unit})=0–100") }
}

fn limit(at: i64, limit: &mut Limit) -> Vec<Place<'_>> {
    let Limit { at_best, when, why } = limit;
    let path = format!("limits.{at}");
    let mut places = vec![Place {
        path: path.clone(),
        label: why.clone(),
        family: String::new(),
        held: Held::Best(at_best),
    }];
    for (place, Condition { input, test }) in (1..).zip(when) {
        let (zh, en, edge) = match test {
            Test::Below(edge) => ("低于", "below", edge),
            Test::Above(edge) => ("高于", "above", edge),
            Test::Lacks(edge) => ("没有，或至多", "missing, or at most", edge),
            Test::Absent => continue,
        };
        let label = input.label();
        places.push(Place {
            path: format!("{path}.{place}"),
            label: Words::new(format!("{}：{zh}", label.zh), format!("{}: {en}", label.en)),
            family: String::new(),
            held: Held::Number(edge, Unit::of(input.measure())),
        });
    }
    places
}

/// The values that stand above all cards.
pub fn edge_parts<'a>(crossing: &'a mut Thresholds, edges: &'a mut PortfolioEdges) -> Vec<Part<'a>> {
    let Thresholds { warmth_bp, willingness_bp } = crossing;
    let PortfolioEdges { watch_from_bp, act_from_bp } = edges;
    let warm = text("温度：从此为“用得多”", "Warmth: warm from");
    let willing = text("健康度：从此为“愿付费”", "Willingness: willing from");
    let watch = text("“关注”从红灯 ARR 占比", "“Watch” from this share of ARR in red");
    let act = text("“预警”从红灯 ARR 占比", "“Act” from this share of ARR in red");
    let part = |path: &str, title: Text, places| Part {
        path: path.to_owned(),
        title: title.into(),
        help: text("", ""),
        lines: vec![places],
    };
    vec![
        part(
            "crossing",
            text("四象限在哪里分界", "Where the quadrant's axes cross"),
            vec![
                number("warmth_bp".to_owned(), warm, warmth_bp, POINTS),
                number("willingness_bp".to_owned(), willing, willingness_bp, POINTS),
            ],
        ),
        part(
            "edges",
            text("整个组合何时亮灯", "When the whole portfolio is watched or red"),
            vec![
                number("watch_from_bp".to_owned(), watch, watch_from_bp, COVERAGE),
                number("act_from_bp".to_owned(), act, act_from_bp, COVERAGE),
            ],
        ),
    ]
}

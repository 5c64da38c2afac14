//! Invented names of companies and people. None is meant to be anybody's.

use std::collections::BTreeSet;

use super::dice::Dice;

/// A line of business and how its companies are called.
#[derive(Debug)]
pub struct Industry {
    /// The line of business.
    pub name: &'static str,
    /// Endings of company names.
    pub suffixes: &'static [&'static str],
    /// Whether its people work on weekends as well.
    pub works_weekends: bool,
    /// What the executive sponsor is called.
    pub sponsor_titles: &'static [&'static str],
}

/// The lines of business.
pub const INDUSTRIES: &[Industry] = &[
    Industry {
        name: "房地产",
        suffixes: &["置业集团", "地产控股", "城市发展", "商业管理", "物业服务"],
        works_weekends: false,
        sponsor_titles: &["董事长", "执行总裁", "运营副总裁"],
    },
    Industry {
        name: "制造业",
        suffixes: &["精工股份", "装备集团", "新材料", "智能制造", "机电科技"],
        works_weekends: false,
        sponsor_titles: &["总经理", "董事长", "生产副总经理"],
    },
    Industry {
        name: "零售",
        suffixes: &["连锁零售", "商贸集团", "便利连锁", "生鲜供应链", "家居广场"],
        works_weekends: true,
        sponsor_titles: &["创始人兼CEO", "总裁", "运营总经理"],
    },
    Industry {
        name: "医疗健康",
        suffixes: &["医疗集团", "健康管理", "医学检验", "生物医药", "康复护理"],
        works_weekends: true,
        sponsor_titles: &["院长", "集团总裁", "运营副院长"],
    },
    Industry {
        name: "物流",
        suffixes: &["物流集团", "供应链管理", "冷链运输", "仓储科技", "国际货运"],
        works_weekends: true,
        sponsor_titles: &["总裁", "总经理", "首席运营官"],
    },
    Industry {
        name: "金融",
        suffixes: &["融资租赁", "农村商业银行", "财产保险", "消费金融", "资产管理"],
        works_weekends: false,
        sponsor_titles: &["行长", "总经理", "副总裁"],
    },
    Industry {
        name: "教育",
        suffixes: &["教育集团", "职业学院", "国际学校", "培训中心", "教育科技"],
        works_weekends: false,
        sponsor_titles: &["校长", "理事长", "集团总裁"],
    },
    Industry {
        name: "能源",
        suffixes: &["新能源", "燃气集团", "电力工程", "储能科技", "热力股份"],
        works_weekends: false,
        sponsor_titles: &["董事长", "总经理", "安全生产副总"],
    },
];

/// Regions and how much of the market each is.
pub const REGIONS: &[(&str, i64)] =
    &[("华东", 30), ("华南", 20), ("华北", 17), ("华中", 12), ("西南", 11), ("西北", 5), ("东北", 5)];

/// The provinces of a region, those with more customers more often.
pub const PROVINCES: &[(&str, &[&str])] = &[
    ("华东", &["shanghai", "zhejiang", "jiangsu", "shandong", "anhui", "fujian", "jiangxi"]),
    ("华南", &["guangdong", "guangdong", "guangxi", "hainan"]),
    ("华北", &["beijing", "beijing", "tianjin", "hebei", "shanxi", "inner_mongolia"]),
    ("华中", &["hubei", "henan", "hunan"]),
    ("西南", &["sichuan", "chongqing", "yunnan", "guizhou"]),
    ("西北", &["shaanxi", "gansu", "xinjiang", "ningxia", "qinghai"]),
    ("东北", &["liaoning", "jilin", "heilongjiang"]),
];

const FIRST: &[&str] = &[
    "澜", "霁", "珩", "岚", "砚", "昀", "沄", "翊", "栩", "澄", "禾", "屿", "霖", "璟", "峤", "泓", "煦",
    "黛", "棠", "汀", "旻", "苒", "槿", "漪", "珑", "筠", "曦", "朔", "湛", "骁", "钧", "铭", "皓", "翎",
    "榆", "垣",
];
const SECOND: &[&str] = &[
    "庭", "曜", "泽", "川", "衡", "舟", "桓", "牧", "岳", "樾", "原", "恒", "卓", "廷", "辰", "陆", "序",
    "合", "程", "拓", "谷", "桥", "域", "朗", "宸", "峰", "渡", "梵", "盛",
];

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余",
    "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜",
];
const GIVEN_FIRST: &[&str] = &[
    "景", "思", "雨", "俊", "雅", "承", "若", "明", "嘉", "子", "文", "晓", "慧", "志", "婉", "奕", "启",
    "昕", "书", "宏", "静", "海", "立", "梓", "泽", "佳", "敬", "怀", "亦", "知",
];
const GIVEN_SECOND: &[&str] = &[
    "川", "宁", "辰", "岩", "琪", "远", "然", "成", "怡", "航", "青", "博", "敏", "枫", "楠", "霖", "哲",
    "瑶", "平", "峰", "竹", "澜", "安", "萍", "舒", "恺", "韬", "彤", "骞", "遥",
];

/// A company's name nobody in this run has yet.
pub fn company(dice: &mut Dice, industry: &Industry, taken: &mut BTreeSet<String>) -> String {
    let mut name = String::new();
    for _ in 0..24 {
        name = format!("{}{}{}", dice.word(FIRST), dice.word(SECOND), dice.word(industry.suffixes));
        if taken.insert(name.clone()) {
            return name;
        }
    }
    let name = format!("{name}（{}号）", taken.len());
    taken.insert(name.clone());
    name
}

/// A person's name; some given names have one sign only.
pub fn person(dice: &mut Dice) -> String {
    let second = if dice.chance(82) { dice.word(GIVEN_SECOND) } else { "" };
    format!("{}{}{second}", dice.word(SURNAMES), dice.word(GIVEN_FIRST))
}

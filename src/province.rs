//! Where a customer is: the provincial divisions of China, and the place of each on a grid of tiles, where all are of one
//! size and about where people expect them. No outline is drawn; the grid is a layout of ours, not a map.

use crate::record::{Choice, choice};

/// All of them, as an account's record stores them.
pub const PROVINCES: &[Choice] = &[
    choice("beijing", "北京", "Beijing"),
    choice("tianjin", "天津", "Tianjin"),
    choice("hebei", "河北", "Hebei"),
    choice("shanxi", "山西", "Shanxi"),
    choice("inner_mongolia", "内蒙古", "Inner Mongolia"),
    choice("liaoning", "辽宁", "Liaoning"),
    choice("jilin", "吉林", "Jilin"),
    choice("heilongjiang", "黑龙江", "Heilongjiang"),
    choice("shanghai", "上海", "Shanghai"),
    choice("jiangsu", "江苏", "Jiangsu"),
    choice("zhejiang", "浙江", "Zhejiang"),
    choice("anhui", "安徽", "Anhui"),
    choice("fujian", "福建", "Fujian"),
    choice("jiangxi", "江西", "Jiangxi"),
    choice("shandong", "山东", "Shandong"),
    choice("henan", "河南", "Henan"),
    choice("hubei", "湖北", "Hubei"),
    choice("hunan", "湖南", "Hunan"),
    choice("guangdong", "广东", "Guangdong"),
    choice("guangxi", "广西", "Guangxi"),
    choice("hainan", "海南", "Hainan"),
    choice("chongqing", "重庆", "Chongqing"),
    choice("sichuan", "四川", "Sichuan"),
    choice("guizhou", "贵州", "Guizhou"),
    choice("yunnan", "云南", "Yunnan"),
    choice("tibet", "西藏", "Tibet"),
    choice("shaanxi", "陕西", "Shaanxi"),
    choice("gansu", "甘肃", "Gansu"),
    choice("qinghai", "青海", "Qinghai"),
    choice("ningxia", "宁夏", "Ningxia"),
    choice("xinjiang", "新疆", "Xinjiang"),
    choice("hong_kong", "香港", "Hong Kong"),
    choice("macao", "澳门", "Macao"),
    choice("taiwan", "台湾", "Taiwan"),
];

/// A tile: the province's key, its short name in both languages, its column and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// As the record stores it.
    pub key: &'static str,
    /// 简称, and the letters of its code.
    pub short: (&'static str, &'static str),
    /// From the left, 0 to 8.
    pub column: u8,
    /// From the top, 0 to 7.
    pub row: u8,
}

const fn place(key: &'static str, zh: &'static str, en: &'static str, column: u8, row: u8) -> Place {
    Place { key, short: (zh, en), column, row }
}

/// How many columns and rows the grid has.
pub const GRID: (u8, u8) = (8, 8);

/// Every province's tile.
pub const PLACES: &[Place] = &[
    place("beijing", "京", "BJ", 5, 2),
    place("tianjin", "津", "TJ", 6, 2),
    place("hebei", "冀", "HE", 5, 1),
    place("shanxi", "晋", "SX", 4, 2),
    place("inner_mongolia", "蒙", "NM", 4, 1),
    place("liaoning", "辽", "LN", 6, 1),
    place("jilin", "吉", "JL", 7, 1),
    place("heilongjiang", "黑", "HL", 7, 0),
    place("shanghai", "沪", "SH", 7, 4),
    place("jiangsu", "苏", "JS", 6, 4),
    place("zhejiang", "浙", "ZJ", 6, 5),
    place("anhui", "皖", "AH", 5, 4),
    place("fujian", "闽", "FJ", 5, 6),
    place("jiangxi", "赣", "JX", 5, 5),
    place("shandong", "鲁", "SD", 5, 3),
    place("henan", "豫", "HA", 4, 3),
    place("hubei", "鄂", "HB", 4, 4),
    place("hunan", "湘", "HN", 4, 5),
    place("guangdong", "粤", "GD", 4, 6),
    place("guangxi", "桂", "GX", 3, 6),
    place("hainan", "琼", "HI", 3, 7),
    place("chongqing", "渝", "CQ", 3, 4),
    place("sichuan", "川", "SC", 2, 3),
    place("guizhou", "贵", "GZ", 3, 5),
    place("yunnan", "云", "YN", 2, 5),
    place("tibet", "藏", "XZ", 1, 3),
    place("shaanxi", "陕", "SN", 3, 3),
    place("gansu", "甘", "GS", 2, 2),
    place("qinghai", "青", "QH", 1, 2),
    place("ningxia", "宁", "NX", 3, 2),
    place("xinjiang", "新", "XJ", 0, 1),
    place("hong_kong", "港", "HK", 5, 7),
    place("macao", "澳", "MO", 4, 7),
    place("taiwan", "台", "TW", 6, 6),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_province_has_one_tile_of_its_own_within_the_grid() {
        let keys = |all: &[&str]| all.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>();
        let choices: Vec<&str> = PROVINCES.iter().map(|one| one.key).collect();
        let places: Vec<&str> = PLACES.iter().map(|one| one.key).collect();
        assert_eq!((keys(&choices), choices.len()), (keys(&places), 34));
        let seats: BTreeSet<_> = PLACES.iter().map(|one| (one.column, one.row)).collect();
        assert_eq!(seats.len(), 34);
        assert!(PLACES.iter().all(|one| one.column < GRID.0 && one.row < GRID.1));
        let shorts: BTreeSet<_> = PLACES.iter().flat_map(|one| [one.short.0, one.short.1]).collect();
        assert_eq!(shorts.len(), 68);
    }
}

//! 功能与核心动作 · what the product can do, and which few actions make a customer stay (J24).

crate::record! {
    /// A feature of our product.
    pub struct Feature in "feature" as "产品功能" / "Feature" / "Features", scope Company, title "name" {
        name: Line(80), "功能名称" / "Name", required list search unique;
        is_core: Flag, "核心功能" / "Core", required list;
        is_beta: Flag, "测试版" / "Beta", required list;
        description: Long, "说明" / "Description", search;
    }
}

crate::record! {
    /// An action a customer must take to get the product's value.
    pub struct CoreAction in "core_action" as "核心动作" / "Core action" / "Core actions", scope Company, title "name" {
        name: Line(80), "动作" / "Action", required list search;
        feature_id: Ref("feature"), "功能" / "Feature", required list;
        position: Int(1, 100), "次序" / "Position", required list;
        description: Long, "说明" / "Description";
    }
}

//! 1W 对话 · a conversation with the decision maker: the sheet we go in with (M25), what was said word for word (M40), and how
//! well our people lead it.

crate::record! {
    /// What we go into a meeting with: three business points, two stories, one thing to ask for.
    pub struct Briefing in "briefing" as "会前简报" / "Briefing" / "Briefings", scope By("account_id"), title "ask" {
        account_id: Ref("account"), "客户" / "Account", required list;
        meeting_id: Ref("meeting"), "会议" / "Meeting", required list;
        point_1: Long, "业务要点一" / "Business point 1", required;
        point_2: Long, "业务要点二" / "Business point 2", required;
        point_3: Long, "业务要点三" / "Business point 3", required;
        story_1: Long, "故事一" / "Story 1", required;
        story_2: Long, "故事二" / "Story 2", required;
        ask: Line(160), "一个请求" / "The one ask", required list search;
        owner_id: Ref("user"), "准备人" / "Prepared by", list;
    }
}

crate::record! {
    /// What was said, word for word, with the speaker's consent.
    pub struct Transcript in "transcript" as "录音还原" / "Transcript" / "Transcripts", scope By("account_id"), title "subject" {
        account_id: Ref("account"), "客户" / "Account", required list;
        subject: Line(160), "主题" / "Subject", required list search;
        meeting_id: Ref("meeting"), "会议" / "Meeting", list;
        stakeholder_id: Ref("stakeholder"), "对方" / "With", list;
        recorded_on: Date, "日期" / "Recorded on", required list = Today;
        consent: Flag, "对方同意录音并留存" / "They agreed to its being recorded and kept", required;
        consent_note: Line(160), "如何同意的" / "How they agreed";
        body: Long, "原文（每行一句，可用 00:12:31 开头）" / "Word for word (a line a sentence, may begin with 00:12:31)", required search;
    }
}

crate::record! {
    /// How well one of ours leads a conversation with a decision maker, in somebody's eyes.
    pub struct Competence in "competence" as "对话能力评价" / "Dialogue rating" / "Dialogue ratings", scope Company, title "note" {
        user_id: Ref("user"), "被评价人" / "Of", required list;
        rater_id: Ref("user"), "评价人" / "By", list fixed;
        rated_on: Date, "日期" / "On", required list = Today;
        feeling: Int(1, 5), "情商 (1–5)" / "Tact (1–5)", required list;
        business: Int(1, 5), "谙熟业务 (1–5)" / "Knows their business (1–5)", required list;
        story: Int(1, 5), "讲故事 (1–5)" / "Tells stories (1–5)", required list;
        note: Line(160), "一句话" / "In a sentence", required list search;
    }
}

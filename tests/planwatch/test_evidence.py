"""What makes two aligned texts two documents, and what does not: rule by rule."""

import pytest

from planwatch import places
from planwatch.fingerprint import decide
from planwatch.matter import are_mistaken
from planwatch.wording import is_wording

LETTER = """松泉县人民政府关于赵立新等同志职务任免的通知
各乡镇人民政府，县政府各部门：
经研究，决定任命赵立新为县水利局局长，试用期一年；免去李红梅的县教育局副局长职务。
以上同志的任职时间自文件印发之日起计算，请有关单位按照规定办理相关手续，并于6月30日前报送交接情况。
活动在泉州举办，由东海建设集团有限公司承办，邀请专家作报告，设置专题论坛、成果展示和技术对接等环节，不收取费用。"""
NAMES = "名单如下：海纳机电、蓝天化工、新光纺织、永丰食品、四方仪表。请各地加强跟踪服务，落实好各项扶持政策，支持企业加快发展，珍惜荣誉，按时报送运行情况。"
OTHER_NAMES = NAMES.replace(
    "海纳机电、蓝天化工、新光纺织、永丰食品、四方仪表", "宏达铸造、康宁生物、利源金属、东升玻璃、北辰光缆"
)
REPORT = "近日，有关部门发布《医疗器械网络交易管理办法（征求意见稿）》，向社会公开征求意见。办法提出，平台应当建立健全审查制度，每年开展2次以上检查，确保交易安全。"
ENDING = """关于认定第二批市级科普教育基地的公告
经单位自愿申报、专家评审、社会公示，现认定下列单位为市级科普教育基地，名单如下：
市气象台、白鹭湿地公园、临江植物园、第三中学天文馆、机器人博物馆"""
VISIT = """副市长林海到清溪镇调研粮食安全工作
4月8日，副市长林海带队到清溪镇调研粮食安全工作。林海一行先后走进田间地头，与干部群众座谈交流，了解推进中的困难。
林海强调，要压实工作责任，把各项措施落到实处，加强部门协同，形成合力，确保全年目标任务圆满完成。国家卫生健康委员会派员参加。"""

COPIES = {
    "a number cut in two by a line": LETTER.replace("6月30日", "6月3\n0日"),
    "a space before the unit": REPORT.replace("2次", "2 次"),
    "two words of wording, wherever they stand": REPORT.replace("提出", "强调").replace("建立健全", "完善"),
    "one letter misread wherever it stands": LETTER.replace("县", "具"),
    "tags that were left": REPORT.replace("，平台", "，<span style='x'>平台</span>"),
    "an abstract in another language": f"{REPORT}\nAbstract: The draft sets out {'many duties of platforms and ' * 4}reports.",
    "a place that calls itself its own": LETTER.replace("泉州", "我市"),
    "another headline": f"事关你我！最新发布\n{LETTER.partition(chr(10))[2]}",
    "lines of one length": "\n".join(LETTER.replace("\n", "")[at : at + 20] for at in range(0, len(LETTER), 20)),
}
SIBLINGS = {
    "another city": LETTER.replace("泉州", "绵阳"),
    "half of a city's name": LETTER.replace("泉州", "漳州"),
    "another county": LETTER.replace("松泉县", "白岭县"),
    "another company": LETTER.replace("东海建设集团", "鼎盛路桥工程"),
    "another person": LETTER.replace("赵立新", "孙国平"),
    "another person's place": LETTER.replace("李红梅", "吴大勇"),
    "another day": LETTER.replace("6月30日", "6月15日"),
    "another list": OTHER_NAMES + LETTER,
    "the document of a draft": REPORT.replace("（征求意见稿）", "").replace("向社会公开征求意见", "自发布之日起施行"),
}
RELIEF = """7月3日6时10分，宁夏某地发生山洪。自治区财政厅、应急管理厅随即紧急预拨救灾资金3000万元，由受灾各县统筹使用，重点做好人员转移安置、道路抢通等工作。
两部门要求各县管好用好资金，专款专用，加强监督检查，确保资金及时发到受灾群众手中，并将资金使用情况按月报送。"""
SAMPLES = """市场监管局关于36批次儿童用品抽检不合格情况的通告
近期，市场监管局组织儿童用品质量监督抽检，抽取玩具、文具、童装等9类产品430批次样品，检出36批次样品不合格，发现的主要问题是小零件和重金属超标。
有关单位已采取下架召回等措施，并向社会公开处置情况。"""
ANSWERS = """答：制度的背景要从人口的变化说起，近年来照护需求增长较快，家庭单独承担有困难，需要社会一起分担。
问：谁可以参加长期护理保险？
答：职工和居民都可以参加，由单位和个人共同筹资，困难群众的个人部分由财政补贴，待遇按失能的等级发放。"""
DOCK = """船厂表示，本次返修的货轮因供应商原因，舵机可能失灵，存在隐患，将为船东免费更换零件。
东湾船舶工业公司将委托特约修理站登船更换零件，船东可以拨打服务热线咨询，也可以登录主管部门网站查询，反映线索。"""
LATER_COPIES = {
    "a region that is named where it spoke of itself": (
        RELIEF.replace("自治区财政厅", "宁夏财政厅").replace("7月3日", "7 月 3 日"),
        RELIEF,
    ),
    "money that is handed out in another word": (RELIEF.replace("紧急预拨", "下达"), RELIEF),
    "a lead for the title": (
        f"本报讯 市场监管局7月8日公布最新一期儿童用品抽检情况。\n{SAMPLES.split(chr(10))[1]}",
        SAMPLES,
    ),
    "a headline of words that stand elsewhere": (
        f"长期护理保险，部门最新回应！\n{ANSWERS}",
        f"问：请介绍长期护理保险为什么要推出。\n{ANSWERS}",
    ),
    "a headline with the place of the first line": (
        f"早间新闻点赞云溪！\n走进我县石桥村便民站，{LETTER.partition(chr(10))[2]}",
        f"走进贵州省云溪县石桥村便民站，{LETTER.partition(chr(10))[2]}",
    ),
    "related links amid the text": (
        DOCK.replace("\n", "\n【相关】今年已有7家船厂发布返修公告　|　货轮报价\n").replace(
            "东湾船舶工业公司将委托", ""
        ),
        DOCK,
    ),
    "the lines of an account around its beginning": (
        f"关注并加星标，天天看到我们的每一条新消息\n{RELIEF[:52]}……\n往期推荐\n更多往期精选，请点开本号的历史消息查看\n这些好文章您可能错过了，点个“在看”再走吧",
        RELIEF,
    ),
    "letters as Taiwan writes them": (
        LETTER.replace("试用期一年", "直升机著陆前后都要检查著陆场"),
        LETTER.replace("试用期一年", "直升机着陆前后都要检查着陆场"),
    ),
    "a list cut off": (
        ENDING[:-24] + "\n更多精彩内容请下载本报客户端查看",
        ENDING + "、地震科普馆、消防体验馆、青少年宫",
    ),
    "a body called by its short name twice": (
        VISIT.replace("国家卫生健康委员会", "卫健委") + "卫健委有关司局参加。",
        VISIT + "国家卫生健康委员会有关司局参加。",
    ),
}
TENDER = """青石县城乡供水一体化（二期）工程招标公告
招标条件：本项目已由县发展改革局批准建设，资金来自财政资金，已具备招标条件，现公开招标。
投标人应当具备相应资质，拟派项目经理持有证书且未担任其他在建工程的项目经理，本次招标不接受联合体投标，文件从交易平台下载。"""
BRIEF = "交通运输部等四部门今天联合印发通知，要求各地不得关停高速公路收费站和服务区，对持有重点物资通行证的货车，全面实行即采即走即追，切实保障物流畅通。"
LATER_SIBLINGS = {
    "another work in a title that begins alike": (TENDER.replace("城乡供水一体化", "农村污水治理"), TENDER),
    "a great part of a brief": (
        BRIEF.replace("高速公路收费站和服务区，对持有重点", "铁路货运站和港口码头，对持有民生"),
        BRIEF,
    ),
    "a list that ends the text": (
        ENDING.partition("市气象台")[0] + "市档案馆、青云书院、海洋馆、民俗陈列馆、实训楼",
        ENDING,
    ),
    "a list that begins alike": (ENDING.partition("临江")[0] + "海洋馆、民俗陈列馆、职业技术学院实训楼", ENDING),
    "one sign of a town": (VISIT.replace("清溪镇", "清河镇"), VISIT),
    "a matter with a word in common": (VISIT.replace("粮食安全", "安全生产"), VISIT),
}
SERIES = """关于公布2025年上半年首批乙级检测机构名单的公告（第三卷A组）
根据检测机构管理办法，经专家评审，现公布2025年上半年首批乙级检测机构，评审会于9月上旬在敦煌举办，执行标准GB/T 41023—2025。
报告人沈怀远研究员介绍了春季抽查的情况，有关单位应当按照要求做好整改，并于月底前报送总结材料，逾期不予受理。"""
NAMED = {
    "another half of the year": ("上半年", "下半年"),
    "a later batch than the first": ("首批", "第五批"),
    "another class": ("乙级", "甲级"),
    "another group": ("A组", "B组"),
    "another part of a month": ("上旬", "中旬"),
    "another season": ("春季", "秋季"),
    "another standard": ("41023", "41871"),
    "another standard of other letters": ("GB/T 41023", "GB 30177"),
    "another place of a meeting": ("敦煌", "琼海"),
    "another speaker": ("沈怀远", "罗书琴"),
}
SAME = {
    "the first batch by its number": ("首批", "第一批"),
    "an odd figure that is no code": ("月底前", "月底第3日前"),
}


NOTICE = """关于开展省级绿色矿山医师资格复核工作的通知
各设区市财政局：
为做好省级绿色矿山医师资格复核工作，现将有关事项通知如下。
一、复核分为自查和抽查，抽查比例不低于20%，共抽查136家，涉及人员4.62万人。
二、《三级矿山管理规范》第5条规定的材料一并报送，复核结果有效期为3年，每年检查2次。"""
ANOTHER = {
    "one sign of the subject": ("医师", "药师"),
    "a longer word for one sign of it": ("医师", "经纪师"),
    "a word with letters in common": ("绿色矿山", "矿山安全"),
    "another level": ("省级", "市级"),
    "the level of the state": ("省级", "国家级"),
    "another body": ("财政局", "民政局"),
    "a number in a title": ("三级", "二级"),
    "two words of its title": ("绿色矿山医师", "矿山青年医师"),
    "two figures": ("136家，涉及人员4.62", "156家，涉及人员4.92"),
}
STILL = {
    "a figure rounded": ("4.62万", "46213"),
    "a duration mistyped": ("3年", "5年"),
    "how often, mistyped": ("2次", "8次"),
    "letters apart": (
        "关于开展省级绿色矿山医师资格复核工作的通知",
        " ".join("关于开展省级绿色矿山医师资格复核工作的通知"),
    ),
    "a sign that is mistaken for another": ("复核", "覆核"),
    "a number cut in its zeros": ("136家，涉及人员4.62", "136家，涉及人员4.6\n2"),
}
SHORT = "端午假期三天，全省铁路共发送旅客386.7万人次，增长6.2%，其中19日发送142.3万人次，为单日最高，没有接到事故报告。"


@pytest.mark.parametrize("how", ANOTHER)
def test_another_word_of_the_matter_makes_another_document(how: str) -> None:
    assert decide(NOTICE, NOTICE) is not None
    assert decide(NOTICE.replace(*ANOTHER[how]), NOTICE) is None
    assert decide(NOTICE, NOTICE.replace(*ANOTHER[how])) is None


@pytest.mark.parametrize("how", STILL)
def test_a_slip_or_a_rounded_figure_leaves_a_copy(how: str) -> None:
    changed = NOTICE.replace(*STILL[how])
    assert changed != NOTICE
    assert decide(changed, NOTICE) is not None


def test_one_wrong_digit_in_a_short_text_is_a_slip_and_another_word_of_its_first_sentence_is_not() -> None:
    assert decide(SHORT.replace("386.7", "386.1"), SHORT) is not None
    assert decide(SHORT.replace("386.7", "368.7"), SHORT) is not None
    assert decide(SHORT.replace("386.7", "97.25"), SHORT) is None
    assert decide(SHORT.replace("铁路", "民航"), SHORT) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("国家发改委", "发展改革委"),
        ("中国人民银行", "央行"),
        ("人力资源和社会保障部", "人社部"),
        ("国家卫健委", "卫生健康委"),
    ],
)
def test_a_body_by_another_of_its_names_is_the_same(name: str, other: str) -> None:
    text = f"《{name}关于加强检查的意见》近日公布。{name}提出，{NOTICE}"
    assert decide(text.replace(name, other), text) is not None
    assert decide(text, text.replace(name, other)) is not None


@pytest.mark.parametrize("how", NAMED)
def test_another_member_of_a_series_or_another_code_makes_another_document(how: str) -> None:
    assert decide(SERIES, SERIES) is not None
    assert decide(SERIES.replace(*NAMED[how]), SERIES) is None
    assert decide(SERIES, SERIES.replace(*NAMED[how])) is None


@pytest.mark.parametrize("how", SAME)
def test_the_same_member_in_other_words_stays_a_copy(how: str) -> None:
    assert decide(SERIES.replace(*SAME[how]), SERIES) is not None


def test_a_place_that_has_a_sign_in_common_with_another_is_another_place() -> None:
    here = "记者从海南省住建厅获悉，正在编制海南省生活垃圾处理设施规划，明确了焚烧发电项目的布局和建设时序，并将公开征求公众的意见和建议。"
    assert decide(here.replace("海南", "青海"), here) is None
    assert decide(here, here.replace("海南", "青海")) is None


def test_a_draft_is_told_from_its_document_where_both_are_spoken_of() -> None:
    draft = f"《商业秘密保护规定》有了新进展。《商业秘密保护规定（征求意见稿）》现公开征求意见。{LETTER}"
    assert decide(draft, draft) is not None
    assert decide(draft.replace("（征求意见稿）", ""), draft) is None
    assert decide(draft, draft.replace("（征求意见稿）", "")) is None


def test_a_draft_is_told_from_its_document_where_a_keyboard_left_angle_brackets() -> None:
    assert decide(REPORT.replace("《", "<").replace("》", ">"), REPORT) is not None
    assert decide(REPORT.replace("《", "<").replace("》", ">").replace("（征求意见稿）", ""), REPORT) is None


@pytest.mark.parametrize("how", LATER_COPIES)
def test_a_shortened_copy_stays_one(how: str) -> None:
    assert decide(*LATER_COPIES[how]) is not None


@pytest.mark.parametrize("how", LATER_SIBLINGS)
def test_another_list_or_subject_makes_another_document(how: str) -> None:
    assert decide(*LATER_SIBLINGS[how]) is None


@pytest.mark.parametrize("how", COPIES)
def test_a_reprint_stays_a_copy(how: str) -> None:
    original = REPORT if COPIES[how][:8] == REPORT[:8] else LETTER
    assert decide(COPIES[how], original) is not None


@pytest.mark.parametrize("how", SIBLINGS)
def test_another_name_or_matter_makes_another_document(how: str) -> None:
    original = {"another list": NAMES + LETTER, "the document of a draft": REPORT}.get(how, LETTER)
    assert decide(original, original) is not None
    assert decide(SIBLINGS[how], original) is None


def test_the_longest_place_is_found_whatever_its_numbers_are_spelled_with() -> None:
    assert [found.group() for found in places.find("贵阳贵安新区与3亚、10堰")] == ["贵阳", "贵安新区", "3亚", "10堰"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("强调", True),
        ("进1步", True),
        ("积极地", True),
        ("提出强调", True),
        ("切实安排推行", True),
        ("氢能", False),
        ("贯彻落实" * 40 + "氢能", False),
    ],
)
def test_wording_is_told_from_matter(word: str, said: bool) -> None:
    assert is_wording(word) is said


HEATING = """石汀市发展改革委公布居民供热技术改造安排
2025年11月起，全市居民供热技术改造全面展开，依据《“十四五”供热规划》，用户投诉量同比下降26.9%，日照路片区另行安排。
热力企业应当规范收费行为，每季度向社会公开成本，认真组织实施。
受降温影响，各供热站已提前点火升温并储备煤炭。用户对收费有疑问的，可以向所在地的热力管理机构反映，机构须在5日内答复。"""
LOAN = "石汀市农信社公告：自3月起，小额贷款年利率调整为1.70%，期限不超过12个月，申请人凭身份证明到网点办理。"
SCANNED = {
    "a year with a space in it": (HEATING.replace("2025年", "2 025年") + "\n（石汀日报）", HEATING),
    "a period with a line in it": (HEATING.replace("十四五", "十四\n五") + "\n（石汀日报）", HEATING),
    "a share in characters": (LOAN.replace("1.70%", "百分之一点七零"), LOAN),
    "a sign misread wherever it stands": (HEATING.replace("技", "枝"), HEATING),
    "a wrong digit of a share": (HEATING.replace("26.9%", "36.9%"), HEATING),
    "a sentence moved, and an advertisement in its place": (
        HEATING.replace(
            MOVED := "受降温影响，各供热站已提前点火升温并储备煤炭。", "想学一门手艺吗，夜校本周末免费开放体验席位！"
        )
        + f"\n{MOVED}",
        HEATING,
    ),
    "a day of the month with a space in it": (
        f"晨光社11月20日消息 1 2月1 5日，{HEATING[30:]}",
        f"12月15日，{HEATING[30:]}",
    ),
    "the day a page was opened": (f"公开日期：2025-11-06\n{LOAN}", f"公开日期：2025-10-27\n{LOAN}"),
    "a note that the rest is elsewhere": (
        f"{HEATING[:-30]}（未完，见本站）\n原文来自：热力管理机构网站，有改动",
        HEATING,
    ),
    "a slip in a text that a page has twice": (f"{(slip := HEATING.replace('展开', '展升'))}\n{slip}", HEATING),
    "a verb beside a place that calls itself its own": (
        HEATING.replace("规范收费行为", "推动我市收费公开"),
        HEATING.replace("规范收费行为", "助力石汀市收费公开"),
    ),
    "words of wording that share a sign": (
        LOAN.replace("自3月起", "二季度投放同比增长8%，自3月起"),
        LOAN.replace("自3月起", "二季度投放比上年同期上升8%，自3月起"),
    ),
    "wording that shares a sign, again and again": (
        LOAN.replace("自3月起", "二季度投放同比增长8%，余额同比增长9%，自3月起"),
        LOAN.replace("自3月起", "二季度投放比上年同期增长8%，余额比上年同期增长9%，自3月起"),
    ),
    "a place that calls itself its own, behind another day": (
        f"普惠金融工作动态\n日前，我省财政厅批复：{LOAN}",
        f"普惠金融工作动态\n近日，安徽省财政厅批复：{LOAN}",
    ),
    "a day told another way": (LOAN.replace("公告：", "前不久宣布，"), LOAN.replace("公告：", "今天（9月2日）宣布，")),
    "a note as long as the brief it stands behind": (
        f"{LOAN}\n记者从邻近的河湾县了解到，当地农信社在年初就推出了同类贷款，已有两千多户农户获得授信，资金主要用于购买种子和农机具。",
        LOAN,
    ),
    "words of wording in a row": (HEATING.replace("认真组织实施", "切实安排推行"), HEATING),
}


@pytest.mark.parametrize("how", SCANNED)
def test_what_scanners_and_editors_leave_is_no_other_document(how: str) -> None:
    assert decide(*SCANNED[how]) is not None


def test_a_few_words_that_break_off_are_an_excerpt_and_a_headline_is_none() -> None:
    headline = "石汀市农信社三月起下调小额贷款利率并放宽有关办理条件"
    found = decide("石汀市农信社公告：自3月起，小额贷款年利率调整为1.70%……（未完）", f"{headline}\n{LOAN}")
    assert found is not None
    assert found.kind == "excerpt"
    assert decide(headline, f"{headline}\n{LOAN}") is None
    assert decide("石汀市农信社公告：自3月起……（未完）", f"{headline}\n{LOAN}") is None


def test_one_sign_of_a_title_that_gives_way_again_is_another_subject() -> None:
    plan = "农业农村部近日印发《全国智慧农业行动计划（2025—2028年）》，提出到2028年农业生产信息化率达到32%以上，农业农村大数据平台基本建成。"
    assert decide(plan, f"{plan}\n（来源：某报）") is not None
    assert decide(plan.replace("慧农", "慧渔").replace("农业生产", "渔业生产"), plan) is None


def test_a_draft_whose_title_is_misread_is_still_a_draft() -> None:
    draft = (
        "《房屋市政设施工程重大隐患判定标准（征求意见稿）》面向社会公开征求意见，标准适用于新建、扩建、改建的房屋和市政设施工程，"
        "对脚手架、起重机械、消防安全等现场重大隐患的判定作了明确，省级主管部门可以结合实际增加条目。"
    )
    assert decide(draft.replace("设施", "没施"), draft) is not None
    assert decide(draft.replace("设施", "没施"), draft.replace("（征求意见稿）", "")) is None


def test_a_year_with_a_space_in_it_is_still_another_year() -> None:
    assert decide(HEATING.replace("2025年", "2 026年"), HEATING) is None


@pytest.mark.parametrize(
    ("before", "after", "mistaken"),
    [("技术", "枝木", True), ("土空", "士", True), ("铜", "钢", False), ("土", "", False), ("土空间", "士", False)],
)
def test_signs_that_look_alike_are_taken_for_one_another(before: str, after: str, mistaken: bool) -> None:
    assert are_mistaken(before, after) is mistaken

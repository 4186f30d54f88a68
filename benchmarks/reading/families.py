"""The manners of pages in the made set: what each template shows, and what of it belongs to the text.

They are written after what the content systems of Chinese government, news and trade sites are known to make (see the
head of each template), and after what misled readers; none is the copy of a page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """One template and what its pages show; ``without`` are phrases of its furniture, ``within`` others of its text.

    ``source`` is True for the office of the page, a name for that, None where the page names none.
    """

    name: str
    without: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    encoding: str = "utf-8"
    language: str = "zh"
    source: bool | str | None = True
    number: bool = False
    signed: bool = False
    single: bool = False  # shows the first paragraph alone
    files: tuple[str, ...] = ()
    before: str = ""  # what the template sets before the first paragraph
    first: str = ""  # where no paragraph comes first or last
    last: str = ""


COUNTY_FOOT = "技术支持：示例县信息中心"
TABLES = (
    Manner("old", ("【打印此页】", COUNTY_FOOT), encoding="gb18030"),
    Manner("old_font", ("热烈欢迎各界朋友", "作者：甲乙", "【关闭窗口】"), encoding="gb18030"),
    Manner("old_cell", ("当前位置", "技术支持：示例网络公司"), encoding="gb18030"),
    Manner("old_center", ("返回首页", "示例市信息中心版权所有"), encoding="gb18030"),
    Manner("paper", ("上一版", "放大+", "示例日报社版权所有"), source=None),
)
SYSTEMS = (
    Manner("trs", ("扫一扫在手机打开当前页", "网站标识码：0000000001")),
    Manner("register", ("分享到：微信微博", "信息分类：政策文件"), number=True, signed=True),
    Manner("college", ("点击数：[0]", "示例市人民政府信息中心")),
    Manner("migrated", ("您现在的位置", "您是第0位访客")),
    Manner("hanweb", ("打印本页", "浏览次数")),
    Manner("gkmlpt", ("索引号", "浏览次数", "分享到"), source=None, number=True, signed=True,
           before="各镇（街）人民政府，市直有关单位："),
    Manner("epoint", ("我要打印", "没有了"), source=None),
    Manner("jpaas", ("【字体：", "扫一扫在手机打开当前页"), number=True, signed=True, before="各有关单位：",
           files=("/cms_files/filemanager/a.wps",)),
    Manner("dl_register", ("有效性", "【下载】"), source=None, number=True, signed=True),
    Manner("after_facts", ("打印", "发布日期")),
    Manner("logo_head", ("为人民服务，让城市更美好",)),
    Manner("pasted_text", ("发布单位",), source=None),
)  # fmt: skip
BARE = (
    Manner("bare", ("大家都在看", "本网站由示例市人民政府办公室主办"), source=None),
    Manner("bare_span", ("热门文章", "举报电话")),
    Manner("bare_br", ("京ICP备",), source=None),
    Manner("bare_one", ("最新动态", "主办"), single=True),
    Manner("hidden_source", ("更多文章",)),
    Manner("wordy_side", ("编辑推荐", "示例网版权所有")),
)
NEWS = (
    Manner("news", ("秋季好物限时特惠", "未经书面授权不得转载")),
    Manner("wechat", ("点击上方蓝字", "编辑｜丙丁", "长按二维码", "预览时标签不可点"), source="示例发布"),
    Manner("day_cells", ("【纠错】", "责任编辑", "深度观察")),
    Manner("captions", ("（编辑：丙丁）",)),
    Manner("video", ("视频加载中", "00:00/01:32", "手机看")),
    Manner("editors_note", ("责编：甲乙", "分享让更多人看到", "推荐阅读"), within=("经验之甲",),
           before="编者按：为了把这项工作的经验介绍给更多的地方，本网今天起刊发一组报道，请读者关注。经验之甲"),
    Manner("headings", ("猜你喜欢",), before="工作要点甲", last="完善协调机制加强督促检查"),
    Manner("disclaimer", ("本文转载的目的在于传递", "文章来源", "标签：")),
    Manner("comments", ("读者认为这件事情办得很及时", "请遵守评论服务协议")),
    Manner("paged", ("下一页", "阅读全文", "热门推荐")),
    Manner("portal", ("原标题", "返回示例", "平台声明") ),
    Manner("interpreted", ("关键词：解读", "政策原文")),
)  # fmt: skip
FORMS = (
    Manner("notice", ("责任编辑：丙丁", "相关稿件"), number=True, signed=True, files=("./P1.docx", "/files/P2.pdf"), before="（1）"),
    Manner("day_box", ("返回列表", "阅读：0")),
    Manner("day_box_after", ("上一条", "下一条"), source=None),
    Manner("files_only", ("扫描二维码分享",), single=True, files=("files/a.pdf", "files/b.xlsx", "files/c.zip")),
    Manner("short", ("收藏", "不得用于商业目的"), single=True),
    Manner("order", ("解读链接",), number=True, signed=True, before="各县（市、区）人民政府，市政府各部门、各直属机构：", last="（此件公开发布）"),
    Manner("speech", ("上一篇",), before="同志们：", last="谢谢大家！"),
    Manner("questions", ("【返回顶部】", "相关文件"), before="问：这项工作第1方面有哪些考虑？答："),
    Manner("figures", ("最新数据",), within=("2028年安排的建设项目",), first="序号", last="5.5"),
    Manner("sections", ("分享到",), before="重点工作甲"),
    Manner("annexes", ("关闭窗口",), number=True, within=("任务清单",), before="各有关单位：", files=("a1.doc", "a2.doc")),
    Manner("roster", ("分享到",), within=("乙二高级工程师",), last="公示电话：010-00000000"),
    Manner("consultation", ("进行中", "征集部门"), source=None, signed=True),
)  # fmt: skip
MORE = (
    Manner("split", ("点击排行",)),
    Manner("flat", ("邮编：100000",), signed=True),
    Manner("points", ("打印",), before="现将有关工作要点公布如下："),
    Manner("teasers", ("更多新闻",)),
    Manner("popups", ("即将离开", "没听清", "浏览器版本过低")),
    Manner("plain", ("示例信息网版权所有",)),
    Manner("by_script", ("加载中", "打印本页")),
    Manner("photos", ("【1】【2】", "责任编辑", "精彩图集")),
    Manner("transcript", ("相关链接",), before="示例市人民政府新闻发言人：各位记者朋友，大家上午好！主持人：谢谢。请继续提问。示例晚报记者：请问第1项进展如何？负责人："),
    Manner("law", ("分享至",), before="（2025年6月3日示例市第九届人民代表大会常务委员会第三次会议通过）第一章总则第一条"),
    Manner("unlabelled", ("最终解释权",)),
    Manner("signed", (), source=None, before="各县区人民政府、市直各单位：", files=("b.docx",), last="（联系人：甲乙，联系电话：00000000）"),
)  # fmt: skip
REPEATS = (
    Manner("twice", ("在手机上查看当前页面", "备案号：示例备00000001号")),
    Manner("summary", ("【摘要】", "今日推荐", "责编")),
    Manner("pasted", ()),
    Manner("phone_one", ("手机扫一扫",), single=True),
)
LANGUAGES = (
    Manner("english", ("Editor: Jia Yi", "Related articles", "All rights reserved"), language="en"),
    Manner("english_date", ("Font size", "Your location", "Close"), language="en"),
    Manner("english_card", ("Most Read", "Share or comment", "huaxia"), language="en"),
    Manner("hant", ("列印", "責任編輯", "上一則", "隱私權"), language="hant"),
    Manner("hant_news", ("相關報道", "熱門新聞", "聯絡我們"), language="hant"),
)
MANNERS = (*SYSTEMS, *TABLES, *BARE, *NEWS, *FORMS, *MORE, *REPEATS, *LANGUAGES)

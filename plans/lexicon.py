"""The words that decide whether a title is a plan's, and what about a title is not its name."""

import re
from functools import lru_cache

# Type words at the end of a title. The longer stands first, so that kind_of gives the narrowest.
KINDS = (
    "规划纲要",
    "规划",
    "纲要",
    "行动计划",
    "计划",
    "实施方案",
    "行动方案",
    "总体方案",
    "工作方案",
    "方案",
    "指导意见",
    "实施意见",
    "意见",
    "实施办法",
    "管理办法",
    "办法",
    "条例",
    "实施细则",
    "细则",
    "管理规定",
    "规定",
    "规则",
    "规范条件",
    "指南",
    "指引",
    "导则",
    "措施",
    "举措",
    "政策",
    "工作要点",
    "工作安排",
    "工作重点",
    "要点",
    "重点任务",
    "主要任务",
    "专项行动",
    "三年行动",
    "提升行动",
    "攻坚行动",
    "战略",
    "路线图",
    "工作程序",
    "功能区划",
    "预案",
    "制度",
    "决定",
    "通知",
    "公告",
    "通告",
    "框架协议",
    "合作协议",
    "协作协议",
    "共建协议",
    "互认协议",
    "建议",
    "备忘录",
    "协议书",
    "行为规范",
    "质量管理规范",
    "工作规程",
)
# A regulator numbers its rules and says the matter behind a dash (…监管指引第6号——…); a city's 人才新政30条 counts its own.
_NUMBERED = r"第\s?[一二三四五六七八九十\d]{1,3}\s?号(?:\s?[-—–]{1,2}\s?[^《》]{2,40})?|(?<=新政)\d{1,3}条"
_KIND = re.compile(f"(?:{'|'.join(KINDS)}|新政)(?:{_NUMBERED})?$")
# Notices, decisions and announcements are policy when they say what about (关于…), and a bare word is never a name.
_NEEDS_ABOUT = ("决定", "通知", "公告", "通告", "建议")
# Agreements are plans of two governments only; what companies sign is told by its parties (plans/detect.py).
AGREEMENTS = ("框架协议", "合作协议", "协作协议", "共建协议", "互认协议", "备忘录", "协议书")
# What ends like a plan and is none: a vendor's 解决方案, a tender's 技术方案, 招标公告, 关于举办培训班的通知, word that
# comments may come later (关于延长〈X（征求意见稿）〉公开征求意见期限的公告), and a call for projects: 关于组织申报2027年度省重点研发项目的通知.
_NOT_PLAN = re.compile(
    r"(?:解决方案|技术方案|设计方案|施工方案|投标方案|采购方案|商业计划|会议通知|公司关于[^《》]*公告|(?:招标|采购|中标|招聘|拍卖|成交|公示)公告|(?:竞赛|比赛|裁判|游戏|联赛|赛事)规则|(?:教学|培养|持股|激励|减持|增持|回购|理财|观影|演出)计划|(?:技术|鉴定|评价)导则|可行技术指南|(?:发行|回购|重组|分配|融资|收购|教学|培养|作曲|施救)方案|(?:旅游|旅行|阅读|报考|办事|出行|消费|购物|用户|操作|使用|投资|观赛|避险|求职|生活|饮食|游玩)指南)$"
    r"|关于(?:修改|修订|修正|废止)[〈《]?[^〈〉《》]*(?<!办)法(?:[〉》]|、|等)[^《》]*的决定$|关于(?:授予|追授|批准|加入|接受|召开|罢免|撤销|终止)[^《》]*的决定$"
    r"|(?:延长|延期|顺延|推迟)[^。]{0,120}(?:征求意见|征集意见|意见征集|反馈意见|意见反馈|公示)[^。]{0,20}(?:公告|通知|通告)$"
    r"|标准编制|关于(?:印发|发布|转发)的通知$|标准的(?:公告|通知)$|关于废止[《〈][^《》〈〉]+[》〉]的(?:公告|通告|通知)$|关于(?:公布|确定|认定|命名|同意|第[一二三四五六七八九十\d]+批)[^《》]{0,40}(?:名单|试点|示范|基地|城市|项目)[^《》]{0,12}(?:通知|公告)$|答复|批复|关于(?:下达|拨付|安排下达|征求|组织召开|印送)|关于(?:举办|召开|参加|公开招聘|招聘|表彰|公示|邀请|任免)|关于(?:组织|开展|做好|征集)?[^《》]{0,20}(?:申报|推荐|征集|遴选)[^《》]{0,40}(?:通知|公告)$"
)
# Of proposals only those for a five-year plan are policy; deputies and experts make all others.
_PROPOSES_PLAN = re.compile(r"制定[^《》]*规划[^《》]*的建议$")
# Books, films and songs are told by the words about them: 电影《X》, 《X》等图书, 《X》由某出版社出版.
WORK_BEFORE = re.compile(
    r"(?:电影|影片|电视剧|纪录片|专题片|电视片|动画片|短片|图书|专著|著作|新书|论文|文章|小说|歌曲|歌剧|舞剧|话剧|戏剧|剧目|教材|教科书|丛书|游戏|栏目|报刊|杂志|期刊|演讲|讲座|课程|社论|评论员?|来论|题为|一文|演唱|出演|执导|上映|主演)(?:了|为)?[，：]?$"
)
WORK_AFTER = re.compile(
    r"^(?:等?(?:\d{1,3}|[一二三四五六七八九十多]{1,3})?[部本种册首套]?(?:[\u4e00-\u9fff]{0,4}?(?:图书|书籍|丛书|绘本)|新书|影片|影视作品|剧目|作品|文章|歌曲|课程|专题讲座)|一[书文]|[^。；①②《]{0,24}(?:出版社|首映|上映|开播|热播|票房)|[^。；①②《]{0,12}(?:出版发行|出版座谈会|首发式))"
)
# A standard is told by the words before it: 国家标准《…指南》, 9项国家标准包括《…》《…》.
STANDARD_BEFORE = re.compile(r"标准(?![委化])[，、：（]?(?:其中)?(?:包括|涉及|为|有|是|含)?[：、（]?$")
STANDARD_AFTER = re.compile(
    r"^等?(?:\d{1,3}|[一二三四五六七八九十多数]{1,3})?(?:批|系列)?[项个]?(?:重要|新|最新|首批|推荐性|强制性)*(?:[\u4e00-\u9fff]{2,6})??(?:国家|国际|行业|地方|团体|企业|军用)标准"
)
# A standard bears a number of its own in the brackets behind it: （GB/T 39551-2020）, （HJ 25.2-2019）.
STANDARD_NUMBER = re.compile(
    r"[（(](?:GB|HJ|DB|YD|JT|NY|SL|JGJ|CJJ|YY|WS|GA|QX|SN|T/[A-Z]|[A-Z]{2}/T)[/A-Z\d]*\s?\d+(?:\.\d+)*[-—–]\d{4}[）)]"
)
# Versions at the end: （试行）（2021-2035年）（2018年版）（修订）, 升级版, 2024版; and the mark of a draft.
_VERSION = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)]|升级版|修订版|(?:19|20)\d\d年?版|(?:试行|暂行)?第[一二三四五六七八九十\d]+版|(?<=[划略要案图])20\d\d)$"
)
_DATED = re.compile(r"[（(](?:19|20)\d\d[^（）()]{0,14}[）)]$")
_DRAFT = re.compile(
    r"[（(](?:[^（）()]{0,12})(?:征求意见|公开征求意见|公示|送审|审议|讨论|草案|修订稿|修改稿|初稿)[^（）()]{0,8}[）)]|(?:公开)?(?:征求意见|公示)稿$|[（(]草案[^（）()]{0,8}[）)]"
)
_ABOUT = r"[^《》]{0,60}?(?:关于)?(?:联合|修订|修改|重新|调整)?(?:印发|发布|公布|颁布|下发|(?P<passed>转发|批转))"
# 关于印发〈X〉的通知, 关于印发X的通知; X alone is the plan.
_WRAPPERS = ("通知", "公告", "通告", "函", "命令")
_WRAP = re.compile(rf"^{_ABOUT}(?:实施)?[《〈<]?(?P<inner>.{{4,150}}?)[》〉>]?的(?:{'|'.join(_WRAPPERS)})$")
# 国务院办公厅转发某部关于X的意见: a headline drops the notice.
_PASSED = re.compile(
    r"^[^《》]{2,30}(?:转发|批转)(?P<inner>[^《》]{2,60}?关于[^《》]{4,100}(?:意见|方案|规定|办法|规划|措施))$"
)
# 转发市农委、市绿化市容局修订后的关于X的意见的通知: the drafters stand before the title.
_DRAFTERS = re.compile(r"^[^《》]{2,40}?(?:(?:制订|制定|修订后?|编制|拟订)的(?:关于)?|(?=关于))")
_ASK = re.compile(
    r"^(?P<body>.{0,60}?)(?:关于|就)(?:再次)?(?:向社会)?(?:公开)?(?:征求|征集|听取)(?:社会)?(?:公众)?(?:对)?[《〈<]?(?P<inner>.{4,150}?)[》〉>]?(?:的)?(?:修改)?(?:意见|建议|意见建议)?的?(?:通知|公告|函|启事)?$"
)
_ASKING = ("征求", "征集", "听取", "公示")
# 公开征求对《X》的意见
_ASK_FIRST = re.compile(
    r"^(?P<body>)(?:再次|公开|面向社会|向社会)*(?:征求|征集)对?[《〈](?P<inner>[^《》]{4,150})[》〉]的?(?:意见|建议|意见建议)$"
)
# 关于对《X》（征求意见稿）公开征求意见的公告, 关于《X》的公示
_ASK_AFTER = re.compile(
    r"^(?P<body>.{0,60}?)(?:关于|就)对?[《〈](?P<inner>[^《》]{4,150})[》〉](?:（[^（）]*稿）)?的?"
    r"(?:(?:再次|面向社会|向社会)*(?:公开)?(?:征求|征集|听取)[^《》]{0,12}(?:意见|建议)[^《》]{0,6}?的?(?:通知|公告|公示|函|启事)|公示)$"
)
_CHANGED = re.compile(
    r"关于(?P<verb>修改|修订|废止|修正|调整|延长|延续|顺延)[《〈<](?P<inner>[^《》〈〉<>]{4,120})[》〉>]"
)
_PERIOD = re.compile(
    r"[“\"‘]?(十[一二三四五六七八九]?五|八五|九五)[”\"’]|第(十[一二三四五六七八九]?)个五年|(?<![一二三四五六七八九第\d])(十[二三四五六]五)(?=[\u4e00-\u9fff])(?![年月日天周岁个家项条名人座章届期万亿分号])"
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年?\s?[-—–－~～至到]{1,2}\s?((?:19|20)\d\d)(?!\d)")
_SPACES = re.compile(r"\s+")
# 十四五 began in 2021; the plans before and after it follow every five years (九五 and earlier are named without 十).
_STARTS = {"六五": 1981, "七五": 1986, "八五": 1991, "九五": 1996, "十五": 2001}
_STARTS |= {f"十{sign}五": 2001 + 5 * number for number, sign in enumerate("一二三四五六七八九", 1)}


# A text says its titles again and again; each is judged once.
_kept = lru_cache(maxsize=2048)


@_kept
def without_draft(title: str) -> str:
    """Return a title without （征求意见稿）, （草案） and their like."""
    return _DRAFT.sub("", title).strip() if _may_be_draft(title) else title.strip()


def is_draft(title: str) -> bool:
    """Return whether a title says of itself that it is a draft."""
    return _may_be_draft(title) and _DRAFT.search(title) is not None


def _may_be_draft(title: str) -> bool:
    return "（" in title or "(" in title or title.endswith("稿")


@_kept
def bare(title: str) -> str:
    """Return a title without the versions at its end: X规划（2021-2035年）（试行） is X规划."""
    if not (title.endswith(("）", ")", "版")) or title[-1:].isdecimal()):
        return title
    shorter = _VERSION.sub("", title)
    while shorter != title:
        title, shorter = shorter, _VERSION.sub("", shorter)
    return title


@_kept
def undated(title: str) -> str:
    """Return a title without the years in its last brackets (2021-2035年), which a text leaves off when it names it again."""
    return _DATED.sub("", title)


@_kept
def kind(title: str) -> str | None:
    """Return the type word that ends a title (规划, 行动计划, 实施意见 …), or None for what ends in none."""
    found = _KIND.search(bare(without_draft(title)))
    return found[0] if found else None


@_kept
def names_plan(title: str) -> bool:
    """Return whether a title between 《》 is a plan's by its last words."""
    name = bare(without_draft(title))
    word = kind(name)
    if word is None or _NOT_PLAN.search(name) or len(name) < len(word) + 2:
        return False
    if word == "建议":
        return _PROPOSES_PLAN.search(name) is not None
    return "关于" in name or not word.endswith(_NEEDS_ABOUT)


@_kept
def unwrap(title: str) -> str | None:
    """Return X of 关于印发〈X〉的通知 or 关于转发某局X的通知, None where a title is no such notice or X no plan."""
    name = bare(title)
    found = _WRAP.match(name) if name.endswith(_WRAPPERS) else None
    if found is None and (passed := _PASSED.match(name)):
        return _DRAFTERS.sub("", passed["inner"])
    if found is None or kind(found["inner"]) is None:
        return None
    return _DRAFTERS.sub("", found["inner"]) if found["passed"] else found["inner"]


def passes_on(title: str) -> bool:
    """Return whether a title passes on what another body drafted (转发, 批转): quoted as a whole it names that notice itself."""
    found = _WRAP.match(title) if title.endswith(_WRAPPERS) else None
    return found is not None and found["passed"] is not None


def asked_about(title: str) -> str | None:
    """Return X of 关于公开征求〈X（征求意见稿）〉意见的通知, None where a title asks for no comments."""
    if not any(word in title for word in _ASKING):
        return None
    found = _ASK.match(title) or _ASK_AFTER.match(title) or _ASK_FIRST.match(title)
    return without_draft(found["inner"]) if found and kind(found["inner"]) is not None else None


@_kept
def changed(title: str) -> tuple[str, str]:
    """Return 修改 and X of 关于修改〈X〉的决定 (or 废止), two empty strings where a title changes nothing by name."""
    found = _CHANGED.search(title)
    return (found["verb"], found["inner"]) if found else ("", "")


def period(words: str) -> str | None:
    """Return the period that a title names: 十四五 (also for 第十四个五年) or 2021-2035, None where it names none."""
    found = _PERIOD.search(words) if "五" in words else None
    if found:
        return found[1] or found[3] or found[2] + "五"
    years = _YEARS.search(words)
    return f"{years[1]}-{years[2]}" if years and years[1] < years[2] else None


def tidy(title: str) -> str:
    """Return a title on one line with single blanks, and without a mark that a cut left at its end."""
    return _SPACES.sub(" ", title).strip(" 　《〈")


def period_years(period: str | None) -> tuple[int | None, int | None]:
    """Return the first and last year of a period (十四五 is 2021 to 2025), two Nones where it is not known."""
    start = _STARTS.get(period or "")
    if start is not None:
        return start, start + 4
    years = _YEARS.fullmatch(period or "")
    return (int(years[1]), int(years[2])) if years else (None, None)

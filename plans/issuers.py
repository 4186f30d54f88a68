"""Who issues: bodies in a stretch of text, by the table of bodies and, for provinces and cities, by the shape of their names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from plans.bodies import BODIES
from plans.places import CITY, PROVINCE
from plans.words import any_of

_HAN = r"\u4e00-\u9fff"
# 教育部门 is no ministry, and 国务院有关部门 or 国务院总理 is not the State Council.
_NOT_AFTER = rf"(?!门)(?<!国务院(?=总理|政策例行|有关|各|[{_HAN}]{{2,8}}主管部门))"
# A ministry's own office in a province or town: 中国人民银行海南省分行, 国家税务总局深圳市税务局.
_BRANCH = rf"(?:[{_HAN}]{{2,8}}?(?:分行|支行|监管局|分局|税务局|特派办))"
# A department that speaks for a body of the state: 教育部办公厅, 国务院联防联控机制综合组, 全国人大常委会法工委, 中国科学院某局.
_LAW = "法制工作委员会|法工委"
_PART = (
    rf"办公厅|党组(?!成员|书记|会议)|综合司|综合部|[{_HAN}]{{2,6}}?司(?=对|已|启动|正在|印发|发布|组织|[0-9]{{4}}年)"
    rf"|(?<=会)(?:(?!和|与|会同|联合)[{_HAN}]{{2,5}}?部(?=近日|日前|向|就|发布|印发|下发|$)|{_LAW})"
    rf"|(?<=机制)[{_HAN}]{{2,6}}?组|(?<=指挥部)办公室|(?<=科学院)(?:(?![和与及将在向就对]|印发|发布|公布|出台|联合|会同|组织)[{_HAN}]){{0,12}}?(?:大学|研究院|研究所|局(?!长))"
)
# Bodies that the State Council or the Party's centre set up for one task: 国务院某部际联席会议办公室, 中央某委员会办公室, 全国某委员会,
# 国家某委员会.
_TASK = (
    rf"(?:国(?:务院|家)|中央|全国)(?:(?![和与及将在向就的各级局署区园]|(?<!应)对|有关|印发|发布|公布|批准|批复|同意|决定|成立|授权|办公厅|国家|人大|政协|范围|统一|重点)[{_HAN}]){{2,18}}?"
    "(?:领导小组|委员会|联席会议|联防联控机制|办公室)(?:办公室)?"
)
_KNOWN = f"(?=[{''.join(sorted({name[0] for name in BODIES}))}])(?:{_TASK}|(?<![两三四多][省市])(?:{any_of(BODIES)}){_NOT_AFTER})(?:{_PART}|{_BRANCH})?"
# The organ of a province, city or county: 人民政府办公厅, 第十三届人民代表大会常务委员会, 委办公厅, 财政厅, 水务局（市海洋局）.
_ORGAN = (
    r"(?:人民政府|政府)(?:国有资产监督管理委员会|国资委|研究室|[安防][\u4e00-\u9fff]{0,3}[会办]|(?:[\u4e00-\u9fff]{0,10}(?:办公厅|办公室))?)"
    r"|(?:第?[零一二三四五六七八九十]{1,3}届)?(?:人民代表大会|人大)(?:(?:常务委员会|常委会)(?:法制工作委员会|法工委)?)?"
    r"|委(?:员会)?(?:办公厅|办公室|组织部|宣传部|统一?战线?(?:工作)?部|社会工作部|政策研究室|党校)|纪委监委"
    rf"|(?![两三四][省市地])[{_HAN}“”]{{1,14}}?(?:(?:厅|局|委员会|指挥部|领导小组)(?!长)(?:办公室)?|委(?![员托会])|办公室|办(?![理事法公学好])|安委会)(?:（[{_HAN}]{{2,8}}局）)?"
    r"|委(?![员托])"
    r"|残联|科协|妇联|总?工会|团委|供销社|工商联|文联|高级人民法院|人民检察院|红十字会|(?:消防救援|公安交警|交警)[总支]队|供电公司"
)
_EDGE = rf"(?:(?<![{_HAN}])|(?<=[合于自同与和及])(?:(?<=联合|源于|来自|会同)|(?<=[{_HAN}][局厅委府办院部][与和及])))"
# A name at the edge of a clause that begins with one of these is a phrase: 按照北京市…, 由市….
_NO_NAME = "(?!记者|本报|按照|根据|依据|关于|贯彻|落实|执行|参照|依照|各|原则|同意|审议|通过|研究|听取|提请|[由经向对在从为与和将现全本我受请])"
_OWN = rf"(?:(?![厅局委办府省])[{_HAN}])"
_CITY = (
    rf"{_NO_NAME}(?:{_OWN}{{2,4}}(?<![两三四多])(?:省|市|州|盟|地区)(?:[{_HAN}]{{1,5}}[区县旗])?|{_OWN}{{1,5}}[区县旗])"
)
# What stands before the place in the name of a party's or a league's committee: 中共江苏省委, 共青团江苏省委, 民盟江苏省委.
_PARTY = "中共|共青团|民[革盟建进]|农工党|致公党|九三学社|台盟"
_LOCAL = rf"(?:(?=[中共民农致九台])(?:{_PARTY}))?(?:(?:{PROVINCE})(?:{_CITY})?|(?:{_EDGE}|共青团)(?:{_CITY})|(?<![{_HAN}])(?:[省市区县]|(?:新疆生产建设)?兵团)|(?<=[厅局委会室办府意由开持从据向对和与及了经同获])[省市区县]|(?<=[厅局委会办]、)(?=[{_HAN}]{{2,10}}(?:厅|局|委员会)))(?:{_ORGAN})"
# Associations and exchanges make rules for those whom the state lets them watch.
_EXCHANGE = "[上深北]交所"
_GUILD = rf"中国[{_HAN}]{{2,14}}?(?:协会|联合会|学会)|(?:上海|深圳|北京|广州|郑州|大连)(?:证券|期货|商品|数据|黄金|环境能源)交易所|{_EXCHANGE}"
# The state's own companies bear its name: 国家某集团, 中国某有限公司.
_STATE_FIRM = rf"(?:国家|中国)(?:(?![的对和与在将级]|重点|支持|鼓励|大型|印发|发布)[{_HAN}]){{2,10}}?(?:(?:集团)?(?:股份)?有限(?:责任)?公司|集团)"
_OTHER = (
    rf"{_EDGE}(?:{_GUILD}|{_STATE_FIRM}|中共[{_HAN}]{{2,14}}?党组(?!成员|书记|会议)|(?:(?!已|成立|印发|发布|的)[{_HAN}]){{4,20}}?领导小组(?:办公室)?|[{_HAN}]{{2,4}}海关|中国[{_HAN}]{{2,8}}(?:局|办公室)(?!长)"
    rf"|(?!源于|来自|由|据)[{_HAN}]{{2,10}}(?:区|园|片区)(?:管理?|执行?)委(?:员)?会|[{_HAN}]{{2,10}}(?:国家公园|保护区)管理局)|{_EXCHANGE}"
)
# 香港特区政府民政及青年事务局: a bureau of the two regions' governments.
_REGION = rf"(?:香港|澳门)特(?:别行政)?区(?:政府[{_HAN}]{{2,14}}?[局署])"
ISSUER = f"(?:{_KNOWN}|{_REGION}|{_LOCAL}|{_OTHER})"
ISSUER_WORD = re.compile(ISSUER)
_BETWEEN = r"(?:，|(?:日前|近日|近期|(?:正在?|将|拟|已)(?=会同|联合))?(?:、|和|与|及|以及|会同|联合|商|\s)?(?:日前|近日|近期)?)"
_COUNTED = r"(?:等[一二三四五六七八九十\d]{1,3}个?(?:部门|部委|单位))?"
# Who issues stands in a title before one of these.
_GOES_ON = re.compile("关于|转发|批转|印发")
# What ends the name of a university, a hospital, a foundation, a society or a company, which makes papers of its own.
HOUSE = (
    "大学|学院|医院|研究院|研究所|研究中心|实验室|图书馆|博物馆|集团|公司|银行|协会|学会|基金会|联合会|促进会|联盟|商会"
)
# 某大学关于印发…, 某大学第一医院关于….
_SCHOOL_HEAD = re.compile(rf"(?P<who>(?!关于)[{_HAN}]{{2,18}}(?:{HOUSE}))(?=关于)")
# A place may stand for its government: 北京发布…, 京津冀签署….
_TOWN = rf"(?!全|各|本|我|城|该|多|在|由)[{_HAN}]{{2,3}}(?:市|县|州|盟|新区)"
_SIDE = rf"(?:(?:{PROVINCE})(?:[{_HAN}]{{2,3}}[市区县州])?|(?:{CITY})市?|{_TOWN})"
_PLACE = re.compile(
    rf"(?:{_EDGE}|(?<=\d年)|(?<=[月日，])|(?<=其中))(?:{_SIDE}(?:[、与和]{_SIDE})*(?:[两三四]省市?)?|京津冀(?:三地)?|粤港澳(?:三地)?|川渝(?:两地)?)"
    r"(?=近日|日前|近期|今[天年]|于|出台|发布|印发|推出|公布|正在|正?(?:加快|抓紧)|将|拟|已|正式|签署|共同|启动|制定|编制|率先|联合|起草|则在②?①|(?<=[地省])[\u4e00-\u9fff]{2,8}(?:部门|委|厅|局)|在[^，。]{2,10}(?:签|共同|首次)|还(?:出台|印发|发布|制定)|\d)"
)
_SIDES = re.compile("(?<!^)[两三四]省市?$")
# Words after which a body is a source of words, not of the plan: 记者从X获悉, 据X介绍, 在X领导下, 根据X…的要求.
_SOURCE_BEFORE = re.compile(r"(?:从|据|在|向|按照|根据|经|受|对|请|与会的?|原)$")
_SOURCE_AFTER = re.compile(
    r"^(?:的?(?:有关|相关)?负责人|新闻发言人|副?(?:部长|局长|主任|司长|厅长|行长|署长|院长|会长|主席|书记|秘书长)|有关|的?答复|同意|批准|审批|备案|网站|总书记|负责解释)"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies that stand together in a text, and where."""

    start: int
    end: int
    names: tuple[str, ...]


@cache
def _group() -> re.Pattern[str]:
    """Return what finds bodies that stand together; made when it is first asked for, because that takes an eighth of a second."""
    return re.compile(
        f"{ISSUER}(?:{_BETWEEN}{ISSUER})*(?:等?[一二三四五六七八九十\\d多]{{0,3}}个?(?:部门|部委|单位|机构))?"
    )


@cache
def _head() -> re.Pattern[str]:
    """Return what finds the bodies with which a title begins; made when it is first asked for, as the one above."""
    return re.compile(f"(?:{ISSUER})(?:[、\\s]?{ISSUER})*{_COUNTED}(?={_GOES_ON.pattern})")


@lru_cache(maxsize=256)
def all_groups(text: str) -> tuple[Group, ...]:
    """Return every group of bodies in a stretch of text, in order."""
    return tuple(
        Group(match.start(), match.end(), tuple(dict.fromkeys(map(_at_home, ISSUER_WORD.findall(match[0])))))
        for match in _group().finditer(text)
    )


def _at_home(name: str) -> str:
    """Return a body's name without the 中国 that news for abroad sets before it (中国市场监管总局)."""
    return name[2:] if name.startswith("中国") and name not in BODIES and name[2:] in BODIES else name


def groups(text: str) -> list[Group]:
    """Return the groups of bodies in a stretch of text in order, without those that are only its source."""
    return [group for group in all_groups(text) if not _is_source(text, group)]


def _is_source(text: str, group: Group) -> bool:
    return bool(_SOURCE_BEFORE.search(text[: group.start]) or _SOURCE_AFTER.match(text[group.end : group.end + 8]))


def places(text: str) -> tuple[str, ...]:
    """Return the places that may stand for their government in a stretch of text, the last one only."""
    found = _PLACE.findall(text)
    return tuple(re.split("[、与和]", _SIDES.sub("", found[-1]))) if found else ()


@lru_cache(maxsize=1024)
def title_issuers(title: str) -> tuple[str, ...]:
    """Return the bodies with which a title begins (国务院关于…, 中共中央 国务院关于…)."""
    if not _GOES_ON.search(title):
        return ()
    head = _head().match(title)
    if head is None:
        own = _SCHOOL_HEAD.match(title)
        return (own["who"],) if own else ()
    return tuple(dict.fromkeys(ISSUER_WORD.findall(head[0])))


# Names that numbers themselves begin with: 工信部联节〔2022〕1号.
_IN_NUMBERS = ("工信部", "人社部", "国办", "中办")


def strip_issuers(number: str) -> str:
    """Return a document number's words without a body's name that runs into them; 人社部发 and 国办发 stay whole."""
    found = None if number.startswith(_IN_NUMBERS) else _group().match(number)
    rest = number[found.end() :] if found else number
    kept = rest[:1] in "发办函字规〔﹝[【（(" or rest.startswith("公告")
    return rest if not kept and re.match(f"[{_HAN}]{{2}}", rest) else number

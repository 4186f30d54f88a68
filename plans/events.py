"""The step of a plan's life that a sentence reports: rules over the sentence with the plan's name as ① and other names as ②.

The first rule that fits counts. Each stands with a sentence of its kind.
"""

import re
from dataclasses import dataclass

from plans.contexts import Context
from plans.numbers import find_number
from planwatch.records import EventKind

# What a clause cannot cross: its own marks and another plan's name.
_C = "[^，。；②]"
_S = "[^。；②]"
_GROUNDS = "根据|依据|按照|依照|遵照|贯彻|落实|参照|对照|违反|列入|纳入|符合|遵守|执行|(?:深入|全面|认真|加快|扎实|有力|有序|统筹|持续|继续|大力|要|抓好|推动|推进)(?:组织)?实施好?|以下简称|比照|适用|学习|宣传(?![部组])|围绕|结合|衔接"
_OUT = "印发|发布|公布|出台|颁布|下发|推出|颁发|制发|转发|批转|发出|颁行|公开|印制"
_MAKE = "编制|起草|研究制定|制定|制订|研制|拟定|拟订|草拟|谋划|酝酿"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of event with the pattern that tells it and an example sentence."""

    name: str
    kind: EventKind
    pattern: re.Pattern[str]
    example: str
    needs: str = ""

    def fits(self, text: str) -> bool:
        """Return whether a sentence is of this kind; ``needs``, which all of them have, is looked for first as it costs a tenth."""
        return self.needs in text and self.pattern.search(text) is not None


def _rule(name: str, kind: EventKind, pattern: str, example: str, needs: str = "") -> Rule:
    return Rule(name, kind, re.compile(pattern), example, needs)


RULES = (
    _rule(
        "asks-for-comments",
        EventKind.CONSULTATION,
        rf"(?<!根据)(?<!按照)(?<!依据)(?<!依照)①(?:(?!拟|何时|计划|预计|适时|尽快|将[于在近择])[^。；②]){{0,40}}?(?:征求|征集|听取){_C}{{0,8}}意见|(?:就|对)①{_S}{{0,30}}征求|征求意见[^。]{{0,6}}①|①[^。；②]{{0,60}}?，(?:[^，。；②]{{0,4}})?正在?(?:征求|听取|征集)",
        "司法部就《X》向社会公开征求意见。",
    ),
    _rule(
        "repeals",
        EventKind.REPEALED,
        rf"(?<!修改)(?<!修改和)(?<!修改、)废止(?:(?!根据|依据|按照|依照){_C}){{0,25}}①|①{_S}{{0,30}}?(?:同时|即行|予以|自行|相应|一并|随之)(?:宣布)?(?:废止|失效)|①{_C}{{0,6}}废止|①(?:(?:[、和与及]|以及){_C}{{0,24}}②){{1,8}}{_C}{{0,4}}(?:同时|即行|予以|自行|相应|一并|随之|均){{1,2}}(?:废止|失效)|①自{_C}{{0,16}}起{_C}{{0,4}}(?:废止|失效|停止执行)|①[^。；]{{0,24}}之日起(?:即行|同时)?(?:废止|失效)",
        "《X》自2025年1月1日起同时废止。",
    ),
    _rule(
        "is-a-ground-just-out",
        EventKind.ISSUED,
        rf"(?:根据|按照|依据){_C}{{0,30}}(?:近日|日前|今天|昨[天日]|刚刚|最新){_C}{{0,20}}(?:{_OUT})的①",
        "根据近日出台的《X》，到2026年底建成监测平台。",
        needs="的①",
    ),
    _rule(
        "is-a-ground",
        EventKind.MENTIONED,
        rf"(?:^|[，。；：、\s]|为|现|要|的|并|我[局部委厅]|认真|全面|严格|深入)(?:{_GROUNDS})[^，。；：]{{0,60}}①|(?:{_GROUNDS})(?:了)?{_C}{{0,12}}①|①的{_C}{{0,4}}(?:落实|实施|分工)(?:工作)?方案|①{_C}{{0,12}}(?:没有|尚未|从未|迟迟未|仍未){_C}{{0,2}}(?:{_OUT})",
        "根据国务院印发的《X》，制定本办法。",
    ),
    _rule(
        "is-wished",
        EventKind.MENTIONED,
        rf"(?:建议|希望|呼吁|期待|盼望)[^。；：②]{{0,16}}?(?:{_OUT}|{_MAKE}|修订|修改|完善){_C}{{0,8}}①",
        "专家建议，修订《X》；代表希望该省尽快出台《X》。",
    ),
    _rule(
        "looks-back",
        EventKind.MENTIONED,
        rf"①{_C}{{0,10}}(?:以来|[一二两三四五六七八九十\d]+(?:周年|个多?月|年)多?(?:来|间|，))|自{_C}{{0,30}}①{_C}{{0,14}}(?:以来|后，)"
        rf"|(?:曾|此前)(?:经|就|已)?{_C}{{0,4}}(?:{_OUT})(?:了|的)?①|①曾(?:提出|明确|要求)|继{_C}{{0,40}}①{_C}{{0,6}}(?:之|以)?后",
        "自国务院印发《X》以来，各地稳步推进。",
    ),
    _rule(
        "is-asked-after",
        EventKind.DRAFTING,
        rf"(?:即将|拟于近期|有望近期)(?:{_OUT})的①|①{_C}{{0,6}}(?:何时|什么时候|预计|有望|将于近期|即将|尽快){_C}{{0,10}}(?:{_OUT})|起草①，(?:预计|拟于|有望|计划)[^，。]{{0,12}}(?:{_OUT})",
        "请问《X》何时出台？",
    ),
    _rule(
        "is-talked-over",
        EventKind.DRAFTING,
        r"①(?:（[^（）]*）)?(?:的)?(?:编制|起草|专家|前期|初稿|草案|技术)?(?:工作)?(?:论证|咨询|座谈|评审|研讨|编制|编写|起草)(?:会|组|工作|启动)",
        "《X》专家论证会在京召开；《X》编制组已于8月成立。",
    ),
    _rule(
        "is-judged-by-experts",
        EventKind.DRAFTING,
        rf"①{_S}{{0,40}}?通过(?:了)?{_C}{{0,6}}(?:评审|论证)",
        "《X》在省城通过专家评审。",
        needs="通过",
    ),
    _rule(
        "is-under-way-and-hoped-for",
        EventKind.DRAFTING,
        rf"①(?:(?!批准|通过|批复)[^。②]){{0,30}}?(?:(?:力争|争取|力求|拟于?|(?<!现)将于?|将在|计划|有望|预计|预期)[^。，；②]{{0,16}}?|年内|年底?前|明年)(?:将|正式|对外)*(?:印发|发布|公布|出台|编制完成|完成编制|报批)"
        rf"|①{_C}{{0,10}}(?:完成|形成)(?:起草|编制|初稿|草案)|①[^。②]{{0,24}}正按程序报批",
        "正在制定《X》，力争上半年出台。",
    ),
    _rule(
        "extends",
        EventKind.REVISED,
        rf"①{_S}{{0,24}}?(?:有效期|施行期|执行期|实施期|期限|截止时间|时间){_C}{{0,10}}(?:延长|延续|延至|顺延|延期)|①{_C}{{0,16}}(?:延长|延续|顺延|延期)(?:执行|实施|施行|至)|延长①{_C}{{0,12}}(?:有效期|期限|时间)",
        "《X》有效期延长至2030年6月30日。",
        needs="延",
    ),
    _rule(
        "was-passed-and-comes-into-force",
        EventKind.EFFECTIVE,
        rf"(?:通过|出台|发布|印发|公布|制定|颁布)的①{_S}{{0,24}}(?:施行|实施|生效)",
        "经市人大常委会审议通过的《X》正式施行。",
        needs="的①",
    ),
    _rule(
        "adopts-revision",
        EventKind.ADOPTED,
        rf"(?:通过|批准)(?!的)了?{_C}{{0,6}}①",
        "常委会会议审议通过新修订的《X》。",
    ),
    _rule(
        "puts-revision-in-force",
        EventKind.EFFECTIVE,
        rf"(?<![印颁]发)(?<![发公颁]布)(?<!出台)(?<![发布台]了)新修[订改]的①{_S}{{0,25}}(?:施行|实施|生效)|^(?:(?!{_OUT})[^①②]){{0,40}}修[订改]后?的①{_C}{{0,16}}(?:施行|实施|生效)",
        "新修订的《X》5月1日起施行。",
        needs="的①",
    ),
    _rule(
        "explains",
        EventKind.INTERPRETED,
        rf"(?:介绍|解读|读懂|释疑|图解|阐释|宣讲)(?:了|修改后的)?[：:]?{_C}{{0,16}}①|①(?!及解读){_C}{{0,10}}解读|(?:理解|了解|掌握)①，{_S}{{0,60}}解读|就①[^。]{{0,14}}答",
        "国新办举行吹风会，介绍《X》有关情况。",
    ),
    _rule(
        "revises",
        EventKind.REVISED,
        rf"(?:修改|修订|修正|修改完善|调整|延长|延续|顺延)(?:后的|了|、废止)?[^，。；②\d]{{0,12}}①|正在完善①|①{_C}{{0,14}}(?:进行|作出|作|予以)(?:了)?{_C}{{0,8}}(?:修订|修改|修正)|①(?:{_C}{{0,4}}|已{_C}{{0,14}})(?:修订|修改|修正|修编)(?!草案|稿|的|后的)|(?:将|删[去除])①{_C}{{0,6}}第[^，。；②]{{1,12}}[条款项章]",
        "公布修订后的《X》；对《X》进行修订；将《X》第三条中的“A”修改为“B”。",
    ),
    _rule(
        "is-handed-out",
        EventKind.ISSUED,
        r"①[^。]{0,120}现(?:予|印|转|批转|公布|发布|下发)|现(?:将|予)?[^，。；]{0,12}①[^。]{0,20}(?:印发|印送|发布|转发|公布|下发)",
        "《X》已经市政府同意，现印发给你们。",
    ),
    _rule(
        "signs",
        EventKind.SIGNED,
        rf"签(?:署|订|约|下)?(?!{_C}{{0,8}}令)(?:了)?{_C}{{0,12}}①|①{_C}{{0,8}}签署",
        "三地共同签署了《X》。",
        needs="签",
    ),
    _rule(
        "evaluation-is-out",
        EventKind.EVALUATED,
        rf"①{_C}{{0,14}}评估(?:报告|结果|情况|工作)|评估(?:结果|报告)(?:显示|表明|认为)?，①|(?:{_OUT}|{_MAKE})的①{_C}{{0,6}}(?:中期|终期|总结|实施|年度)?评估|对{_C}{{0,30}}①{_C}{{0,4}}(?:开展|进行|组织)了?{_C}{{0,6}}评估",
        "省科技厅公布《X》实施情况总结评估报告。",
        needs="评估",
    ),
    _rule(
        "issues",
        EventKind.ISSUED,
        rf"(?<!未)(?:{_OUT})(?:了|实施|并实施|执行|施行|的)?{_C}{{0,14}}①|(?:转发|批转){_C}{{0,60}}①",
        "科技部、国家发展改革委等六部门联合印发《X》。",
    ),
    _rule(
        "is-being-made",
        EventKind.DRAFTING,
        rf"(?:正在|将|拟|抓紧|着手)(?:研究)?(?:{_MAKE})①|(?:谋划|酝酿){_C}{{0,14}}①|(?:抓紧|尽快|加快)(?:{_MAKE})(?:{_C}{{0,6}}的)?①"
        rf"|(?:正(?!式)|眼下|还在){_S}{{0,24}}?(?:{_MAKE})(?!了)(?:一份)?①|(?<=[部委局厅])研究①",
        "下一步将研究制定《X》，对不达标的项目一律不予审查通过。",
    ),
    _rule(
        "adopts",
        EventKind.ADOPTED,
        rf"(?:审议|审定|批准|批复|同意|原则同意)(?:了|通过)?{_C}{{0,8}}①|①{_S}{{0,60}}?(?:通过|获批|获得批复|获批准|批复|批准)",
        "《X》已于11月26日经省人大常委会第二十九次会议通过。",
    ),
    _rule(
        "takes-effect",
        EventKind.EFFECTIVE,
        rf"①(?!(?:近日|日前|正式|对外|已)*(?:{_OUT})[，,]){_S}{{0,30}}?起(?:正式|全面|开始|生效)?(?:施行|实施|执行|生效)|①{_C}{{0,6}}(?:正式|全面|今起)?(?:施行|生效)",
        "《X》4月1日起施行。",
    ),
    _rule(
        "evaluates",
        EventKind.EVALUATED,
        rf"①{_C}{{0,14}}(?:中期评估|评估|终期评估|总结评估)|评估{_C}{{0,6}}①",
        "《X》中期评估会在京召开。",
        needs="评估",
    ),
    _rule(
        "is-under-way",
        EventKind.DRAFTING,
        rf"(?:正在|拟|将|研究|启动|加快|抓紧|组织|着手|开展|推进|谋划|计划)(?:{_MAKE})?{_C}{{0,10}}?(?:{_MAKE})(?!了){_C}{{0,14}}①(?!(?:(?!预计|拟于|将于|有望|计划|成熟|后[会将]|适时)[^。；②]){{0,30}}(?:{_OUT}))"
        rf"|研究制定{_C}{{0,10}}①|(?:对|就)(?:{_MAKE})①|①{_S}{{0,40}}?(?:正在|加快|加紧|抓紧|启动){_C}{{0,6}}(?:编制|起草|制定|制订|修改完善)(?:工作|中|之中|阶段)?(?:[。；，]|$)|①(?:的)?(?:编制|起草|制定|研究)",
        "海南启动编制全省《X》。",
    ),
    _rule(
        "is-out",
        EventKind.ISSUED,
        rf"①{_S}{{0,24}}?(?:{_OUT}|亮相|启动实施)(?!以来|之?[前后]|[一二三四五六七八九十\d]+周?年)",
        "《X》日前出台。",
    ),
    _rule(
        "is-made",
        EventKind.ISSUED,
        rf"(?:{_MAKE})(?:了|形成了?|出台|完成)?{_C}{{0,8}}①",
        "我们制定了《X》，请遵照执行。",
    ),
    _rule(
        "was-in-force-since",
        EventKind.EFFECTIVE,
        rf"(?:19|20)\d\d年{_C}{{0,12}}起(?:施行|实施)的①",
        "2012年起施行的《X》也在清理之列。",
        needs="的①",
    ),
    _rule("is-put-into-practice", EventKind.ISSUED, r"(?:实施|启动)(?:了)?①", "今年起实施《X》。"),
)
DRAFT = _rule("is-a-draft", EventKind.CONSULTATION, "^$", "起草了《X（征求意见稿）》。")
# 《X》修订草案, 《X》（草案）: the mark stands behind the name.
_DRAFT_BEHIND = re.compile("①(?:修订|修改|修正)?(?:草案|送审稿|讨论稿)")
_PASSES = re.compile(rf"(?<!拟)(?:通过|批准)(?!的)了?{_C}{{0,4}}①|①{_C}{{0,10}}(?:获|表决|审议|全票){_C}{{0,4}}通过")
_READ = re.compile(
    r"①[^。]{0,6}(?:进行)?(?:一审|二审|三审|初审|初次审议|首次审议|再次审议|分组审议)|提请[^。]{0,20}(?:初次|首次|二次|再次)?审议|①[^。；]{0,20}提请"
)
_SHOWN = re.compile(r"[（(][^（）()]{0,12}(?:征求意见|公示)[^（）()]{0,6}[）)]")
_ASKS = re.compile("征求|征集|听取|意见|公示|公布|发布")
READS = _rule("reads-draft", EventKind.DRAFTING, "^$", "省人大常委会会议对《X（修订草案）》进行一审。")
ADOPTS = _rule("adopts-draft", EventKind.ADOPTED, "^$", "会议审议通过《X（修订草案）》。")
NAMED = _rule("is-named", EventKind.MENTIONED, "^$", "与《X》衔接。")
# A chain of grounds goes on over commas; a title in it bears its number.
MORE_GROUNDS = _rule(
    "is-one-more-ground",
    EventKind.MENTIONED,
    r"(?:^|[：，])(?:项目)?(?:根据|按照|依据)[^。]*②[^。]*印发①",
    "根据《A》（教财〔2021〕1号），某省印发《X》（教财〔2021〕5号）等，项目立项。",
)
# What leads to a list whose items only name: 决定废止下列规章：, 对以下文件予以废止：, 7月1日起，这些新规施行：
# A set of first signs goes before the alternatives, so that a search passes over all others quickly.
LISTS = re.compile(
    r"[对废失修今下以\d](?:(?P<repeals>(?<=对)(?:下列|以下)[^。\n]{0,24}(?:废止|失效)[^。\n]{0,60}[：\n。]"
    r"|(?<=[下以])[列下][^。，：\n]{0,24}(?:废止|失效)[^。，：\n]{0,4}[：\n]"
    r"|(?:(?<=废)止|(?<=失)效)(?:[^。\n]{0,24}(?:下列|以下|如下)[^。\n]{0,24}[：\n。]|的?[^。，：\n]{0,16}(?:目录|清单)[：\n]))"
    r"|(?P<revises>(?<=修)[改订][^。\n]{0,24}(?:下列|以下|如下)[^。\n]{0,24}[：\n。])"
    r"|(?P<force>(?:(?<=今)|(?<=\d)\d?月(?:\d{1,2}日)?)起，?[^。\n]{0,10}(?:新规|规定|法规|规章)[^。\n]{0,8}(?:施行|实施|生效)[：。\n]))"
)
LISTED = {
    "repeals": _rule("stands-in-list-repealed", EventKind.REPEALED, "^$", "决定废止下列规章：一、《X》。"),
    "revises": _rule("stands-in-list-revised", EventKind.REVISED, "^$", "决定修改下列规章：一、《X》。"),
    "force": _rule("stands-in-list-in-force", EventKind.EFFECTIVE, "^$", "7月1日起，这些新规施行：《X》明确…。"),
}
REVISION = _rule("hands-out-revision", EventKind.REVISED, "^$", "现将《X（修订）》印发给你们。")
_REVISED = re.compile(r"[（(][^（）()]{0,8}(?:修订|修正)[^（）()]{0,4}[）)]$")
REFERENCE = re.compile("关于(?:印发|发布|转发|公布)①的通知")
_IN_FORCE = re.compile(rf"①{_S}{{0,120}}?起(?:正式|全面|开始)?(?:施行|实施|执行|生效)")


def read_event(context: Context) -> Rule:
    """Return the rule that tells what a context reports of its plan."""
    if context.mention.draft or _DRAFT_BEHIND.search(context.text):
        return _of_draft(context)
    if REFERENCE.search(context.text):
        return NAMED
    if context.note and find_number(context.note) and MORE_GROUNDS.pattern.search(context.text):
        return MORE_GROUNDS
    rule = next((rule for rule in RULES if rule.fits(context.text)), NAMED)
    return REVISION if rule.kind is EventKind.ISSUED and is_revision(context.mention.title) else rule


def is_revision(title: str) -> bool:
    """Return whether a title says of itself that it is revised: X（2026年修订）."""
    return _REVISED.search(title) is not None


def _of_draft(context: Context) -> Rule:
    """Return what is told of a draft: it is passed, it is read or talked over, else the public is shown it."""
    if _PASSES.search(context.text):
        return ADOPTS
    is_shown = _SHOWN.search(context.sentence) or _ASKS.search(context.text)
    return READS if _READ.search(context.text) or not is_shown else DRAFT


def comes_into_force(context: Context) -> bool:
    """Return whether a context says from when its plan is in force, whatever else it says."""
    return _IN_FORCE.search(context.text) is not None

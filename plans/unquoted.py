"""Words that tell a name without 《》 from the rest of its sentence, for both ways of finding one (plans/mentions.py, plans/phrases.py)."""

import re

# A name may hold “十四五”, no other mark; what repeats this is bounded, so that matching stays linear.
SIGN = r"(?:[\u4e00-\u9fffA-Za-z0-9+—-]|“[^“”《》，。]{1,12}”)"
# What follows a name: a mark, 等, a verb of its making, or 的 with its notice.
AFTER = (
    r"[，。；：、（）！？\s]|$|等|有关|和|与|曾|专家|已|正在|年内|初稿|草案|执行|编制|印发|出台|发布|公布|获批|正式|近[日期]|日前|今[天日]|于\d|\d{1,2}月"
    "|通过|实施|施行|起草|的(?:通知|建议|编制)|中|部署|将|明确|提出"
)
# No name has these inside: they are of the sentence.
NEVER_INSIDE = (
    "启动|签署|签订|牵头|会同|一批|一些|一系列|还有|印发|发布|公布|出台|推出|颁布|下发|制定|编制|起草|制订|审议|批准|批复|同意|正在|召开|会议|会上|表示|指出|介绍|透露|获悉|提出|明确"
    "|负责|有关|相关|要求|成为|作为|根据|按照|随着|近日|日前|此前|目前|工作组|政府[办常令]|[委部局厅]的|们|了|是|已|将|等|该|这|其"
)
# What begins like this tells of plans in general (年度工作方案, 各自的实施细则), not of one.
IN_GENERAL = (
    "具体|统一|全国统一|我国|一揽子|多[个份]|[三五]年|本|各|自己|下一步|明年|今年|中长期|配套|详细|多项|年度|工作|实施|行动|总体|整改|科学|切实|完善|相应|符合|此"
    "|两[个份部项]|若干|一个|新的|期间|时期"
)
# So does what joins its type word to a quality (长期性规划) or to another type word.
LOOSE_END = re.compile(
    r"(?:的|性|化|等|(?<!中)和|与|及)(?:实施|工作|行动|具体|总体|专项|发展)?(?:方案|计划|规划|纲要|办法|条例|细则)$"
)
# 稳经济二十条措施 counts what a plan has, 关于稳经济的二十条措施 is its name; so is a notice named by what it is about.
NEEDS_ABOUT = re.compile("条(?:政策)?(?:措施|举措)$|通知$")
# 建议尽快制定…, 各地要编制…: a wish or an order to all is nobody's drafting.
WISHED = "建议|呼吁|希望|应当|应该|需要|鼓励|各地|各级|要求|尽快"
# 正在编制X, 会同某部起草X: what stands before a verb of making where one paper is under way.
UNDER_WAY = "正在|将|拟|抓紧|加快|加紧|启动|组织|牵头|会同[^，。；]{2,30}|正|还"

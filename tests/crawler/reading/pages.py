"""Pages that the tests of reading write for themselves."""

NAVIGATION = "".join(f'<li><a href="/c{number}/index.html">栏目{number}</a></li>' for number in range(12))
FOOTER = "<div><p>版权所有：某某部 主办：某某部办公厅</p><p>京ICP备05000000号 网站标识码bm00000001</p></div>"
PARAGRAPHS = (
    "为深入贯彻落实党中央、国务院决策部署，加快推进新型工业化，制定本方案。",
    "一、总体要求",
    "到2027年，规模以上工业企业数字化研发设计工具普及率达到80%以上，关键工序数控化率达到70%以上。",
    "（一）加强组织领导。各地区要高度重视，结合实际制定具体措施，确保各项任务落到实处。",
)
TITLE = "关于印发某某行动方案的通知"


def paragraphs(lines: tuple[str, ...] | list[str] = PARAGRAPHS) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><ul>{NAVIGATION}</ul>{body}{FOOTER}</body></html>"


def article(body: str, header: str = "来源：某某报 发布时间：2026-09-08 10:30", head: str = "") -> str:
    return page(f"<div><h1>{TITLE}</h1><div>{header}</div><div>{body}</div></div>", head=head)

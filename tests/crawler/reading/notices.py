"""Articles about walls: captchas, maintenance, errors, logins, blocked access; none of them is a wall. And layouts to set them in."""

from .pages import FOOTER, NAVIGATION, paragraphs

ARTICLES = [
    ("系统维护公告", ["因机房供电线路检修，本网站定于2026年9月8日22:00至9月9日6:00进行系统维护，届时网站将暂停服务。不便之处，敬请谅解。", "某某局办公室", "2026年9月7日"]),
    ("关于门户网站停机维护的通知", ["各有关单位：", "为提升服务能力，我厅门户网站将于2026年10月1日0时至24时停机维护，期间无法访问，请稍后再试。", "特此通知。", "某某省科技厅", "2026年9月28日"]),
    ("关于政务服务平台升级改版的公告", ["某某市政务服务平台将于9月12日起升级改版，升级期间暂停办理网上业务，请广大用户提前安排。特此公告。"]),
    ("某某部网站改版上线试运行", ["新版网站于2026年9月8日正式上线试运行，旧版网站同时关闭。欢迎提出意见建议。"]),
    ("申报系统故障处理情况说明", ["9月8日上午，申报系统因数据库连接失败出现服务不可用，用户页面提示“系统繁忙，请稍后再试”。经抢修，系统已于2026年9月8日14时恢复。"]),
    ("关于延长申报截止时间的通知", ["因申报系统访问过于频繁导致拥堵，部分用户无法登录，现将截止时间延长至2026年9月20日17时。"]),
    ("关于启用统一身份认证登录的通知", ["自2026年10月1日起，申报人须先登录统一身份认证平台，用户登录后方可填报，原账号密码停止使用。"]),
    ("关于注销一批网站账号的公告", ["经核查，下列账号长期未登录，请登录后于2026年9月30日前完成实名验证，逾期注销。"]),
    ("滑动验证码为何越来越难", ["不少网友抱怨，登录时要拖动滑块完成拼图，还要证明自己不是机器人。", "专家说，人机验证与自动识别程序一直在较量，“请完成安全验证”的背后是算法对抗。", "2026年，新的无感验证正在替代滑动验证。"]),
    ("网站防火墙采购项目中标公告", ["采购内容：Web应用防火墙2台，要求对疑似攻击行为的请求予以拦截，支持创宇盾等云防护联动。", "中标日期：2026年9月8日", "中标供应商：某某信息技术有限公司"]),
    ("打击非法请求 多地网安部门出手", ["某某市公安局通报，一公司利用爬虫发起恶意攻击，导致多个政务网站访问被阻断。目前三人已被采取刑事强制措施。", "通报发布于2026年9月8日。"]),
    ("404页面变身寻人平台", ["“抱歉，您访问的页面不存在”，这样的404页面如今成了寻找走失儿童的窗口。2026年9月8日，又有十家网站加入公益404行动。"]),
    ("关于清理失效链接的通报", ["经检查，3个单位网站存在栏目链接打不开、页面不存在、文章已删除等问题。请于2026年9月30日前整改。"]),
    ("关于撤销部分政策文件的公告", ["下列文件已失效或已被废止，网站不再保留，相关页面已删除。", "2026年9月8日"]),
    ("网络安全标准实践指南发布", ["指南对网页防篡改、访问控制、安全验证、限制访问等提出要求，适用于党政机关网站。", "全国网络安全标准化技术委员会秘书处", "2026年9月8日"]),
    ("个人信息保护合规审计管理办法（征求意见稿）公开征求意见", ["现将征求意见稿公布，有关单位和个人可登录司法部网站或通过电子邮件提出意见。", "意见反馈截止日期为2026年10月8日。"]),
    ("境外用户访问受限问题答复", ["网民留言：在国外打开贵网显示Access Denied。", "答复：您好，因安全策略调整，境外IP访问被拒绝的情况已于2026年9月8日处理完毕，请刷新后重试。"]),
    ("域名变更公告", ["我局网站原域名自2026年9月8日起停止使用，该域名已过期后请勿继续访问。请使用新域名。"]),
    ("暂停服务通告", ["9月8日（星期二）全天，不动产登记窗口及网上系统暂停服务，9月9日恢复。", "某某市不动产登记中心"]),
    ("平台维护", ["平台9月8日晚维护。", "2026-09-07"]),
    ("关于开展网站无障碍改造的通知", ["请开启JavaScript的提示、验证码输入等应提供语音替代。各单位于2026年12月底前完成。"]),
    ("某某省数据局答记者问", ["问：为什么有时显示“您的请求疑似攻击行为”？", "答：这是防火墙误判，2026年9月8日已调整。"] + [f"问：第{number}个问题是什么？答：我们将依法依规推进有关工作，并及时向社会公布进展情况。" for number in range(12)]),
]  # fmt: skip


def trs(title: str, lines: list[str]) -> str:
    meta = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2026-09-08 10:30">'
    return _page(title, f"<ul>{NAVIGATION}</ul><div class='TRS_UEDITOR'>{paragraphs(lines)}</div>{FOOTER}", meta)


def credited(title: str, lines: list[str]) -> str:
    header = "<div>来源：某某局　发布时间：2026-09-08 10:30　<span>字体：大 中 小</span></div>"
    return _page(title, f"<ul>{NAVIGATION}</ul><h1>{title}</h1>{header}{paragraphs(lines)}{FOOTER}")


def dated(title: str, lines: list[str]) -> str:
    return _page(f"{title}_某某省某某厅", f"<ul>{NAVIGATION}</ul><h2>{title}</h2><p class='d'>2026-09-08</p>{paragraphs(lines)}{FOOTER}")  # fmt: skip


def tabled(title: str, lines: list[str]) -> str:
    cells = (
        f"<tr><td align=center><b>{title}</b></td></tr><tr><td align=center>日期：2026年9月8日 浏览：12 次</td></tr>"
    )
    return _page("某某局", f"<table><tr>{NAVIGATION}</tr></table><table>{cells}<tr><td>{'<br>　　'.join(lines)}</td></tr></table>{FOOTER}")  # fmt: skip


def printed(title: str, lines: list[str]) -> str:
    return _page(title, f"<h1>{title}</h1><div>发布日期：2026-09-08</div>{paragraphs(lines)}")


def bare(title: str, lines: list[str]) -> str:
    return _page(title, f"<h1>{title}</h1><p>2026年9月8日</p>{paragraphs(lines)}")


def _page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


LAYOUTS = (trs, credited, dated, tabled, printed, bare)

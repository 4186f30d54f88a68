"""Block, error and login pages are known; articles about such things are articles."""

import pytest

from crawler.reading.quality import Answer, judge
from planwatch.records import Verdict

from .pages import FOOTER, NAVIGATION, article, page, paragraphs

URL = "https://www.example.gov.cn/a/1.html"


def little(text: str, title: str = "", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{text}</body></html>"


BAD = [
    ("challenge", little("", head="<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.cd='x'</script>")),
    ("challenge", "<script>document.cookie='__jsl_clearance_s=1';location.href=location.pathname</script>"),
    ("challenge", little("", head="<script>var arg1='" + "A1" * 20 + "';</script>")),
    ("challenge", little("请稍候…", "Just a moment...", "<script src='/cdn-cgi/challenge-platform/x.js'></script>")),
    (
        "challenge",
        little("<h1>Access Denied</h1><p>You don't have permission to access this server. Reference #18.2</p>"),
    ),
    ("challenge", little("很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。您的请求ID是：1234。")),
    ("challenge", little("当前访问疑似黑客攻击，已被网站管理员设置为拦截。如有问题请联系管理员。", "创宇盾")),
    ("challenge", little("请完成安全验证后继续访问，拖动滑块完成拼图。", "安全验证")),
    ("challenge", little("您的访问过于频繁，请稍后再试。")),
    ("challenge", little("<noscript>请开启JavaScript并刷新该页。</noscript><p>请开启 JavaScript 并刷新该页</p>")),
    ("challenge", little("Request unsuccessful. Incapsula incident ID: 1234")),
    ("challenge", little("您访问的速度过快，请休息一下再来")),
    ("challenge", little("根据相关规定，本网站不支持境外IP访问", "提示")),
    ("challenge", little("<form>为了您的账号安全，请输入计算结果：3+5=?<input></form>", "安全检查")),
    ("challenge", little("<h1>您的访问已被拦截</h1><p>2026-11-22 10:10:10</p>", "您的访问已被拦截")),
    (
        "server_error",
        little("<h1>Web server is returning an unknown error <span>Error code 520</span></h1>", "520: unknown error"),
    ),
    ("soft404", little("<h1>404</h1><p>您访问的页面不存在或已被删除</p><a href='/'>返回首页</a>", "出错了")),
    ("soft404", little("对不起，您要查看的信息已下线！")),
    ("soft404", little("<h2>404 Not Found</h2><hr>nginx")),
    ("soft404", page("<div>抱歉，您访问的页面不存在！</div><div>3秒后返回首页</div>", title="某某部")),
    ("soft404", page(f"<div>{'导航说明 ' * 200}</div><h1>出错</h1>", title="404错误页面_某某部")),
    ("maintenance", little("系统正在升级维护，请稍后访问，由此带来的不便敬请谅解。", "系统维护")),
    ("maintenance", little("网站改版中，敬请期待")),
    ("maintenance", little("<h1>503 Service Temporarily Unavailable</h1>")),
    ("maintenance", little("Error establishing connection: 数据库连接失败")),
    ("login", little("<form>用户名<input name=u>密码<input type='password' name=p></form>", "用户登录")),
    ("login", little("您还未登录，请先登录！")),
    ("login", page("<h1>深度报道</h1><p>第一段文字在此，后面还有许多内容。</p><div>登录后可查看全文</div>")),
    (
        "empty",
        "<html><head><title></title></head><body><div id='app'></div><script src='app.js'></script></body></html>",
    ),
    ("empty", "   \n "),
    ("not_html", "\x00\x01\x02\x03\x04\x05" * 50),
]


@pytest.mark.parametrize(("verdict", "text"), BAD)
def test_what_is_no_page_is_known_by_its_words_and_marks(verdict: str, text: str) -> None:
    assert judge(Answer(URL, 200, media_type="text/html", text=text)) == verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(URL, network_error="timeout"), Verdict.TIMEOUT),
        (Answer(URL, 304), Verdict.UNCHANGED),
        (Answer(URL, 404, text="x"), Verdict.GONE),
        (Answer(URL, 410), Verdict.GONE),
        (Answer(URL, 412, text=article(paragraphs())), Verdict.CHALLENGE),
        (Answer(URL, 521, text="<script>1</script>"), Verdict.CHALLENGE),
        (Answer(URL, 403, text="403 Forbidden"), Verdict.CHALLENGE),
        (Answer(URL, 429, text=""), Verdict.CHALLENGE),
        (Answer(URL, 500, text="oops"), Verdict.SERVER_ERROR),
        (Answer(URL, 503, text=little("系统维护中")), Verdict.MAINTENANCE),
        (Answer(URL, 200, media_type="image/png", text="x" * 100), Verdict.NOT_HTML),
        (Answer(URL, 200, text=article(paragraphs()), damaged=0.002), Verdict.BAD_ENCODING),
        (
            Answer(URL, 200, text=article(paragraphs()), redirected_to="https://sso.other.cn/login?x=1"),
            Verdict.REDIRECT_OUT,
        ),
        (Answer(URL, 200, text=article(paragraphs()), redirected_to="https://www.other.cn/"), Verdict.REDIRECT_OUT),
        (
            Answer(URL, 200, text=article(paragraphs()), redirected_to="https://www.example.gov.cn/login.jsp"),
            Verdict.LOGIN,
        ),
        (
            Answer(URL, 200, text=article(paragraphs()), redirected_to="https://example.gov.cn/index.html"),
            Verdict.SOFT404,
        ),
        (Answer(URL, 200, text=article(paragraphs()), redirected_to="https://www.example.gov.cn/b/1.html"), Verdict.OK),
    ],
)
def test_status_error_and_redirect_decide_first(answer: Answer, verdict: Verdict) -> None:
    assert judge(answer) is verdict


GOOD = [
    (
        "关于网站系统维护的公告",
        "因机房升级，本网站将于9月8日22时至次日6时暂停服务，届时网站正在维护，无法访问。请稍后再试。",
    ),
    (
        "滑动验证码不再安全",
        "研究人员表示，拖动滑块完成拼图的人机验证可以被程序绕过。请完成安全验证这样的提示也被仿造。",
    ),
    ("404页面背后的故事", "很多网站的404页面写着您访问的页面不存在，其实信息已被删除。"),
    ("统一身份认证平台上线", "市民登录后可办理事项，用户登录只需扫码登录，您还未登录时也能查询。"),
    ("警惕访问过于频繁的爬虫", "多家单位的防火墙提示请求被拦截，疑似黑客攻击，访问被阻断。"),
    ("关于启用JavaScript的说明", "请开启JavaScript后使用本系统，数据库连接失败时请稍后重试。"),
]


@pytest.mark.parametrize(("title", "text"), GOOD)
def test_articles_about_captchas_and_maintenance_are_ok(title: str, text: str) -> None:
    header = "<div>来源：某某局 发布时间：2026-09-08</div>"
    framed = f"<ul>{NAVIGATION}</ul><h1>{title}</h1>{header}<p>{text}</p>{FOOTER}"
    bare = f"<h1>{title}</h1>{paragraphs([text] * 3)}{paragraphs()}"

    assert judge(Answer(URL, 200, text=little(framed, title))) is Verdict.OK
    assert judge(Answer(URL, 200, text=little(bare, title))) is Verdict.OK


def test_a_page_with_control_characters_among_its_letters_is_one() -> None:
    text = little(paragraphs(["\x01".join(line) for line in ("为深入贯彻落实决策部署，制定本方案。", "一、总体要求")]))

    assert judge(Answer(URL, 200, media_type="text/html", text=text)) is Verdict.OK


@pytest.mark.parametrize("text", ["时间：" + "\n" * 300_000, "时间" + " " * 300_000, "<h1>" * 100_000, "$a" * 200_000])
def test_a_hostile_hollow_page_is_searched_once(text: str) -> None:
    # Searched once for each beginning, these would take minutes and so break off the run.
    assert judge(Answer(URL, 200, media_type="text/html", text="<p>{{" + text)) in {Verdict.OK, Verdict.EMPTY}

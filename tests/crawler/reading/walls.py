"""Block, error, login, maintenance and empty pages as the products named send them, each with its status and its verdict.

Written after the products' own pages: their marks and manner are kept, their words shortened.
"""

from .pages import FOOTER, NAVIGATION

MENU = f"<div class='header'><ul>{NAVIGATION}</ul></div>"
NEWS = "".join(
    f"<li><a href='/art/2026/{number}.html'>某某市召开第{number}次工作推进会议部署重点任务</a></li>"
    for number in range(12)
)
HOT = f"<div class='hot'><h3>热点推荐</h3><ul>{NEWS}</ul></div>"


def html(body: str, title: str = "", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def framed(body: str, title: str = "某某省人民政府", head: str = "") -> str:
    return html(f"{MENU}{body}{FOOTER}", title, head)


LONG_FOOTER = "<div>主办：某某省人民政府办公厅 承办：某某省大数据管理局 地址：某某市某某路1号 电话：010-00000000 网站标识码：1100000001 京ICP备00000001号 京公网安备11000000000001号 为确保最佳浏览效果，建议您使用以下浏览器版本：IE浏览器9.0版本及以上；Google Chrome浏览器63版本及以上；且IE内核9.0及以上。今天是：2026年9月8日 星期二 繁体 简体 微信 微博 客户端</div>"


FIREWALLS = [
    (
        "Akamai sec-cpt",
        200,
        "<html><head><script src='/_sec/cp_challenge/ak-challenge-4-3.js'></script></head><body><div id='sec-if-container'></div></body></html>",
    ),
    (
        "打包脚本",
        200,
        "<html><body><script>eval(function(p,a,c,k,e,d){return p}('0.1=2',3,3,'window|location|href'.split('|'),0,{}))</script></body></html>",
    ),
    (
        "刷新改址",
        200,
        "<html><head><meta http-equiv='refresh' content='0;url=/verify?u=%2Fa'></head><body></body></html>",
    ),
    ("五秒盾", 200, html("DDoS protection by 某某高防. Please wait 5 seconds...", "请稍候")),
    (
        "瑞数 412",
        412,
        html(
            "",
            "",
            "<meta content='x9Qm' r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=59271;$_ts.cd='qrcjtAlq';</script><script src='/4QbVtADbnLVIc/c.FxJzG50F.js?v=1' r='m'></script>",
        ),
    ),
    (
        "瑞数 202",
        202,
        html(
            "",
            "",
            "<script r='m'>$_ts=window['$_ts']||{};$_ts.lcd=1;</script><input type='hidden' id='__onload__' name='x' value='k'>",
        ),
    ),
    (
        "瑞数 200",
        200,
        html(
            "<script r='m'>_$aa();</script>",
            "",
            "<script>(function(){var $_ts=window.$_ts={};$_ts.cd='a1'})()</script>",
        ),
    ),
    (
        "加速乐 521",
        521,
        "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+'_clearance_s='+(+!+[]+'')+';max-age=3600;path=/';location.href=location.pathname+location.search</script>",
    ),
    (
        "加速乐 go 521",
        521,
        "<script>var _0x1c=['cookie'];function go(_0x3){};go({'bts':['1788','aBc'],'chars':'xyz','ct':'f3','ha':'md5','tn':'__jsl_clearance_s','vt':'3600','wt':'1500'})</script>",
    ),
    (
        "加速乐 200",
        200,
        "<script>document.cookie='__jsl_clearance_s=1788.2|0|a%3D;max-age=3600;path=/';location.href=location.pathname+location.search</script>",
    ),
    (
        "创宇盾 403",
        403,
        html(
            "<div class='wrap'><h1>403</h1><p>当前访问疑似黑客攻击，已被网站管理员设置为拦截</p><p>事件ID：8e2f</p><p>由知道创宇旗下创宇盾提供安全防护</p></div>",
            "创宇盾 - 拦截提示",
        ),
    ),
    (
        "创宇盾 200",
        200,
        html(
            "<p>当前访问因疑似黑客攻击已被创宇盾拦截。</p><p>如果您是网站管理员，请登录知道创宇云安全查看详情。</p>",
            "知道创宇云防御",
        ),
    ),
    (
        "WZWS 200",
        200,
        "<html><head><script>var _0x5a=['wzwschallenge','WZWS_CONFIRM_PREFIX_LABEL'];var wzwsquestion='aB';var wzwsfactor='3';var wzwsmethod='GET';</script></head><body><noscript><h1><strong>请开启JavaScript并刷新该页.</strong></h1></noscript></body></html>",
    ),
    ("WZWS 403", 403, html("<p>您的请求可能存在威胁，已被网站防火墙拦截！WZWS-RAY: 1160-1</p>", "访问拦截")),
    (
        "安全狗 200",
        200,
        html(
            "<div class='hd'>网站防火墙</div><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><p>可能原因：您提交的内容包含危险的攻击请求</p><a href='http://www.safedog.cn/'>安全狗</a>",
            "网站防火墙",
        ),
    ),
    (
        "阿里云WAF 脚本",
        200,
        "<html><script>var arg1='3D1B2A66B5A0D8F7E1C4093F0B6D8A27E5C9F1B2';var _0x4818=['x'];setTimeout('acw',2);function reload(x){document.cookie='acw_sc__v2='+x+';path=/';document.location.reload()}</script></html>",
    ),
    (
        "阿里云WAF 405",
        405,
        html(
            "<div id='block_message'>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div><div id='traceid'>您的请求ID是：<strong>76b20f</strong></div>",
            "405",
        ),
    ),
    (
        "阿里云 滑块",
        200,
        html(
            "<div id='nocaptcha'></div><p>为保障您的正常访问，请按住滑块，拖动到最右边</p>",
            "滑动验证页面",
            "<script src='//g.alicdn.com/sd/ncpc/nc.js'></script>",
        ),
    ),
    (
        "腾讯云WAF",
        200,
        html(
            "<p>很抱歉，您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断</p><p>请求UUID：4f9d-11</p><p>腾讯云WAF</p>",
            "请求被阻断",
        ),
    ),
    (
        "腾讯 验证码",
        200,
        html(
            "<div id='cap'></div><script>var captcha=new TencentCaptcha('2045')</script><p>请完成验证</p>", "安全验证"
        ),
    ),
    (
        "华为云WAF 418",
        418,
        html("<h1>您的请求疑似攻击行为！</h1><p>您可以将事件ID提交给网站管理员处理：0f3a</p>", "访问被拦截！"),
    ),
    (
        "华为云WAF 200",
        200,
        html(
            "<h3>抱歉，您的请求疑似攻击行为！</h3><p>Event ID: 0f3a-77</p><p>华为云 Web应用防火墙</p>", "访问被拦截！"
        ),
    ),
    (
        "百度云加速",
        200,
        html(
            "<h1>正在检查您的浏览器…</h1><p>此过程是自动的，完成后浏览器将跳转。</p><span>由 百度云加速 提供防护</span>",
            "百度云加速",
        ),
    ),
    (
        "Cloudflare 403",
        403,
        html(
            "<h1>www.example.gov.cn</h1><p>Verify you are human by completing the action below.</p>",
            "Just a moment...",
            "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>",
        ),
    ),
    (
        "Cloudflare 503",
        503,
        html(
            "<h1>Checking your browser before accessing example.cn.</h1><p>DDoS protection by Cloudflare</p>",
            "Just a moment...",
        ),
    ),
    (
        "Cloudflare 1020",
        403,
        html(
            "<h1>Sorry, you have been blocked</h1><p>You are unable to access example.cn</p><p>Cloudflare Ray ID: 7f</p>",
            "Attention Required! | Cloudflare",
        ),
    ),
    (
        "Cloudflare 200",
        200,
        html(
            "<h1>Sorry, you have been blocked</h1><p>You are unable to access example.cn. Performance & security by Cloudflare</p>",
            "Attention Required! | Cloudflare",
        ),
    ),
    (
        "Akamai 403",
        403,
        '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don\'t have permission to access "http&#58;&#47;&#47;www&#46;example" on this server.<P>Reference&#32;&#35;18&#46;2a<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net</BODY></HTML>',
    ),
    (
        "Akamai bm",
        200,
        "<html><head></head><body><script src='/akam/13/6a'></script><noscript><img src='https://www.example.cn/akam/13/pixel_6a'/></noscript><script>var bmak={};document.cookie='ak_bmsc=1'</script></body></html>",
    ),
    (
        "Imperva frame",
        200,
        "<html style='height:100%'><head><META NAME='ROBOTS' CONTENT='NOINDEX, NOFOLLOW'></head><body><iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&incident_id=41-2'>Request unsuccessful. Incapsula incident ID: 41-2</iframe></body></html>",
    ),
    (
        "F5 ASM",
        200,
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1488021<br><br><a href='javascript:history.back();'>[Go Back]</a></body></html>",
    ),
    ("F5 中文", 200, html("请求的URL被拒绝。请咨询您的管理员。您的支持ID是：1488021", "Request Rejected")),
    (
        "F5 cookie script",
        200,
        "<html><head><noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 6171</noscript></head><body><script>window['bobcmn']='101110';window['failureConfig']='x'</script></body></html>",
    ),
    ("宝塔 WAF", 403, html("<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><p>宝塔WAF</p>", "宝塔防火墙")),
    (
        "宝塔 200",
        200,
        html(
            "<h2>您的请求带有不合法参数，已被网站管理员设置拦截！</h2><ul><li>可能原因：您提交的内容包含危险的攻击请求</li></ul>",
            "网站防火墙",
        ),
    ),
    ("长亭 雷池", 403, html("<p>请求存在威胁，已被拦截</p><p>安全检测能力由 长亭雷池 WAF 提供</p>", "已拦截")),
    ("雷池 468", 468, html("<p>请稍候，正在确认你是不是机器人</p>", "安全检测")),
    ("绿盟 200", 200, html("<p>您的访问请求可能对网站造成安全威胁，请求已被WAF拦截。</p>", "WAF")),
    ("安恒 明御", 200, html("<p>网站安全防护：您的IP地址存在异常访问行为，已被限制访问。</p>", "明御WEB应用防火墙")),
    (
        "nginx 429",
        429,
        "<html><head><title>429 Too Many Requests</title></head><body><center><h1>429 Too Many Requests</h1></center><hr><center>openresty</center></body></html>",
    ),
    ("访问频繁", 200, html("您的访问过于频繁，请稍后再试！")),
    (
        "验证码页",
        200,
        html(
            "<form><p>请输入图中的验证码后继续访问</p><img src='/captcha.jpg'><input name='code'><button>提交</button></form>",
            "访问验证",
        ),
    ),
    (
        "境外拒绝",
        200,
        html("<h2>Access Denied</h2><p>本网站仅限中国大陆境内用户访问，您所在的地区无法访问。</p>", "访问受限"),
    ),
    ("IP 白名单", 200, html("<p>您的IP地址不在允许访问的范围内，访问被拒绝。</p>")),
    (
        "脚本改址 217 字节",
        200,
        "<html><head><meta http-equiv='Content-Type' content='text/html;charset=utf-8'/></head><body><script>var t='x8';document.cookie='token='+t+';path=/';window.location.href=window.location.href;</script></body></html>",
    ),
    (
        "IIS 403",
        200,
        html(
            "<h2>403 - 禁止访问: 访问被拒绝。</h2><h3>您无权使用所提供的凭据查看此目录或页面。</h3>",
            "403 - 禁止访问: 访问被拒绝。",
        ),
    ),
]
MISSING = [
    ("长页脚的 404", 200, framed("<p>很抱歉，没有找到您要访问的页面</p>" + LONG_FOOTER)),
    ("参数错误", 200, html("参数错误")),
    ("脚本去首页", 200, "<script>window.location.href='/';</script>"),
    (
        "nginx 404 with 200",
        200,
        "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.20</center></body></html>",
    ),
    (
        "Apache",
        200,
        "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL /a/1.html was not found on this server.</p></body></html>",
    ),
    (
        "Tomcat",
        200,
        "<html><head><title>HTTP状态 404 - 未找到</title></head><body><h1>HTTP状态 404 - 未找到</h1><hr/><p><b>类型</b> 状态报告</p><p><b>描述</b> 源服务器未能找到目标资源的表示或者是不愿公开一个已经存在的资源表示。</p><h3>Apache Tomcat/9.0</h3></body></html>",
    ),
    (
        "WebLogic",
        200,
        "<html><head><title>Error 404--Not Found</title></head><body><h2>Error 404--Not Found</h2><p>From RFC 2068 <i>Hypertext Transfer Protocol -- HTTP/1.1</i>:</p><h3>10.4.5 404 Not Found</h3><p>The server has not found anything matching the Request-URI. No indication is given of whether the condition is temporary or permanent.</p><p>If the server does not wish to make this information available to the client, the status code 403 (Forbidden) can be used instead. The 410 (Gone) status code SHOULD be used if the server knows that an old resource is permanently unavailable.</p></body></html>",
    ),
    (
        "IIS",
        200,
        html(
            "<div id='header'><h1>服务器错误</h1></div><div id='content'><h2>404 - 找不到文件或目录。</h2><h3>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</h3></div>",
            "404 - 找不到文件或目录。",
        ),
    ),
    ("TRS 无此稿", 200, framed("<div class='err'>您访问的页面不存在或已被删除！<a href='/'>返回首页</a></div>")),
    (
        "有热点的 404",
        200,
        framed(
            f"<div class='e404'><img src='/404.png'><p>抱歉，您访问的页面走丢了</p><p>5秒后自动返回首页</p></div>{HOT}"
        ),
    ),
    ("文章已下线", 200, framed("<div class='content'>该文章已下线</div>", "某某网")),
    ("稿件不存在", 200, framed("<div class='con'>稿件不存在或未发布</div>")),
    ("信息已过期", 200, html("对不起，该信息已被删除或已过期！<a href='javascript:history.go(-1)'>返回</a>")),
    (
        "弹窗后返回",
        200,
        "<html><head></head><body><script>alert('您查看的文章不存在或已删除！');history.back();</script></body></html>",
    ),
    ("公益 404", 200, html("<script src='//volunteer.cdn-go.cn/404/latest/404.js'></script>", "404")),
    (
        "Spring",
        200,
        "<html><body><h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div>There was an unexpected error (type=Not Found, status=404).</div></body></html>",
    ),
    ("无权查看", 200, framed("<div class='con'>您要查看的内容不存在，或者您没有权限查看！</div>")),
]
ERRORS = [
    ("内部错误", 200, html("<h1>500</h1><p>服务器内部错误</p>", "500")),
    (
        "ASP 数据库",
        200,
        "Microsoft OLE DB Provider for SQL Server 错误 '80004005' SQL Server 不存在或拒绝访问。 /conn.asp，行 12",
    ),
    ("IIS 500", 500, html("<h1>“/”应用程序中的服务器错误。</h1><p>运行时错误</p>", "运行时错误")),
    (
        "Tomcat 500",
        500,
        html("<h1>HTTP状态 500 - 内部服务器错误</h1><p>java.lang.NullPointerException</p>", "HTTP状态 500"),
    ),
    (
        "ASP.NET with 200",
        200,
        html(
            "<h1>“/”应用程序中的服务器错误。</h1><h2>未将对象引用设置到对象的实例。</h2><p><b>说明:</b> 执行当前 Web 请求期间，出现未经处理的异常。</p>",
            "未将对象引用设置到对象的实例。",
        ),
    ),
    (
        "Tomcat with 200",
        200,
        html(
            "<h1>HTTP Status 500 – Internal Server Error</h1><p>Type Exception Report</p><p>org.apache.jasper.JasperException: java.lang.NullPointerException at com.example.Info.show(Info.java:31)</p>",
            "HTTP Status 500",
        ),
    ),
    (
        "PHP with 200",
        200,
        "<br />\n<b>Fatal error</b>:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /www/wwwroot/core/db.php:31\nStack trace:\n#0 {main}\n  thrown in <b>/www/wwwroot/core/db.php</b> on line <b>31</b><br />",
    ),
]
MAINTENANCE = [
    (
        "Site Maintenance",
        200,
        html(
            "<h2>We'll be back soon!</h2><p>Sorry, we're performing some maintenance at the moment.</p>",
            "Site Maintenance",
        ),
    ),
    ("503 维护", 503, html("<h1>系统维护中</h1><p>给您带来不便，敬请谅解。</p>", "系统维护")),
    (
        "升级改版",
        200,
        html("<img src='/up.png'><p>网站升级改版中，预计9月8日恢复访问，敬请期待！</p>", "某某省人民政府"),
    ),
    ("暂停服务", 200, html("<p>因系统升级，本网站暂停服务，由此带来的不便敬请谅解。</p>", "暂停服务")),
    (
        "nginx 503 with 200",
        200,
        "<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>",
    ),
    (
        "502",
        200,
        "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
    ),
    ("集约化迁移", 200, html("<p>本站点正在进行集约化迁移，暂时无法访问，请稍后访问。</p>", "站点迁移")),
    ("站点停用", 200, html("<h1>站点已暂停</h1><p>该网站已临时关闭，如需恢复请联系服务商。</p>", "站点已暂停")),
    (
        "宝塔默认页",
        200,
        html(
            "<div class='main'><h1>恭喜, 站点创建成功！</h1><p>这是默认index.html，本页面由系统自动生成</p></div>",
            "恭喜，站点创建成功！",
        ),
    ),
    (
        "没有找到站点",
        200,
        html(
            "<h1>没有找到站点</h1><p>您的请求在Web服务器中没有找到对应的站点！</p><ul><li>您没有将此域名或IP绑定到对应站点!</li></ul>",
            "没有找到站点",
        ),
    ),
    (
        "nginx 欢迎页",
        200,
        html(
            "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>",
            "Welcome to nginx!",
        ),
    ),
    (
        "ThinkPHP with 200",
        200,
        html(
            "<div class='system-message'><h1>:(</h1><p>页面错误！请稍后再试～</p><p>ThinkPHP V5.1</p></div>",
            "系统发生错误",
        ),
    ),
    ("系统繁忙", 200, html("<p>系统繁忙，请稍后再试</p>", "系统提示")),
    (
        "域名停放",
        200,
        html(
            "<h1>example.cn</h1><p>该域名正在出售 This domain is for sale</p><a href='/buy'>购买此域名</a>", "域名出售"
        ),
    ),
    ("域名到期", 200, html("<p>该域名已过期，请及时续费。The domain has expired.</p>", "域名已过期")),
    (
        "未备案",
        200,
        html(
            "<h1>该网站暂时无法访问</h1><p>根据工信部相关法规，网站未备案或备案信息与接入商不一致，暂不能提供访问。</p>",
            "温馨提示：该网站暂时无法进行访问",
        ),
    ),
]
LOGINS = [
    ("会话过期", 200, html("<p>会话已过期，请重新登录</p>")),
    ("改址去登录", 200, "<script>window.location='/sso/login?service=x'</script>"),
    (
        "表单",
        200,
        html(
            "<form action='/login.do'>用户名<input name='u'>密码<input type='password' name='p'>验证码<input name='v'><button>登录</button></form>",
            "用户登录",
        ),
    ),
    (
        "CAS",
        200,
        html("<h2>统一身份认证平台</h2><p>账号登录 扫码登录</p><form><input type='password'></form>", "统一身份认证"),
    ),
    ("要求登录", 200, html("您还未登录或登录已超时，请重新登录！")),
    ("脚本去登录", 200, "<html><script>alert('登录超时，请重新登录');top.location.href='/login.jsp';</script></html>"),
    (
        "框架里的登录",
        200,
        framed(
            "<div class='login'><h2>用户登录</h2><form>账号<input name='a'>密码<input type='password'></form></div>",
            "用户登录",
        ),
    ),
    (
        "付费墙",
        200,
        framed(
            "<h1>深度：某行业调查</h1><div>来源：某某报 2026-09-08</div><p>第一段文字在此，后面还有许多内容。</p><div class='pay'>登录后可查看全文</div>",
            "深度：某行业调查",
        ),
    ),
    ("401", 401, html("401 Unauthorized")),
]
HOLLOW = [
    ("内容加载中", 200, framed("<div id='content'>内容加载中...</div>" + LONG_FOOTER)),
    (
        "单页应用",
        200,
        html(
            "<noscript>We're sorry but web doesn't work properly without JavaScript enabled. Please enable it to continue.</noscript><div id='app'></div><script src='/js/app.8f.js'></script>",
            "某某省科技厅",
        ),
    ),
    (
        "加载中",
        200,
        html(
            "<div id='root'><div class='loading'>加载中...</div></div><script src='/static/main.js'></script>",
            "政策详情",
        ),
    ),
    (
        "Vue 未填",
        200,
        framed(
            "<div class='article'><h1>{{detail.title}}</h1><p>发布时间：{{detail.publishTime}} 来源：{{detail.source}}</p><div v-html='detail.content'></div></div>",
            "{{title}}",
        ),
    ),
    (
        "列表未填",
        200,
        framed(
            "<ul><li>$pageHelpBean.title</li></ul><div>共 $pageHelpBean.total 条 $pageHelpBean.pageNo / $pageHelpBean.pageCount</div>"
        ),
    ),
    (
        "JSP 未填",
        200,
        framed(
            "<h1>${article.title}</h1><div>发布时间：${article.pubDate} 来源：${article.source}</div><div id='zoom'>${article.content}</div>",
            "${article.title}",
        ),
    ),
    (
        "TRS 置标",
        200,
        framed(
            "<h1><TRS_DOCUMENT FIELD='DOCTITLE'/></h1><div>发布时间：<TRS_DOCUMENT FIELD='DOCPUBTIME'/></div><div>#DOCCONTENT#</div>"
        ),
    ),
    ("ASP 未填", 200, framed("<h1><%=rs('title')%></h1><div class='con'><%=rs('content')%></div>")),
    (
        "undefined",
        200,
        framed("<h1>undefined</h1><div>发布时间：undefined 来源：undefined</div><div class='con'>undefined</div>"),
    ),
    ("null", 200, framed("<h1>null</h1><div>发布时间：null 来源：null 浏览次数：0</div><div class='con'>null</div>")),
    ("空白", 200, " \r\n "),
    (
        "只有框架",
        200,
        "<html><head><title>某某局</title></head><frameset cols='200,*'><frame src='/left.html'><frame src='/main.html'></frameset></html>",
    ),
    ("204", 204, ""),
]
KINDS = [
    ("challenge", FIREWALLS),
    ("soft404", MISSING),
    ("server_error", ERRORS),
    ("maintenance", MAINTENANCE),
    ("login", LOGINS),
    ("empty", HOLLOW),
]
WALLS = [(name, status, verdict, text) for verdict, shapes in KINDS for name, status, text in shapes]

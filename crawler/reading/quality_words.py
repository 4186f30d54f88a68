"""The words and marks by which block, error, maintenance and login pages of Chinese sites are known."""

import re

# Left in the page by the firewalls met on Chinese sites: 瑞数, 加速乐, WZWS, Aliyun, Cloudflare, Incapsula, Akamai, F5, 安全狗, 云盾.
CHALLENGE_MARKS = re.compile(
    r"\$_ts\s*=|\$_ts\b.{0,40}\bcd\b|__jsl_clearance|__jsluid|wzws[-_]?(?:ray|challenge|confirm|waf|cgi)|acw_sc__v\d|arg1\s*=\s*['\"][0-9A-F]{30}"
    r"|cdn-cgi/challenge-platform|cf-browser-verification|_cf_chl|cf_chl_|challenges\.cloudflare|_Incapsula_Resource|ak_bmsc|errors\.edgesuite"
    r"|/_sec/cp_challenge|sec-if-c|bobcmn|failureConfig|TSPD_|/_guard/|safedog|waf_text_verify|aliyun_waf|nocaptcha|geetest|TencentCaptcha|document\.cookie\s*=.{0,200}location\.(?:reload|href)",
    re.IGNORECASE | re.DOTALL,
)
CHALLENGE = re.compile(
    r"(?:完成|通过|进行)(?:下方|以下|安全|滑动|人机)*验证|安全验证|人机验证|拖动.{0,6}滑块|滑动验证|请?输入(?:图中|下方)?的?验证码|访问验证|验证您(?:是|不是)|正在(?:进行)?(?:安全检查|检查您的浏览器|检测)"
    r"|Just a moment|Attention Required|Checking your browser|verify you are (?:a )?human|Access Denied|Request unsuccessful|unusual traffic|403 Forbidden"
    r"|(?:请求|访问)(?:已)?(?:被|遭).{0,12}(?:拦截|阻断|禁止|拒绝)|(?:访问|请求|操作)(?:次数)?(?:的?(?:速度|频率))?(?:过于|太|过)?(?:频繁|过多|过快|过高)|创宇盾|加速乐|知道创宇|网站防火墙|Web应用防火墙"
    r"|(?:请求|访问).{0,12}(?:已被|被WAF)拦截|不是机器人|Request Rejected|requested URL was rejected|请求的URL被拒绝|support ID is|you have been blocked|DDoS protection by|Please wait \d+ seconds"
    r"|您的(?:访问|请求|IP).{0,20}(?:异常|威胁|非法|拦截|限制|黑名单)|(?:疑似|恶意)(?:黑客|攻击)|非法(?:请求|访问)|(?:开启|启用|打开|支持)\s*JavaScript|enable JavaScript|造成安全威胁|(?:不支持|禁止|限制)(?:境外|海外|国外).{0,6}(?:访问|IP)|(?:请?输入|填写)计算结果",
    re.IGNORECASE,
)
_PAGE = "(?:页面|网页|文件|内容|文章|信息|稿件|链接|资源|栏目|地址)"
_LOST = "(?:不存在|未找到|找不到|没有找到|无法找到|已(?:经)?(?:被)?(?:删除|移除|撤销|下线|失效|过期)|不见了|走丢|丢失|无法显示)"
NOT_FOUND = re.compile(
    rf"{_PAGE}.{{0,12}}{_LOST}|(?:找不到|没有找到|未找到|无法找到|不存在).{{0,12}}{_PAGE}|(?:404|410)\s*(?:错误|Not\s*Found|Error|页面|-)"
    r"|(?:错误|Error|HTTP)(?:代码)?\s*[:：]?\s*404|Page (?:Not Found|cannot be found)|File Not Found|(?<![\w.-])404(?![\d-])|出错(?:了|啦)|(?:参数|编号|ID)(?:错误|有误|无效|不正确)",
    re.IGNORECASE,
)
# Said so plainly, and not quoted, that it holds inside a whole site's frame of navigation and footer.
PLAINLY_NOT_FOUND = re.compile(
    rf"(?:找不到|没有找到|未找到|无法找到)(?:您|你)(?:所|要|想)*(?:访问|查找|请求|浏览|查看|打开|寻找)的?{_PAGE}(?!.{{0,4}}[”’」』])"
    rf"|(?:您|你|用户)?(?:所|要|正在)?(?:访问|查找|请求|浏览|查看|打开|寻找)的?{_PAGE}.{{0,8}}{_LOST}(?!.{{0,4}}[”’」』])|(?:抱歉|对不起|很遗憾).{{0,12}}{_PAGE}.{{0,8}}{_LOST}(?!.{{0,4}}[”’」』])"
)
MAINTENANCE = re.compile(
    r"(?:系统|网站|平台|本站|站点|服务器?|栏目).{0,12}(?:正在|进行|例行|暂停|停机).{0,8}(?:维护|升级|改版|调整|服务|访问)|(?:系统|网站|平台)?(?:维护|升级|改版)中"
    r"|(?:正在|暂停).{0,6}(?:维护|升级|改版)|稍[后候](?:再试|访问|重试|再来)|暂(?:时|停)?(?:无法|不能|停止)(?:访问|服务|提供服务)"
    r"|网站(?:已)?(?:临时)?关闭|Under (?:Maintenance|Construction)|Service (?:Temporarily )?Unavailable|服务(?:暂)?不可用|Bad Gateway|Gateway Time-?out"
    r"|数据库连接(?:失败|错误)|敬请期待|建设中|没有找到站点|站点(?:创建成功|已(?:经)?(?:暂停|停止|关闭))|Welcome to nginx|Apache2? .{0,20}Default Page|IIS Windows Server"
    r"|域名(?:正在)?出售|domain .{0,12}for sale|域名已(?:经)?(?:过期|到期)|domain .{0,6}expired|网站未备案|系统繁忙|performing .{0,20}maintenance|be back soon",
    re.IGNORECASE,
)
LOGIN = re.compile(
    r"(?:请|需要?|须)(?:您)?(?:先)?(?:登录|登陆|登入)|您(?:还未|尚未|没有|还没有)(?:登录|登陆)|(?:会话|登[录陆]).{0,6}(?:过期|失效|超时)|重新登[录陆]|(?:用户|账号|统一身份|会员)登[录陆]|统一身份认证|扫码登录|(?:用户名|账号).{0,12}密码"
    r"|(?:log\s?in|sign\s?in) to (?:continue|read|view)",
    re.IGNORECASE,
)
# What programs of sites print when they fail: ASP.NET, Java servers, PHP, Spring.
SERVER_ERROR = re.compile(
    r"应用程序中的服务器错误|内部服务器错误|服务器内部错误|Microsoft OLE DB Provider|ADODB\.|(?:HTTP Status|HTTP状态|HTTP Error)\s*5\d\d|status=5\d\d|500\W{1,3}Internal Server Error|Fatal error\W|Parse error\W|SQLSTATE\["
    r"|Stack trace:|java\.\w+\.\w*(?:Exception|Error)|ORA-\d{5}|Server Error in '|Error code\W{0,3}5\d\d",
)
# Places of a template that nothing was put into: of Vue and its like, JSP and Velocity, TRS, ASP.
_PLACE = r"(?:\{\{[^{}]{0,80}\}\}|\$!?\{[^{}]{1,80}\}|\$[a-z]\w*(?:\.[a-z]\w*)+|<%=|<TRS_|\#DOC[A-Z]+\#)"
# One of these is in each of them, and looked for first: they are rare, and cheaper to find.
PLACE_MARKS = ("{{", "${", "$!{", "<%=", "<TRS_", "#DOC", "undefined<", "null<", "NaN<", "undefined ", "null ", "NaN ")
UNFILLED = re.compile(
    rf"{_PLACE}|^\W*(?:正在)?加载中\W*$|(?:内容|数据|正文|页面)(?:正在)?加载中|^\W*Loading\W*$", re.IGNORECASE
)
# The same as a page's headline or day, with what scripts write for nothing.
UNFILLED_HEAD = re.compile(
    rf"(?:<(?:title|h1)\b[^<>]*>|(?:发布|发文|成文)?(?:日期|时间|来源)(?:</?(?!TRS_)\w+[^<>]*>|\s++){{0,20}}+[:：])(?:</?(?!TRS_)\w+[^<>]*>|\s++){{0,20}}+(?:{_PLACE}|(?:undefined|null|NaN)(?=[\s<]))"
)
# A day in full, save today's in a frame, or the words with which an announcement begins and ends.
DATED = re.compile(
    r"(?<!今天是)(?<!今天是：)(?<!\d)20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|(?<![\d年])\d{1,2}月\d{1,2}日|特此(?:公告|通告|通知|公示|说明|函告)|现将.{1,40}(?:公告|通知|公布|通报|公示)如下"
)
# The first paragraph of an article and then a wall.
LOGIN_FOR_ALL = re.compile(
    r"(?:登[录陆]|注册|订阅|购买|开通会员|成为会员)(?:后|即可|才能|以|之后|，).{0,4}(?:查看|阅读|浏览|解锁|继续).{0,4}(?:全文|更多|剩余|完整|余下|全部)|(?:查看|阅读)全文请(?:先)?登[录陆]"
    r"|剩余\s*\d+\s*%?.{0,10}(?:登[录陆]|付费|订阅)|(?:log|sign) in to (?:continue|read)",
    re.IGNORECASE,
)
# What a page of little text is, by the first of these that it says.
OF_LITTLE = (
    ("challenge", CHALLENGE),
    ("server_error", SERVER_ERROR),
    ("soft404", NOT_FOUND),
    ("login", LOGIN),
    ("maintenance", MAINTENANCE),
)
# A page's <title> that is an error's or a block's and no article's, for each verdict, and the words that go with it.
TITLES = (
    ("soft404", re.compile(r"^\W*(?:404|410)(?!\d)(?:错误|页面|提示|信息|出错|error|page|not found|\s)*(?:[\W_]|$)|页面(?:不存在|未找到|找不到|丢失)|找不到(?:页面|网页)|(?:错误|出错)页面?$|页面出错|Not Found", re.IGNORECASE), NOT_FOUND),
    ("challenge", re.compile(r"(?:安全|访问|人机|滑动)验证(?:页面?)?$|Just a moment|Access Denied|Attention Required|访问被(?:拒绝|拦截|阻断)|WAF|403", re.IGNORECASE), CHALLENGE),
    ("maintenance", re.compile(r"^(?:网站|系统)?(?:升级|维护)(?:升级|维护)?中|^(?:网站|系统)(?:正在)?(?:升级)?维护(?:页面?)?$|Maintenance", re.IGNORECASE), MAINTENANCE),
    ("login", re.compile(r"^(?:用户|会员|统一身份)?登[录陆](?:页面?)?$|统一身份认证(?:平台|系统|中心|登录)?(?:[\W_]|$)", re.IGNORECASE), LOGIN),
    ("server_error", re.compile(r"运行时错误|未将对象引用|HTTP (?:Status|Error) 5\d\d|HTTP状态 5\d\d|Internal Server Error|Runtime Error|Exception$", re.IGNORECASE), SERVER_ERROR),
)  # fmt: skip
# What only the page of an article or document carries. Each begins with letters of its own, which re looks for at a fifth of the cost of a choice of letters.
_ARTICLE = tuple(
    re.compile(rf"{word}(?:</?\w+[^<>]*>|\s)*[:：]{after}")
    for word, after in (
        ("日期(?<=(?:发布|发文|成文|公开)日期)", ""),
        ("时间(?<=(?:发布|发文|成文|公开)时间)", ""),
        ("来源", r"(?!\s*<?/)"),
    )
)
ARTICLE_META = re.compile(
    r"""<meta[^<>]+name\s*=\s*["']?(?:ArticleTitle|PubDate|ContentSource|publishdate)["'\s]""", re.IGNORECASE
)
# What every line of a footer says, and what nothing but a footer does.
FOOTER = re.compile(
    r"主办|承办|版权所有|ICP备|标识码|公网安备|地址[:：]|邮编|邮政编码|电话|传真|浏览器|分辨率|技术支持|Copyright|©|今天是|网站地图|联系我们|建设维护|访问量",
    re.IGNORECASE,
)
FOOTER_ALONE = re.compile(r"版权所有|ICP备|公网安备|网站标识码|浏览器版本|Copyright|©", re.IGNORECASE)


def bears_article(html: str) -> bool:
    """Return whether a page bears what only that of an article or document carries: a labelled day or source."""
    return any(pattern.search(html) for pattern in _ARTICLE)

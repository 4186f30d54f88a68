"""The words for how a source does, and what a reader can do about it."""

from collections.abc import Mapping

from planwatch.records import SourceState, Verdict

STATES: Mapping[str, tuple[str, str]] = {
    SourceState.BLOCKED: ("被拦截", "blocked"),
    SourceState.DRIFTED: ("版面可能已变", "layout may have changed"),
    SourceState.FROZEN: ("久无更新", "frozen"),
    SourceState.UNREACHABLE: ("无法访问", "unreachable"),
    SourceState.DISALLOWED: ("robots.txt 不允许", "disallowed by robots.txt"),
    "mass_change": ("大量页面同时变动", "many pages changed at once"),
    "recovered": ("已恢复", "reads well again"),
    "titles_missing": ("缺少标题", "titles missing"),
    "private_address": ("内网地址", "private address"),
    "budget_spent": ("当夜额度已用完", "night's budget spent"),
    "run_interrupted": ("上次运行中断", "run interrupted"),
    "crawl_resumed": ("续接上次采集", "crawl resumed"),
    "crawl_failed": ("采集出错", "crawl failed"),
    "asked_to_wait": ("网站要求稍后再访问", "asked to come back later"),
    "mail_undelivered": ("邮件未送达", "mail not delivered"),
    Verdict.CHALLENGE: ("验证页面", "challenge page"),
    Verdict.SOFT404: ("页面不存在", "page not found"),
    Verdict.MAINTENANCE: ("网站维护", "maintenance"),
    Verdict.LOGIN: ("需要登录", "login page"),
    Verdict.EMPTY: ("页面为空", "empty page"),
    Verdict.TRUNCATED: ("传输不完整", "cut off"),
    Verdict.TOO_LARGE: ("页面过大", "too large"),
    Verdict.BAD_ENCODING: ("编码损坏", "damaged encoding"),
    Verdict.NOT_HTML: ("不是网页", "not a web page"),
    Verdict.REDIRECT_OUT: ("跳转到站外", "redirected elsewhere"),
    Verdict.REDIRECT_LOOP: ("循环跳转", "redirect loop"),
    Verdict.ROBOTS: ("robots.txt 不允许", "disallowed by robots.txt"),
    Verdict.ROBOTS_UNKNOWN: ("robots.txt 无法读取", "robots.txt unknown"),
    Verdict.TIMEOUT: ("超时", "timed out"),
    Verdict.REFUSED: ("连接被拒绝", "connection refused"),
    Verdict.DNS: ("域名无法解析", "name not found"),
    Verdict.TLS: ("证书错误", "certificate error"),
    Verdict.SERVER_ERROR: ("服务器错误", "server error"),
    Verdict.EXTRACT_FAILED: ("读取失败", "could not be read"),
    Verdict.SUSPICIOUS_SHRINK: ("正文骤减", "text shrank"),
    Verdict.SOURCE_EMPTY: ("列表为空", "empty list"),
}

# What a reader of the Chinese mail can do; the archive keeps a problem's own words in English, and they stand below.
ADVICE: Mapping[str, str] = {
    SourceState.BLOCKED: "网站返回验证或登录页面，看不到新内容；请在浏览器中打开该页，并向网站申请访问。",
    SourceState.DRIFTED: "页面能打开，但条目、正文或标题明显少于往常，版面可能已变；请用 planwatch sources probe 查看读取结果。",
    SourceState.FROZEN: "栏目页读取正常，但久未更新，远超以往间隔；栏目可能已迁址。",
    SourceState.UNREACHABLE: "页面无法取得；若持续出现，请核对网址。",
    SourceState.DISALLOWED: "网站的 robots.txt 不允许访问所声明的页面，因此没有抓取。",
    "mass_change": "同一夜有大量页面同时变动，其中无实质内容的变动已暂缓列出；若网站改版，请确认读取是否正确。",
    "recovered": "已恢复正常读取。",
    "asked_to_wait": "网站要求放慢访问，余下页面留待以后。",
    "mail_undelivered": "有邮件未能送达，将继续重试；请检查邮件设置。",
    "titles_missing": "新文章大多没有读到标题，请检查来源声明。",
    "private_address": "网址指向内部网络，未予访问；若确为内网站点，请在配置中允许。",
    "budget_spent": "当夜访问额度已用完，余下页面下次继续。",
    "run_interrupted": "上一次运行中途停止，本次已接续完成。",
    "crawl_resumed": "上一次采集未完成，本次已接续。",
    "crawl_failed": "采集程序异常退出，请查看日志。",
}

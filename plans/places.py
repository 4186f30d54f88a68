"""Provinces and the regions across provinces, by which plans are told apart and picked."""

import re

from plans.words import any_of

# The 34 units of the first level: the short name, and what the whole name adds to it.
_SUFFIX = {
    "市": "北京 天津 上海 重庆",
    "省": "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾",
    "自治区": "内蒙古 西藏",
    "壮族自治区": "广西",
    "回族自治区": "宁夏",
    "维吾尔自治区": "新疆",
    "特别行政区": "香港 澳门",
}
PROVINCES = {short: short + suffix for suffix, names in _SUFFIX.items() for short in names.split()}
# Regions that have plans of their own, with the other words that name them.
REGIONS = {
    "成渝": "成渝 川渝 渝川",
    "长三角": "长三角 长江三角洲",
    "京津冀": "京津冀",
    "粤港澳大湾区": "粤港澳 大湾区",
    "珠三角": "珠三角 珠江三角洲",
    "长江经济带": "长江经济带 长江流域",
    "黄河流域": "黄河流域",
    "东北": "东北地区 东北全面振兴 东北振兴",
    "西部": "西部大开发 西部地区 西部陆海",
    "中部": "中部地区 中部崛起",
    "东西部": "东西部",
    "雄安": "雄安",
    "长江中游": "长江中游",
    "北部湾": "北部湾",
    "海峡西岸": "海峡西岸 海西",
    "关中平原": "关中平原 关中-天水",
    "中原": "中原城市群 中原经济区",
    "新疆生产建设兵团": "新疆生产建设兵团",
    "横琴": "横琴",
    "前海": "前海深港",
}
_NAMED = {word: region for region, words in REGIONS.items() for word in words.split()} | {p: p for p in PROVINCES}
PROVINCE = any_of([*PROVINCES.values(), *PROVINCES])
# Cities that news names without 市 as those who act.
CITY = (
    "深圳|广州|杭州|南京|苏州|成都|武汉|西安|青岛|宁波|厦门|大连|济南|郑州|长沙|合肥|福州|沈阳|长春|哈尔滨|石家庄|太原|南昌|昆明|贵阳"
    "|南宁|海口|兰州|西宁|银川|拉萨|呼和浩特|乌鲁木齐|无锡|东莞|佛山|珠海|雄安新区|浦东新区"
)
# 本市, 我省, 省财政厅: of which province or town, only the page's reader knows.
RELATIVE = re.compile(r"[本我全]?[省市区县](?![\u4e00-\u9fff]?[场域])")
_ANY = re.compile(any_of(_NAMED))


def regions(text: str) -> tuple[str, ...]:
    """Return the provinces (by short name) and cross-province regions that a title or a body's name bears, in order, each once."""
    return tuple(dict.fromkeys(_NAMED[found] for found in _ANY.findall(text)))

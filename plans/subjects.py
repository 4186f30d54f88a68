"""What plans are about, by the words of their titles: facets to pick plans by, not a classification."""

import re

from plans.words import any_of

# The fields of policy that the columns watched so far write of, each with words that name it in a title.
SUBJECTS = {
    "科技创新": "科技 科学 创新 研发 成果转化 实验室 基础研究 技术转移 科研",
    "人工智能": "人工智能 大模型 智能体 具身智能 机器人 拟人化",
    "数字经济": "数字 数据 算力 信息化 互联网 软件 网络 区块链 物联网",
    "先进制造": "制造 装备 工业 机床 材料 集成电路 芯片 传感器",
    "能源": "能源 电力 储能 氢能 光伏 风电 煤 石油 天然气 核电 充电 抽水蓄能 电网",
    "生态环境": "生态 环境 污染 碳 绿色 湿地 森林 草原 林草 国家公园 生物多样性 排污 温室气体 节能",
    "农业农村": "农业 农村 乡村 粮食 种业 种质 种子 农作物 农机 畜禽 渔业 畜牧 耕地 大豆 农田 农民",
    "水利": "水利 供水 水网 节水 节约用水 防洪 水文 灌区 河流 湖泊",
    "交通运输": "交通 公路 铁路 民航 航空 港口 水路 道路 快递 邮政 运输 车辆 汽车 低空",
    "卫生健康": "卫生 健康 医疗 医药 药品 医院 疾病 中医药 医保 疫苗 生物医药",
    "教育": "教育 高校 学校 中小学 职业院校 高中 学生 教师",
    "人才": "人才 职称 技能 博士后 就业",
    "民生": "养老 托育 社会保障 社会保险 失业保险 残疾 住房 社区 育儿 银发 个人养老金",
    "文化旅游": "文化 旅游 文物 博物馆 演出 广播电视 电影 非物质文化遗产 体育",
    "城市建设": "城市更新 城镇化 城市 建筑 物业 基础设施 国土空间 都市圈",
    "金融": "金融 银行 证券 保险 信贷 债券 资本市场 支付 外汇 融资 基金",
    "财政税收": "财政 税 预算 资金 政府采购 补贴",
    "贸易投资": "贸易 外资 投资 进出口 海关 自由贸易 消费 商业 电子商务",
    "市场监管": "市场监管 产品质量 质量强 质量监督 质量管理 质量检验 质量基础设施 标准化 认证 计量 竞争 价格 广告",
    "知识产权": "知识产权 专利 商标 版权 著作权",
    "海洋": "海洋 海域 海上 航道 渔港",
    "应急安全": "应急 安全生产 消防 防灾 减灾 地震 防灭火 隐患",
    "区域协同": "协同发展 一体化 双城经济圈 大湾区 都市圈 东西部 自由贸易试验区",
}
_NAMED = {word: subject for subject, words in SUBJECTS.items() for word in words.split()}
_ANY = re.compile(any_of(_NAMED))


def subjects(title: str) -> tuple[str, ...]:
    """Return the subjects that a title's words name, in the order of the words, each once; empty where none is known."""
    return tuple(dict.fromkeys(_NAMED[word] for word in _ANY.findall(title)))

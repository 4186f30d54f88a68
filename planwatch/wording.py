"""Words that editors replace by one another without changing the matter: verbs, adverbs and connectives of officialese."""

import re

from planwatch import quantities
from planwatch.synonyms import share_a_sense

_WORDS = """
提出 强调 指出 明确 要求 表示 认为 觉得 介绍 说明 称 说 透露 获悉 了解到 得知 宣布 规定 部署 安排 确定 决定 建议 倡议 呼吁 号召 提到 谈到
推进 推动 促进 助推 助力 加快 加速 加强 强化 增强 提升 提高 改善 改进 优化 完善 健全 建立 构建 打造 建成 形成 培育 培养 发展 壮大 扩大 拓展
开展 进行 举行 召开 举办 组织 实施 推行 施行 执行 落实 贯彻 贯彻落实 实现 达到 达成 完成 取得 获得 得到 赢得 保持 维持 坚持 保障 保证 确保 维护
支持 鼓励 引导 扶持 帮助 协助 激励 调动 围绕 聚焦 瞄准 着眼 立足 依托 借助 利用 运用 采用 使用 应用 采取 通过 经由 按照 依照 遵照 根据 依据
制定 制订 出台 印发 发布 公布 下发 颁布 推出 发出 刊发 起草 编制 拟定 研究 探索 摸索 分析 考虑 参与 参加 出席 加入 涉及 涵盖 包括 包含 覆盖
解决 破解 化解 处理 应对 防范 防止 避免 杜绝 遏制 打击 严打 查处 整治 治理 规范 监督 监管 检查 督查 管理 负责 承担 担负 履行 行使 发挥 起到
下达 下拨 拨付 预拨 核拨 划拨 紧急 火速 第一时间 当即 立刻 设立 设置 成立 组建 创建 新建 建设 修建 兴建 开工 启动 开启 开始 起步 结束 停止 取消 废止 减少 降低 下降 压减 缩短 增加 增长 上升 上涨 同比 比上年同期 比去年同期 较上年同期 较去年同期 提供 给予 予以
具有 拥有 具备 存在 处于 位于 属于 成为 作为 视为 看作 当作 能够 可以 可 能 应当 应该 应 须 必须 需要 需 务必 不得 严禁 禁止 允许 准许 愿意 希望 期望 期待 盼望
进一步 更好 更加 更 更为 愈加 越来越 十分 非常 特别 尤其 极其 很 最 较 较为 比较 相当 持续 不断 继续 陆续 逐步 逐渐 稳步 逐年 积极 主动 大力 全力 努力 着力 奋力 尽力
准确 顺利 圆满 平稳 切实 有效 扎实 认真 深入 全面 充分 严格 从严 全方位 彻底 完全 基本 大体 尽快 抓紧 尽早 及时 迅速 立即 马上 随即 不久前 前不久 今天 今日 昨天 昨日 当天 同日 近日 日前 近期 最近 目前 当前 眼下 现在 如今 此前 之前 以前
今后 未来 下一步 接下来 随后 之后 以后 同时 此外 另外 与此同时 其中 因此 所以 因而 从而 由于 因为 为了 为 以便 以 并且 并 而且 且 以及 和 与 及 或 或者 但是 但 然而 不过 虽然 尽管 如果 若 假如
重要 关键 主要 重点 核心 突出 首要 根本 显著 明显 突显 较大 巨大 重大 广泛 普遍 有关 相关 各类 各种 多种 众多 许多 不少 大量 大批 一批 若干 部分 全部 所有 整个 全体 共同 一起 一同 携手 联合 合力
依次 轮番 轮流 先后 一直 始终 总是 经常 常常 往往 已经 已 曾 曾经 正在 正 将 将会 即将 约 大约 左右 上下 以上 超过 逾 突破 接近 近 至少 不低于 不少于 最多 不超过 以内 仅 只 单单 共 总共 共计 合计 累计 总计
情况 状况 形势 态势 局面 方面 领域 环节 过程 措施 举措 办法 做法 方式 方法 手段 途径 路径 渠道 作用 功能 功效 成效 成果 效果 成绩 目标 目的 任务 要点 内容 问题 难题 困难 挑战 机遇 机会 条件 环境 基础 前提
群众 百姓 老百姓 居民 市民 民众 公众 大众 企业 单位 部门 机构 主体 人员 人士 专家 记者 本报 本网 小编 我们 笔者 负责人 有关负责人 相关负责人 负责同志 地方 各地 当地 地区 地域 区域 全国 我国 中国 国内 全省 全市
以下 下述 如下 上述 前述 该 此 这 本 其 等 等等 例如 比如 譬如 诸如 尤为 即 也就是 现 兹 现将 兹将 便于 有利于 有助于 用于 用以 意味着 旨在 意在 力争 争取 力求 夯实 筑牢 巩固 稳固 激发 释放 畅通 疏通 打通 便捷 便利 方便 快捷 高效
"""
WORDS = frozenset(map(quantities.plain, _WORDS.split()))
# 切实安排推行, 同比增长: several on end, each the longest there is; tried in one way only, for a hostile text could have any number.
_ROW = re.compile(
    f"(?:{'|'.join(sorted((re.escape(word) for word in WORDS if len(word) > 1), key=len, reverse=True))})++"
)
# A word of manner or of one's own may carry one of these: 重要的, 积极地, 完善其.
_ENDINGS = "的地得了着其这当"


def is_wording(word: str) -> bool:
    """Return whether a word, its numbers spelled by quantities.plain, is one that rewording replaces or puts in its place, or a row of such."""
    return word in WORDS or word.rstrip(_ENDINGS) in WORDS or bool(_ROW.fullmatch(word))


def is_rewording(before: str, after: str) -> bool:
    """Return whether one word for another is mere wording: either is a word of it, or both have a sense in common (人社部 is a name)."""
    return is_wording(before) or is_wording(after) or share_a_sense(before, after)

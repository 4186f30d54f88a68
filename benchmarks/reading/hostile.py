"""How long pages of one thing said over and over take: ``benchmarks/reading/hostile.py [--size BYTES] [--most SECONDS]``.

Each page is a near miss of what some pattern or walk of the reader looks for, said until the page is full. It fails where one
takes more processor time than ``--most``: then something grows faster than the page does.
"""

import argparse
import sys
import time
from collections.abc import Iterator

from crawler.reading import read_file

SAID = (
    "<", "</", "{{", "{{a", "${", 'var a="', "   ", "\n", " \n", "\t\u3000\n", "a\n \n", "来源", "来源：", "来 源", "1", "12-", "2026年",
    "2026-1-", "2026年1月", "<!--", "<script>", "<script", "<script>x</script", "<style>", "<title>", "<title>x", "<a>", '<a href="',
    "<a href=x>", '<a href="/2026/1.html">标题甲乙丙丁戊己庚辛</a>', "&", "&#", "。", "。\n<", 'alert("', "location.href=", "document.cookie=",
    "$_ts", 'arg1="', "页面", "请求", "您的访问", "现将", "登录后", "剩余1", "网站", "发布日期 ", "时间<b>", "来源<b> ", "undefined", "<input type=",
    "<input ", "<h1>", "<h1 ", "[", "(", "（", "第", "【", "上一页", "上页[1]", "编 ", "责任编辑", "办：", "未经", "本站由", "附件", "摄影 ", "<div>",
    "<b>", "<table><tr><td>", "<tr><td>a<td>b", "<ul><li>", "<p>", "<p>a", "<br>", "<pre>\n", "\ufffd", "甲", "甲，", "-", "_", "——", "|", "…",
    "http://", "www.", "Jan ", "二", "十", '<meta name="a" content="b">', '<script type="application/ld+json">[', '{"a":', "[[", "[1,", '"',
    "\x01", "\x00", "<![CDATA[", "<record><![CDATA[", "<span>", "<font>", "<select>", "<form>", '<div style="display:none">x',
    "createPageHTML(", "nextPage+", '"html": "', "<p>甲乙。</p>", "<p>甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉，戌亥。</p>", "国发〔2026〕",
    "<table>a</table></b></i></u>", "2026年第", "已有", "扫", "共 1", "点击", '"扫一扫', "二维", "摘要", "<p>一、</p>", "<p>2026-09-08 10:30</p>", "<p>来源：</p>", "<td>来源</td>",
    '<ul><li><a href="/2026/1.html">标题甲乙丙丁戊己庚辛</a><li><a href="/2.html">甲</a><li><a href="/3.html">乙</a></ul>',
    '<div><ul><li><a href="/1.html">甲</a><li><a href="/2.html">乙</a><li><a href="/3.html">丙</a></ul></div>',
    '<ul><li>一个够长的标题在这里<li>来源：某某县<li><a href="/1.html">甲</a></ul>',
)  # fmt: skip
# Alone, in a line of text, in the page's title, in an address.
AROUND = (
    ("", ""),
    ("<html><body><h1>一个够长的标题在这里</h1><p>", "</p></body></html>"),
    ("<html><head><title>", "</title></head><body><p>甲乙丙，丁。</p></body></html>"),
    ('<html><body><a href="', '">甲乙丙丁戊己庚辛</a></body></html>'),
    ("<html><body><p>甲", "x</p></body></html>"),
    ('<html><body><ul><li><a href="/1.html">甲乙丙丁戊己庚辛</a><b>5', "x</b></ul></body></html>"),
)


def main() -> int:
    """Print the slowest pages; return 1 where one takes too long, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="of each page (default: %(default)s)")
    parser.add_argument("--most", type=float, default=3.0, help="seconds of processor time (default: %(default)s)")
    options = parser.parse_args()
    found = sorted(((seconds(page), name) for name, page in pages(options.size)), reverse=True)
    for took, name in found[:10]:
        print(f"{took:.2f} s", name, sep="\t")
    return int(found[0][0] > options.most)


def pages(size: int) -> Iterator[tuple[str, bytes]]:
    """Yield each page with what is said in it."""
    for before, after in AROUND:
        for said in SAID:
            yield f"{before[:40]}{said!r}", f"{before}{said * (size // len(said.encode()))}{after}".encode()


def seconds(page: bytes) -> float:
    """Return the processor time that reading a page takes."""
    start = time.process_time()
    read_file(page)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
